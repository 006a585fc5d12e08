"""Changes of a claim's chains as an annotator makes them, on records: steps added, moved, removed; mentions marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from claims.errors import ChainIncomplete, NotFound
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.suggestions import presets
from claims.text.naming import how_named
from claims.text.spans import QuotedSpan
from claims.vocabulary import Certainty, Lineage, MentionRole, Stance

OWN_WORDS = ChainRecord(lineage=Lineage.NONE_GIVEN)


def with_own_words(record: ClaimRecord) -> ClaimRecord:
    """The claim as the outlet's own words: no source is given."""
    return replace(record, chains=(OWN_WORDS,))


def with_step(record: ClaimRecord, step: AttributionRecord, *, chain: int = 1) -> ClaimRecord:
    """The step at the end of chain number `chain`, as its origin; a number past the last starts a parallel chain."""
    chains = [one for one in record.chains if one.lineage is not Lineage.NONE_GIVEN]
    if chain > len(chains):
        return replace(record, chains=(*chains, ChainRecord(attributions=(step,))))
    grown = chains[chain - 1]
    before = [_passed_on(hop) for hop in grown.attributions]
    chains[chain - 1] = replace(grown, attributions=(*before, step))
    return replace(record, chains=tuple(chains))


def _passed_on(hop: AttributionRecord) -> AttributionRecord:
    """What only asserted, when it was the origin, passes on now that another source stands behind it."""
    return replace(hop, stance=Stance.RELAYS) if hop.stance is Stance.ASSERTS else hop


def with_changed_step(
    record: ClaimRecord, hop: UUID, how: Callable[[AttributionRecord], AttributionRecord]
) -> ClaimRecord:
    """Raises NotFound if no chain has the hop."""
    _find(record, hop)
    return _each_chain(record, lambda steps: [how(step) if step.id == hop else step for step in steps])


def without_step(record: ClaimRecord, hop: UUID) -> ClaimRecord:
    """A chain that loses its last step goes; a claim that loses its last chain is the outlet's own words."""
    _find(record, hop)
    return _each_chain(record, lambda steps: [step for step in steps if step.id != hop])


def with_moved_step(record: ClaimRecord, hop: UUID, *, by: int) -> ClaimRecord:
    """The step moved towards the publisher (negative) or the origin, as far as its chain goes."""
    _find(record, hop)

    def moved(steps: Sequence[AttributionRecord]) -> list[AttributionRecord]:
        place = next((index for index, step in enumerate(steps) if step.id == hop), None)
        if place is None:
            return list(steps)
        rest = [step for step in steps if step.id != hop]
        rest.insert(max(0, min(len(rest), place + by)), steps[place])
        return rest

    return _each_chain(record, moved)


def with_mention(
    record: ClaimRecord,
    role: MentionRole,
    spans: tuple[QuotedSpan, ...],
    *,
    hop: UUID | None = None,
    source: SourceReference | None = None,
) -> ClaimRecord:
    """Marks a cue or a source. Without `hop`, a cue goes to the first step that has none, a source becomes a step.

    `source` is whom the marked words mean; left out, they are its name.
    """
    if role is MentionRole.CLAIM:
        raise ChainIncomplete("A claim is marked by itself, not as a mention.", field="role")
    if hop is not None:
        return with_changed_step(record, hop, lambda step: _marked(step, role, spans))
    steps = [step for chain in record.chains for step in chain.attributions]
    if role is MentionRole.SOURCE:
        waiting = next((step for step in steps if step.source is None and step.id), None)
        words = " ".join(" ".join(span.exact or "" for span in spans).split())
        source = source or SourceReference(name=words, identifiability=how_named(words))
        named = AttributionRecord(source=source, source_spans=spans)
        if waiting is None or waiting.id is None:
            return with_step(record, named)
        return with_changed_step(record, waiting.id, lambda step: replace(step, source=source, source_spans=spans))
    bare = next((step for step in steps if not step.cue_spans and step.id), None)
    if bare is None or bare.id is None:
        return with_step(record, AttributionRecord(cue_spans=spans))
    return with_changed_step(record, bare.id, lambda step: _marked(step, role, spans))


def _marked(step: AttributionRecord, role: MentionRole, spans: tuple[QuotedSpan, ...]) -> AttributionRecord:
    return replace(step, cue_spans=spans) if role is MentionRole.CUE else replace(step, source_spans=spans)


def _each_chain(
    record: ClaimRecord, how: Callable[[Sequence[AttributionRecord]], list[AttributionRecord]]
) -> ClaimRecord:
    chains = [replace(chain, attributions=tuple(how(chain.attributions))) for chain in record.chains]
    left = tuple(chain for chain in chains if chain.attributions or chain.lineage is Lineage.NONE_GIVEN)
    return replace(record, chains=left or (OWN_WORDS,))


def _find(record: ClaimRecord, hop: UUID) -> None:
    if not any(step.id == hop for chain in record.chains for step in chain.attributions):
        raise NotFound("This step is no longer part of the claim; reload the page.")


def with_presets(before: ClaimRecord, after: ClaimRecord, *, text: str) -> ClaimRecord:
    """What marked words say of a step (`claims.suggestions.presets`), where nobody has said anything of it yet.

    Only steps that `after` adds, or whose cue it marks, are looked at; how sure a statement sounds, its origin says.
    """
    cues = {hop.id: hop.cue_spans for chain in before.chains for hop in chain.attributions}
    within = presets.certainty_within(" ".join(text[span.start : span.end] for span in after.spans))

    def preset(hop: AttributionRecord, *, is_origin: bool) -> AttributionRecord:
        cue = " ".join(text[span.start : span.end] for span in hop.cue_spans)
        own = presets.certainty_of(cue)
        if hop.id in cues and cues[hop.id] == hop.cue_spans:
            is_handed_on = not is_origin and hop.certainty is within and own is not within
            return replace(hop, certainty=Certainty.NOT_STATED) if is_handed_on else hop
        if hop.certainty is Certainty.NOT_STATED:
            said = own if own is not Certainty.NOT_STATED or not is_origin else within
            hop = replace(hop, certainty=said)
        stance = presets.stance_of(cue)
        return replace(hop, stance=stance) if stance and hop.stance in (None, Stance.ASSERTS, Stance.RELAYS) else hop

    return replace(
        after,
        chains=tuple(
            replace(
                chain,
                attributions=tuple(
                    preset(hop, is_origin=place == len(chain.attributions))
                    for place, hop in enumerate(chain.attributions, start=1)
                ),
            )
            for chain in after.chains
        ),
    )

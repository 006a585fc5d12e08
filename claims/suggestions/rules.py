"""The built-in rules, put together: text in, proposed attributions out; each step is in a module of its own."""

from collections.abc import Callable, Iterator, Sequence

from claims.suggestions.confidence import LEAST, score, why
from claims.suggestions.coreference import Mentions
from claims.suggestions.findings import Finding
from claims.suggestions.nesting import Nested, nest
from claims.suggestions.noun_rules import find_by_adjective, find_by_noun
from claims.suggestions.passive_rules import find_by_passive
from claims.suggestions.phrase_rules import find_by_phrase
from claims.suggestions.proposals import Proposal
from claims.suggestions.source_kinds import identifiability, source_kind
from claims.suggestions.stances import certainty, quotation, stance, verification
from claims.suggestions.structure_rules import find_by_structure
from claims.suggestions.tokens import Reading, read, span_of
from claims.suggestions.verb_groups import Sentence, VerbGroup, parse
from claims.suggestions.verb_rules import find_by_verb

BY_VERB: tuple[Callable[[Sentence, VerbGroup], Finding | None], ...] = (
    find_by_verb,
    find_by_passive,
    find_by_adjective,
    find_by_structure,
)


class Rules:
    """Reads English news by rules of its own; the same text always gets the same answer."""

    name = "rules"
    version = "1"

    def suggest(self, text: str) -> Sequence[Proposal]:
        reading = read(text)
        found = [finding for tokens in reading.sentences for finding in find(parse(reading, tokens))]
        sure = [finding for finding in found if score(reading, finding) >= LEAST]
        kept = nest(reading, sure)
        parents = {nested.parent for nested in kept}
        mentions = Mentions(reading)
        return tuple(
            _proposal(reading, nested, mentions, holds_another=place in parents) for place, nested in enumerate(kept)
        )


def find(sentence: Sentence) -> Iterator[Finding]:
    """What the rules see in one sentence, the surest first for each verb."""
    yield from find_by_phrase(sentence)
    for group in sentence.groups:
        seen = (rule(sentence, group) for rule in BY_VERB)
        finding = next((found for found in seen if found is not None), None)
        if finding is not None:
            yield finding
    yield from find_by_noun(sentence)


def _proposal(reading: Reading, nested: Nested, mentions: Mentions, *, holds_another: bool) -> Proposal:
    finding = nested.finding
    refers_to = mentions.refers_to(finding.source)
    return Proposal(
        source=(span_of(reading, finding.source.start, finding.source.stop),) if finding.source else (),
        cue=(span_of(reading, finding.cue.start, finding.cue.stop),),
        content=tuple(span_of(reading, part.start, part.stop) for part in finding.content),
        score=score(reading, finding),
        rule=finding.rule,
        why=why(reading, finding),
        nested_in=nested.parent,
        stance=stance(reading, finding, holds_another=holds_another),
        certainty=certainty(reading, finding, holds_another=holds_another),
        verification=verification(reading, finding, is_nested=nested.parent is not None),
        quotation=quotation(reading, finding),
        source_kind=source_kind(reading, finding.source),
        identifiability=identifiability(reading, finding.source),
        refers_to=refers_to,
    )

"""The source summary statement: a draft in the four points of ICD 206, every number with the rows behind it.

It never says that a statement is confirmed: that sources are independent of each other is not established by counting.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field
from uuid import UUID

from claims.lineage.counting import Reason, Support, pieces_of, publisher_families
from claims.lineage.records import Evidence, Party
from claims.lineage.tracing import Trace, keeps_a_line, trace
from claims.models import CredibilityGrade, Proposition, ReliabilityGrade, Workspace
from claims.queries import grades
from claims.queries.evidence import evidence_of
from claims.queries.summary_parts import Part, Point, Sentence, Summary, counted, listed
from claims.vocabulary import Identifiability, Lineage, Reliability, SourceKind

MOST_NAMED = 12
"""Sources told of one by one, those with most articles first."""
MOST_STRUCK = 6
NOT_NAMED = [word.value for word in Identifiability if word is not Identifiability.NAMED]
REASONS = {
    Reason.DENIES: ("denies it", "deny it"),
    Reason.RETRACTS: ("retracts it", "retract it"),
    Reason.DECLINES_TO_CONFIRM: ("declines to comment on whether it is so", "decline to comment on whether it is so"),
    Reason.OTHER_POLARITY: ("says the opposite", "say the opposite"),
    Reason.TAKEN_BACK: ("was taken back by who said it first", "were taken back by who said it first"),
}
STANCES = {
    Reason.DENIES: (("stance", "denies"),),
    Reason.RETRACTS: (("stance", "retracts"),),
    Reason.DECLINES_TO_CONFIRM: (("stance", "declines_to_confirm"),),
}
"""How the list of claims finds those that were left out."""


@dataclass(slots=True)
class _Voice:
    """A family in the chains that count: in which claims it says so first, and in which it passes on."""

    party: Party
    first: dict[UUID, None] = field(default_factory=dict)
    relayed: dict[UUID, None] = field(default_factory=dict)

    @property
    def claims(self) -> tuple[UUID, ...]:
        return tuple(self.first | self.relayed)


def summary_of(workspace: Workspace, statement: Proposition) -> Summary:
    """Those queries that its evidence costs, and two for grades."""
    evidence = evidence_of(workspace, statement.pk)
    found = trace(evidence)
    voices = _voices(found.supports)
    return Summary(
        statement,
        (
            Point("Quality and credibility of the sources", tuple(_quality(workspace, statement, found, voices))),
            Point("What each source contributes", tuple(_contributions(statement, voices))),
            Point("Strengths and weaknesses of the sourcing", tuple(_weaknesses(statement, found))),
            Point("What would change this", tuple(_changes(evidence, found, voices))),
        ),
    )


def _voices(supports: Sequence[Support]) -> list[_Voice]:
    """Named sources by family, those with most claims first."""
    found: dict[UUID, _Voice] = {}
    for support in supports:
        for hop in support.chain.hops:
            if hop.party is None or not hop.party.is_named:
                continue
            voice = found.setdefault(hop.party.family, _Voice(hop.party))
            is_first = hop is support.chain.hops[-1] and support.chain.lineage is Lineage.COMPLETE
            (voice.first if is_first else voice.relayed)[support.assertion.id] = None
    return sorted(found.values(), key=lambda voice: (-len(voice.claims), voice.party.family_name))


def _quality(
    workspace: Workspace, statement: Proposition, found: Trace, voices: Sequence[_Voice]
) -> Iterator[Sentence]:
    claims = _ids(found.supports)
    pieces = pieces_of(found.supports)
    if not pieces:
        yield (Part("No article makes this statement in a way that counts."),)
    else:
        families = publisher_families(pieces)
        yield (
            counted(len(pieces), "article", "articles", claims, statement),
            Part(f" {_verb(pieces, 'makes', 'make')} this statement, from "),
            counted(len(families), "publisher family", "publisher families", claims, statement),
            Part("."),
        )
    given = _reliabilities(workspace, [voice.party.family for voice in voices[:MOST_NAMED]])
    for voice in voices[:MOST_NAMED]:
        yield _described(voice.party, given.get(voice.party.family))
    unnamed = [one for one in found.supports if any(_is_unnamed(hop.party) for hop in one.chain.hops)]
    if unnamed:
        yield (
            counted(
                len(_ids(unnamed)), "claim rests", "claims rest", _ids(unnamed), statement, _unnamed_filters(unnamed)
            ),
            Part(" on sources that are not named; their quality cannot be judged from the text."),
        )
    yield _credibility(grades.of_subject(statement).first())


def _described(party: Party, grade: ReliabilityGrade | None) -> Sentence:
    # Of a family that speaks through its members, only the family is known here.
    known = party.id == party.family and party.kind is not SourceKind.UNKNOWN
    kind = f" ({party.kind.on_screen})" if known else ""
    if grade is None:
        words = ": reliability not graded."
    elif grade.grade is Reliability.F:
        words = ": reliability F, it cannot be judged."
    else:
        words = f": reliability {grade.grade}, {grade.grade.on_screen} (by {_by(grade)})."
    return (Part(party.family_name, source=party.family), Part(f"{kind}{words}"))


def _credibility(grade: CredibilityGrade | None) -> Sentence:
    if grade is None:
        return (Part("The statement itself has no grade of credibility.", section="graded"),)
    return (
        Part("The statement is graded "),
        Part(f"{grade.grade}", section="graded"),
        Part(f" on the scale of credibility, 1 to 6, by {_by(grade)}."),
    )


def _contributions(statement: Proposition, voices: Sequence[_Voice]) -> Iterator[Sentence]:
    if not voices:
        yield (Part("No source is named for it."),)
    for voice in voices[:MOST_NAMED]:
        mine = ("family", str(voice.party.family))
        parts = [Part(voice.party.family_name, source=voice.party.family)]
        if voice.first:
            parts += [
                Part(" says so first in "),
                counted(len(voice.first), "claim", "claims", voice.first, statement, [mine]),
            ]
        if voice.relayed:
            joined = " and relays it in " if voice.first else " relays it in "
            parts += [Part(joined), counted(len(voice.relayed), "claim", "claims", voice.relayed, statement, [mine])]
        yield (*parts, Part("."))
    if len(voices) > MOST_NAMED:
        yield (Part(f"{len(voices) - MOST_NAMED} more sources stand in its chains.", section="graph"),)


def _weaknesses(statement: Proposition, found: Trace) -> Iterator[Sentence]:
    lower, upper = len(found.surely), len(found.perhaps)
    bounds = str(lower) if lower == upper else f"{lower} to {upper}"
    yield (
        Part("It rests on "),
        Part(bounds, claims=_ids(found.supports), section="rests"),
        Part(f" independent source{'' if bounds == '1' else 's'} by what is known here; independence not established."),
    )
    if found.rests_on:
        yield (Part("Everything that is attributed rests on "), *listed(found.rests_on), Part("."))
    yield (Part(f"Verified by: {', '.join(found.verified_by) or 'nobody'}."),)
    bare = [one for one in found.supports if one.chain.lineage is Lineage.NONE_GIVEN]
    if bare:
        yield (
            counted(len(_ids(bare)), "claim is", "claims are", _ids(bare), statement, [("lineage", "none_given")]),
            Part(" in the outlet's own words, without a source."),
        )
    beyond = [one for one in found.supports if one.chain.lineage is Lineage.UNKNOWN_BEYOND]
    if beyond:
        yield (
            counted(
                len(_ids(beyond)), "claim goes", "claims go", _ids(beyond), statement, [("lineage", "unknown_beyond")]
            ),
            Part(" back to somebody whom the text does not name."),
        )
    for count, one, many in (
        (len(found.copies), "article reprints another", "articles reprint others"),
        (len(found.loops), "loop of outlets that cite each other", "loops of outlets that cite each other"),
        (
            len(found.inflations),
            "claim is firmer than where it comes from",
            "claims are firmer than where they come from",
        ),
        (
            len(found.losses),
            "article lost the source that another had named",
            "articles lost the source that others had named",
        ),
    ):
        if count:
            yield (Part(f"{count} {one if count == 1 else many}", section="findings"), Part("."))
    yield from _against(statement, found)


def _against(statement: Proposition, found: Trace) -> Iterator[Sentence]:
    disputed = _ids([one for one in found.supports if one.assertion.is_disputed])
    if disputed:
        yield (
            Part("Analysts disagree whether "),
            counted(len(disputed), "claim makes", "claims make", disputed, statement),
            Part(" this statement."),
        )
    by_reason: dict[Reason, dict[UUID, None]] = defaultdict(dict)
    for out in found.left_out:
        by_reason[out.reason][out.assertion.id] = None
    for reason, claims in by_reason.items():
        one, many = REASONS[reason]
        yield (
            counted(len(claims), f"claim {one}", f"claims {many}", claims, statement, STANCES.get(reason, ())),
            Part(" and does not count." if len(claims) == 1 else " and do not count."),
        )


def _changes(evidence: Evidence, found: Trace, voices: Sequence[_Voice]) -> Iterator[Sentence]:
    if not found.supports:
        yield (Part("An article that makes the statement, with its source."),)
        return
    for voice in voices[:MOST_STRUCK]:
        left = keeps_a_line(evidence, without={voice.party.family})
        yield (
            Part("Without "),
            Part(voice.party.family_name, source=voice.party.family),
            Part(" other attributed lines would be left." if left else " nothing that is attributed would be left."),
        )
    if found.rests_on:
        yield (
            Part("A source that has it from elsewhere than "),
            *listed(found.rests_on),
            Part(" would widen its ground."),
        )
    elif not voices:
        yield (Part("A source by name would be the first ground that can be checked."),)
    if len(found.surely) != len(found.perhaps):
        yield (
            Part(
                "Names for those who are not named, or for where own words come from, would settle how many there are."
            ),
        )
    if not found.verified_by:
        yield (Part("Nobody is known to have verified it; that somebody does would change its quality."),)


def _reliabilities(workspace: Workspace, sources: Sequence[UUID]) -> dict[UUID, ReliabilityGrade]:
    """The grade in effect of each source, or family."""
    rows = ReliabilityGrade.objects.filter(workspace=workspace, source__in=sources).select_related("graded_by")
    return {row.source_id: row for row in rows.order_by("graded_at", "pk")}


def _unnamed_filters(supports: Sequence[Support]) -> list[tuple[str, str]]:
    kinds = {hop.party.identifiability.value for one in supports for hop in one.chain.hops if hop.party is not None}
    return [("identifiability", word) for word in NOT_NAMED if word in kinds]


def _is_unnamed(party: Party | None) -> bool:
    return party is None or not party.is_named


def _ids(supports: Iterable[Support]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(one.assertion.id for one in supports))


def _by(grade: ReliabilityGrade | CredibilityGrade) -> str:
    return grade.graded_by.get_username() if grade.graded_by else "an import"


def _verb(rows: Sized, one: str, many: str) -> str:
    return one if len(rows) == 1 else many

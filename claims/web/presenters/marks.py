"""An article's text cut into runs that carry their marks: what the annotate screen draws, in document order."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims.queries.articles import SegmentDocument
from claims.queries.claim_documents import ClaimDocument, SpanDocument
from claims.text.segments import paragraphs as lines
from claims.text.spans import Span
from claims.vocabulary import MentionRole, SegmentKind

LANES = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of the text that belongs to a claim: the claim itself, or a cue or source of one of its steps."""

    start: int
    end: int
    role: MentionRole
    claim: str
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two borders of marks. `claims` names the claims it belongs to, the shortest first."""

    text: str
    roles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    lanes: tuple[int, ...] = ()
    active: bool = False

    @property
    def names(self) -> str:
        """Class names: its roles, and the lanes its underlines run in."""
        return " ".join([*self.roles, *(f"lane-{lane}" for lane in self.lanes), *(["active"] if self.active else [])])

    @property
    def claim_ids(self) -> str:
        return " ".join(self.claims)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text, from `start` to `end` in code points, as runs that join to its text exactly."""

    start: int
    end: int
    kind: str
    runs: tuple[Run, ...]
    claims: int = 0
    is_title: bool = False
    marks: tuple[Mark, ...] = field(default=(), repr=False)

    @property
    def anchor(self) -> str:
        return f"p{self.start}"


def paragraphs(
    text: str,
    segments: Sequence[SegmentDocument],
    claims: Sequence[ClaimDocument],
    *,
    title: str = "",
    active: str = "",
    only: frozenset[int] | None = None,
) -> list[Paragraph]:
    """The paragraphs in order, or those that start at the offsets in `only`."""
    marks = marks_of(claims)
    found = []
    for line in lines(text):
        start, end = line.start, line.end
        if only is not None and start not in only:
            continue
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        found.append(
            Paragraph(
                start=start,
                end=end,
                kind=_kind(segments, line),
                runs=tuple(_runs(text, start, end, inside, active=active)),
                is_title=text[start:end] == title,
                claims=len({mark.claim for mark in inside if mark.role is MentionRole.CLAIM}),
                marks=tuple(inside),
            )
        )
    return found


def marks_of(claims: Sequence[ClaimDocument]) -> list[Mark]:
    """All marks of these claims; a claim gets the first lane free from its first part to its last."""
    found: list[Mark] = []
    busy_until = [0] * LANES
    for claim in sorted(claims, key=lambda row: (row["spans"][0]["start"], -row["spans"][-1]["end"])):
        first, last = claim["spans"][0]["start"], claim["spans"][-1]["end"]
        lane = next((place for place in range(LANES) if busy_until[place] <= first), LANES - 1)
        busy_until[lane] = max(busy_until[lane], last)
        found.extend(_marks(claim["spans"], MentionRole.CLAIM, claim["id"], lane=lane + 1))
        for chain in claim["chains"]:
            for hop in chain["attributions"]:
                found.extend(_marks(hop["cue_spans"], MentionRole.CUE, claim["id"]))
                found.extend(_marks(hop["source_spans"], MentionRole.SOURCE, claim["id"]))
    return found


def touched(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """The starts of the paragraphs that any of these spans touches."""
    return frozenset(
        line.start for line in lines(text) if any(span.start < line.end and span.end > line.start for span in spans)
    )


def _kind(segments: Sequence[SegmentDocument], line: Span) -> str:
    """The kind of the segment in which a line stands; every line is shown, also where no segment was found."""
    place = bisect_right(segments, line.start, key=lambda segment: segment["start"]) - 1
    if place >= 0 and segments[place]["end"] > line.start:
        return segments[place]["kind"]
    return SegmentKind.BODY


def spans_of(claim: ClaimDocument) -> list[Span]:
    """Every stretch a claim marks, its cues and sources included."""
    return [Span(mark.start, mark.end) for mark in marks_of([claim])]


def _marks(spans: Sequence[SpanDocument], role: MentionRole, claim: str, *, lane: int = 0) -> list[Mark]:
    return [Mark(span["start"], span["end"], role, claim, lane) for span in spans]


def _runs(text: str, start: int, end: int, marks: Sequence[Mark], *, active: str) -> list[Run]:
    borders = {start, end}
    for mark in marks:
        borders.update(border for border in (mark.start, mark.end) if start < border < end)
    ordered = sorted(borders)
    found = []
    for left, right in pairwise(ordered):
        here = [mark for mark in marks if mark.start <= left and mark.end >= right]
        here.sort(key=lambda mark: mark.end - mark.start)
        found.append(
            Run(
                text=text[left:right],
                roles=tuple(dict.fromkeys(mark.role.value for mark in here)),
                claims=tuple(dict.fromkeys(mark.claim for mark in here)),
                lanes=tuple(sorted({mark.lane for mark in here if mark.lane})),
                active=any(mark.claim == active for mark in here),
            )
        )
    return found

"""An article's text cut into runs that carry their marks: what the annotate screen draws, in document order."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.queries.articles import SegmentDocument
from claims.queries.claim_documents import ClaimDocument, SpanDocument
from claims.queries.placed import Placed
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

    @property
    def anchor(self) -> str:
        return f"p{self.start}"


def paragraphs(
    text: str,
    segments: Sequence[SegmentDocument],
    claims: Sequence[Placed],
    *,
    title: str = "",
    active: str = "",
    only: frozenset[int] | None = None,
) -> list[Paragraph]:
    """The paragraphs in order, or those that start at the offsets in `only`."""
    ahead = deque(sorted(marks_of(claims), key=lambda mark: mark.start))
    reached: list[Mark] = []
    found = []
    for line in lines(text):
        start, end = line.start, line.end
        while ahead and ahead[0].start < end:
            reached.append(ahead.popleft())
        if only is not None and start not in only:
            continue
        reached = [mark for mark in reached if mark.end > start]
        found.append(
            Paragraph(
                start=start,
                end=end,
                kind=_kind(segments, line),
                runs=tuple(_runs(text, start, end, reached, active=active)),
                is_title=text[start:end] == title,
                claims=len({mark.claim for mark in reached if mark.role is MentionRole.CLAIM}),
            )
        )
    return found


def placed_of(claim: ClaimDocument) -> Placed:
    """Where the claim of a document stands, with its cues and sources."""
    hops = [hop for chain in claim["chains"] for hop in chain["attributions"]]
    return Placed(
        claim=claim["id"],
        spans=tuple(_spans(claim["spans"])),
        cues=tuple(span for hop in hops for span in _spans(hop["cue_spans"])),
        sources=tuple(span for hop in hops for span in _spans(hop["source_spans"])),
    )


def marks_of(claims: Sequence[Placed]) -> list[Mark]:
    """All marks of these claims. Claims that overlap get a lane each, the outer one the first; five and more share."""
    found: list[Mark] = []
    for lane, claim in _in_lanes(claims):
        found.extend(_marks(claim.spans, MentionRole.CLAIM, claim.claim, lane=lane))
        found.extend(_marks(claim.cues, MentionRole.CUE, claim.claim))
        found.extend(_marks(claim.sources, MentionRole.SOURCE, claim.claim))
    return found


def _in_lanes(claims: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """In reading order, so that a claim can move only those behind it to another lane."""
    before: list[tuple[int, Placed]] = []
    for claim in sorted(claims, key=_reading_order):
        start = claim.spans[0].start
        before = [(lane, other) for lane, other in before if other.spans[-1].end > start]
        taken = {lane for lane, other in before if overlap(other.spans, claim.spans)}
        lane = next((place for place in range(1, LANES) if place not in taken), LANES)
        before.append((lane, claim))
        yield lane, claim


def _reading_order(claim: Placed) -> tuple[int, int]:
    return claim.spans[0].start, -claim.spans[-1].end


def overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(first.start < second.end and second.start < first.end for first in one for second in other)


def moved_by(claims: Sequence[Placed], changed: Sequence[Span]) -> list[Span]:
    """The stretches that may look different once something changed here: these, and claims whose lane may move."""
    found = list(changed)
    if not found:
        return found
    first = min(span.start for span in changed)
    for claim in sorted(claims, key=_reading_order):
        if claim.spans[-1].end > first and overlap(found, claim.spans) and claim.spans[0].start >= first:
            found.extend(claim.spans)
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
    return list(placed_of(claim).stretches)


def _spans(documents: Sequence[SpanDocument]) -> Iterator[Span]:
    return (Span(span["start"], span["end"]) for span in documents)


def _marks(spans: Sequence[Span], role: MentionRole, claim: str, *, lane: int = 0) -> list[Mark]:
    return [Mark(span.start, span.end, role, claim, lane) for span in spans]


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

"""Everything the annotate screen shows, from documents to the values of its template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.models import ArticleVersion
from claims.queries.articles import SegmentDocument
from claims.queries.claim_documents import ClaimDocument
from claims.queries.placed import Placed
from claims.text.spans import Span
from claims.web.presenters.chains import claim_words
from claims.web.presenters.marks import Paragraph, moved_by, paragraphs, touched

STRIP_HEIGHT = 1000


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in the list beside the text."""

    claim: ClaimDocument
    words: str
    active: bool

    @property
    def spans(self) -> str:
        return ";".join(f"{span['start']}-{span['end']}" for span in self.claim["spans"])


@dataclass(frozen=True, slots=True)
class Tick:
    """One stroke of the density strip: how many claims a paragraph has, and where it stands in the text."""

    anchor: str
    claims: int
    y: int
    height: int


def cards(claims: Iterable[ClaimDocument], order: Sequence[Placed], *, active: str) -> list[Card]:
    """One card a claim, in order of the text; `order` is that of all claims of the article."""
    place = {one.claim: number for number, one in enumerate(order)}
    shown = sorted((one for one in claims if one["id"] in place), key=lambda one: place[one["id"]])
    return [Card(claim=claim, words=claim_words(claim), active=claim["id"] == active) for claim in shown]


def whole_text(version: ArticleVersion, placed: Sequence[Placed], *, title: str, active: str) -> list[Paragraph]:
    return paragraphs(version.text, segments_of(version), placed, title=title, active=active)


def changed_text(
    version: ArticleVersion,
    placed: Sequence[Placed],
    *,
    title: str,
    active: str,
    changed: Sequence[str],
    was: Sequence[Span],
) -> list[Paragraph]:
    """Only the paragraphs that look different now: where the changed claims stand and stood."""
    now = [span for one in placed if one.claim in changed for span in one.stretches]
    starts = touched(version.text, moved_by(placed, [*was, *now]))
    return paragraphs(version.text, segments_of(version), placed, title=title, active=active, only=starts)


def segments_of(version: ArticleVersion) -> list[SegmentDocument]:
    return [SegmentDocument(kind=kind, start=start, end=end) for kind, start, end in version.segments]


def strip(text: Sequence[Paragraph]) -> list[Tick]:
    """Every paragraph, scaled to the strip's height; those without claims show once they get one."""
    length = max(1, text[-1].end) if text else 1
    return [
        Tick(
            anchor=paragraph.anchor,
            claims=paragraph.claims,
            y=paragraph.start * STRIP_HEIGHT // length,
            height=max(4, (paragraph.end - paragraph.start) * STRIP_HEIGHT // length - 2),
        )
        for paragraph in text
    ]


def spans_as_words(spans: Iterable[Span]) -> str:
    """Spans for a query string: "12-40;60-66"."""
    return ";".join(f"{span.start}-{span.end}" for span in sorted(set(spans)))


def spans_from_words(words: str) -> list[Span]:
    """The reverse; what cannot be read is left out, since it only says what to draw again."""
    found = []
    for part in words.split(";"):
        start, _, end = part.partition("-")
        if start.isdecimal() and end.isdecimal() and len(part) < 24:
            found.append(Span(int(start), int(end)))
    return found

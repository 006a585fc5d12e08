"""Everything the annotate screen shows, from documents to the values of its template."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.queries.articles import ArticleDocument
from claims.queries.claim_documents import ClaimDocument
from claims.text.spans import Span
from claims.web.presenters.chains import claim_words
from claims.web.presenters.marks import Paragraph, paragraphs, spans_of, touched

STRIP_HEIGHT = 1000


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in the list beside the text."""

    claim: ClaimDocument
    words: str
    active: bool
    previous: str
    """Id of the card before it; empty for the first."""

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


def cards(claims: Sequence[ClaimDocument], *, active: str) -> list[Card]:
    """One card a claim, in order of the text."""
    return [
        Card(
            claim=claim,
            words=claim_words(claim),
            active=claim["id"] == active,
            previous=claims[place - 1]["id"] if place else "",
        )
        for place, claim in enumerate(claims)
    ]


def whole_text(article: ArticleDocument, claims: Sequence[ClaimDocument], *, active: str) -> list[Paragraph]:
    version = article["current_version"]
    return paragraphs(version["text"], version["segments"], claims, title=article["title"], active=active)


def changed_text(
    article: ArticleDocument, claims: Sequence[ClaimDocument], *, active: str, spans: Sequence[Span]
) -> list[Paragraph]:
    """Only the paragraphs that the spans or the active claim touch."""
    version = article["current_version"]
    now = [span for claim in claims if claim["id"] == active for span in spans_of(claim)]
    starts = touched(version["text"], [*spans, *now])
    return paragraphs(version["text"], version["segments"], claims, title=article["title"], active=active, only=starts)


def strip(article: ArticleDocument, text: Sequence[Paragraph]) -> list[Tick]:
    """The paragraphs with claims, scaled to the strip's height."""
    length = max(1, article["current_version"]["length"])
    return [
        Tick(
            anchor=paragraph.anchor,
            claims=paragraph.claims,
            y=paragraph.start * STRIP_HEIGHT // length,
            height=max(4, (paragraph.end - paragraph.start) * STRIP_HEIGHT // length - 2),
        )
        for paragraph in text
        if paragraph.claims
    ]


def spans_as_words(spans: Sequence[Span]) -> str:
    """Spans for a query string: "12-40;60-66"."""
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def spans_from_words(words: str) -> list[Span]:
    """The reverse; what cannot be read is left out, since it only says what to draw again."""
    found = []
    for part in words.split(";"):
        start, _, end = part.partition("-")
        if start.isdecimal() and end.isdecimal() and len(part) < 24:
            found.append(Span(int(start), int(end)))
    return found

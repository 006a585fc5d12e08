"""A claim that waits beside the new text: what stood around it before, and where it may stand now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.text.moving import Proposal
from claims.text.segments import paragraphs
from claims.text.spans import Span

AROUND = 160


@dataclass(frozen=True, slots=True)
class Offered:
    """One place that is proposed: in words, and as the form sends it."""

    number: int
    start: int
    end: int
    alike: int
    context: SafeString
    lost: tuple[str, ...]
    """Words of cues and sources that would lose their mark."""

    @property
    def is_same(self) -> bool:
        return self.alike == 100


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str


def around(text: str, spans: Sequence[Span], *, width: int = AROUND) -> SafeString:
    """The words with their neighbours, marked; cut at borders of words."""
    start, end = spans[0].start, spans[-1].end
    left, right = max(0, start - width), min(len(text), end + width)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    parts = [mark_safe("… " if left else "")]  # noqa: S308 (two constants)
    place = left
    for span in spans:
        parts.append(format_html("{}<mark>{}</mark>", text[place : span.start], text[span.start : span.end]))
        place = span.end
    parts.append(format_html("{}{}", text[place:right], " …" if right < len(text) else ""))
    return mark_safe("".join(parts))  # noqa: S308 (parts are escaped)


def offered(text: str, proposals: Sequence[Proposal], lost: Sequence[tuple[str, ...]]) -> list[Offered]:
    return [
        Offered(
            number=number,
            start=one.span.start,
            end=one.span.end,
            alike=one.alike,
            context=around(text, [one.span]),
            lost=missing,
        )
        for number, (one, missing) in enumerate(zip(proposals, lost, strict=True), start=1)
    ]


def lines(text: str) -> list[Line]:
    """The paragraphs of a text as the scripts of a selection want them."""
    return [Line(line.start, line.end, text[line.start : line.end]) for line in paragraphs(text)]

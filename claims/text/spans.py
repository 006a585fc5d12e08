"""Stretches of a text, in code points: checking, quoting, context; where a quote stands is for `anchoring`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.errors import OverlappingParts, QuoteMismatch, SpanOutsideText

CONTEXT_WIDTH = 32
PART_JOINER = " […] "
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (exclusive) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A span with the words a client believes to stand there; None means that the client does not say."""

    start: int
    end: int
    exact: str | None = None


def check_spans(text: str, spans: Sequence[QuotedSpan], *, field: str = "spans") -> tuple[Span, ...]:
    """The spans in order of the text, once every one of them is proved right."""
    if not spans:
        raise SpanOutsideText("Mark at least one stretch of the text.", field=field)
    for span in spans:
        _check_bounds(text, span, field=field)
        _check_quote(text, span, field=field)
    ordered = sorted(Span(span.start, span.end) for span in spans)
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise OverlappingParts(
                f"The parts {before.start}-{before.end} and {after.start}-{after.end} overlap; "
                "join them or move one of them.",
                field=field,
            )
    return tuple(ordered)


def quote(text: str, spans: Sequence[Span | QuotedSpan]) -> str:
    return PART_JOINER.join(text[span.start : span.end] for span in spans)


def context(text: str, spans: Sequence[Span | QuotedSpan], *, width: int = CONTEXT_WIDTH) -> tuple[str, str]:
    """The characters before the first start and after the last end, fewer at the borders of the text."""
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    return text[max(0, start - width) : start], text[end : end + width]


def whole_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Those that cut no word in two: “the” in “the port”, not in “they”."""
    return [span for span in spans if not (_cuts(text, span.start) or _cuts(text, span.end))]


def _cuts(text: str, border: int) -> bool:
    return 0 < border < len(text) and text[border - 1].isalnum() and text[border].isalnum()


def _check_bounds(text: str, span: QuotedSpan, *, field: str) -> None:
    if span.start >= span.end:
        raise SpanOutsideText(
            f"The span {span.start}-{span.end} is empty; its start must be smaller than its end.", field=field
        )
    if span.start < 0 or span.end > len(text):
        raise SpanOutsideText(
            f"The span {span.start}-{span.end} lies outside the text, which has {len(text)} characters.", field=field
        )


def _check_quote(text: str, span: QuotedSpan, *, field: str) -> None:
    stands = text[span.start : span.end]
    if span.exact is None or span.exact == stands:
        return
    raise QuoteMismatch(
        f"Between {span.start} and {span.end} stands “{_cut(stands)}”, not “{_cut(span.exact)}”.", field=field
    )


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN_CHARACTERS else words[: SHOWN_CHARACTERS - 1] + "…"

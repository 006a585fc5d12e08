"""Where a quote stands in a text, and whether it still stands there after the text changed; never by likeness."""

import re
from collections.abc import Iterator

from claims.errors import QuoteAmbiguous, QuoteNotFound
from claims.text.normalize import normalize
from claims.text.spans import Span

SHOWN_CHARACTERS = 80
SINGLE_QUOTES = "'‘’‚‛′`´ʼ"
DOUBLE_QUOTES = '"“”„‟″«»'
# Possessive: a run of white space is taken whole or not at all, so that a hostile text costs no more than its length.
ANY_SPACE = r"[\s\u200b\u2060\ufeff]++"


def occurrences(text: str, quote: str) -> tuple[Span, ...]:
    """Every place of the quote as it is; only if there is none, with other white space or quotation marks."""
    wanted = normalize(quote).text
    if not wanted.strip():
        return ()
    return tuple(_exact(text, wanted)) or tuple(_with_other_typography(text, wanted))


def locate(text: str, quote: str, *, occurrence: int | None = None) -> Span:
    """The one place of the quote, or the chosen one of several, counted from 1."""
    found = occurrences(text, quote)
    if not found:
        raise QuoteNotFound(f"“{_cut(quote)}” does not occur in the text; copy the words from it again.", field="quote")
    if occurrence is None:
        if len(found) > 1:
            raise QuoteAmbiguous(f"“{_cut(quote)}” occurs {len(found)} times in the text; choose one.", field="quote")
        return found[0]
    if not 1 <= occurrence <= len(found):
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise QuoteNotFound(f"“{_cut(quote)}” occurs {times}; there is no occurrence {occurrence}.", field="occurrence")
    return found[occurrence - 1]


def reanchor(text: str, *, exact: str, prefix: str, suffix: str) -> Span | None:
    """The place of an anchor in a new text: where its words stand once, or once between the same neighbours."""
    if not exact:
        return None
    found = list(_exact(text, exact))
    if len(found) > 1:
        found = [span for span in found if _stands_between(text, span, prefix=prefix, suffix=suffix)]
    return found[0] if len(found) == 1 else None


def _stands_between(text: str, span: Span, *, prefix: str, suffix: str) -> bool:
    before = span.start - len(prefix)
    return before >= 0 and text.startswith(prefix, before) and text.startswith(suffix, span.end)


def _exact(text: str, wanted: str) -> Iterator[Span]:
    """Overlapping places count too: a quote that could stand in two places is not unique."""
    start = text.find(wanted)
    while start >= 0:
        yield Span(start, start + len(wanted))
        start = text.find(wanted, start + 1)


def _with_other_typography(text: str, wanted: str) -> Iterator[Span]:
    pattern = re.compile(ANY_SPACE.join(_any_quotes(word) for word in wanted.split()))
    found = pattern.search(text)
    while found:
        yield Span(*found.span())
        found = pattern.search(text, found.start() + 1)


def _any_quotes(word: str) -> str:
    return "".join(_any_quote(character) for character in word)


def _any_quote(character: str) -> str:
    for alike in (SINGLE_QUOTES, DOUBLE_QUOTES):
        if character in alike:
            return f"[{alike}]"
    return re.escape(character)


def _cut(words: str) -> str:
    words = words.strip()
    return words if len(words) <= SHOWN_CHARACTERS else words[: SHOWN_CHARACTERS - 1] + "…"

"""Texts broken at a fixed width: which lines are one paragraph; what a paragraph is, is for `segments`."""

from collections.abc import Sequence
from itertools import pairwise

from claims.text.spans import Span

NARROWEST = 40
WIDEST = 120
WRAPPED_PAIRS = 3
WRAPPED_SHARE = 0.75


def unwrap(text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """The lines, those joined that a fixed width broke apart; unchanged unless most of the text is broken so."""
    neighbours = [(before, after) for before, after in pairwise(lines) if _touch(text, before, after)]
    width = max((line.end - line.start for pair in neighbours for line in pair), default=0)
    if not NARROWEST <= width <= WIDEST:
        return tuple(lines)
    broken = {after.start for before, after in neighbours if _had_no_room(text, before, after, width=width)}
    if len(broken) < max(WRAPPED_PAIRS, WRAPPED_SHARE * len(neighbours)):
        return tuple(lines)
    joined: list[Span] = []
    for line in lines:
        if line.start in broken:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return tuple(joined)


def _touch(text: str, before: Span, after: Span) -> bool:
    return text.count("\n", before.end, after.start) == 1


def _had_no_room(text: str, before: Span, after: Span, *, width: int) -> bool:
    """Whether the first word below would not have fitted on the line above."""
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(first_word) > width

"""What stood in one text, in another version of it: carried over where that is certain, else proposed to a person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from claims.text.anchoring import occurrences, reanchor
from claims.text.spans import Span, context

LEAST_ALIKE = 60
"""Below this share of equal letters, of 100, another place is no proposal."""
LONGEST_COMPARED = 2000
MOST_PROPOSALS = 9
NEARBY = 60
SLACK = 40
"""How far from where the likest stretch of equal length ends, a better border is looked for."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place where lost words may stand now; `alike` of 100, where 100 are the same words."""

    span: Span
    alike: int


def carried(old: str, new: str, spans: Sequence[Span]) -> tuple[Span, ...] | None:
    """The same words in the new text: each stands once, or once between the same neighbours. None unless all do."""
    found = []
    for span in spans:
        prefix, suffix = context(old, [span])
        place = reanchor(new, exact=old[span.start : span.end], prefix=prefix, suffix=suffix)
        if place is None:
            return None
        found.append(place)
    apart = all(before.end <= after.start for before, after in pairwise(found))
    return tuple(found) if apart else None


def proposals(old: str, new: str, span: Span) -> list[Proposal]:
    """Where these words may stand in the new text, the likeliest first: the same words, or else words like them."""
    words = old[span.start : span.end]
    same = sorted(_same(old, new, span), key=lambda found: -found[0])
    if same:
        return [Proposal(place, 100) for _, place in same[:MOST_PROPOSALS]]
    return _like(words, new)


def _same(old: str, new: str, span: Span) -> Iterator[tuple[float, Span]]:
    """Each place of the same words, with how like its neighbours are to those of old."""
    before, after = context(old, [span], width=NEARBY)
    for place in occurrences(new, old[span.start : span.end]):
        left, right = context(new, [place], width=NEARBY)
        yield Indel.normalized_similarity(before, left) + Indel.normalized_similarity(after, right), place


def _like(words: str, new: str) -> list[Proposal]:
    if len(words) > LONGEST_COMPARED or not words.strip():
        return []
    found = fuzz.partial_ratio_alignment(words, new, score_cutoff=LEAST_ALIKE)
    if found is None:
        return []
    place = _best_borders(words, new, found.dest_start, found.dest_end)
    if place is None:
        return []
    return [Proposal(place, min(99, round(fuzz.ratio(words, new[place.start : place.end]))))]


def _best_borders(words: str, text: str, start: int, end: int) -> Span | None:
    """Of all stretches from word to word that begin and end near these places the one that is most like the words."""
    borders = [found.span() for found in WORD.finditer(text, max(0, start - SLACK), min(len(text), end + SLACK))]
    starts = [left for left, _ in borders if abs(left - start) <= SLACK]
    ends = [right for _, right in borders if abs(right - end) <= SLACK]
    spans = [Span(left, right) for left in starts for right in ends if left < right]
    return max(spans, key=lambda span: fuzz.ratio(words, text[span.start : span.end]), default=None)

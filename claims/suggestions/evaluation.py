"""How well proposed attributions agree with those people marked; who proposed them does not matter here.

Everything is counted in tokens, and a span is the set of tokens it touches. Proposed and marked attributions are
paired one to one: those that share most of a cue first, then those that share most in all. A pair must share a token of
the cue, or of the content where one of the two has no cue.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.suggestions.examples import Attribution
from claims.suggestions.proposals import Proposal
from claims.text.spans import Span

TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
ROLES = ("source", "cue", "content")
ALIKE = 0.5
"""Softly right: source and content share at least this part (Jaccard) with what people marked."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many were right, of those proposed and of those marked."""

    right: int = 0
    proposed: int = 0
    marked: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        both = self.proposed + self.marked
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Whole attributions that are found (the cue overlaps), softly and exactly right; spans that are exactly right."""

    found: Count
    soft: Count
    exact: Count
    source: Count
    cue: Count
    content: Count


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an attribution by role."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def of(self, role: str) -> frozenset[int]:
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


def scores(
    articles: Iterable[tuple[str, Sequence[Attribution | Proposal], Sequence[Attribution | Proposal]]],
) -> Scores:
    """Of (text, what people marked, what was proposed) over all the articles."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, marked, proposed in articles:
        bounds = [match.span() for match in TOKEN.finditer(text)]
        counts.update(count(_tokens(marked, bounds), _tokens(proposed, bounds)))
    return total(counts)


def total(counts: Counter[tuple[str, str]]) -> Scores:
    def of(name: str, whole: str) -> Count:
        return Count(counts[name, "right"], counts[whole, "proposed"], counts[whole, "marked"])

    return Scores(
        *(of(name, "whole") for name in ("found", "soft", "exact")),
        *(of(role, role) for role in ROLES),
    )


def count(marked: Sequence[Tokens], proposed: Sequence[Tokens]) -> Counter[tuple[str, str]]:
    """What is right in one article; counts of articles add up."""
    counts: Counter[tuple[str, str]] = Counter()
    counts["whole", "marked"] = len(marked)
    counts["whole", "proposed"] = len(proposed)
    for role in ROLES:
        gold = {piece for one in marked for piece in _pieces(one.of(role))}
        ours = {piece for one in proposed for piece in _pieces(one.of(role))}
        counts[role, "right"] = len(gold & ours)
        counts[role, "marked"] = len(gold)
        counts[role, "proposed"] = len(ours)
    for one, other in _pairs(marked, proposed):
        counts["found", "right"] += 1
        counts["exact", "right"] += one == other
        counts["soft", "right"] += (
            _jaccard(one.source, other.source) >= ALIKE and _jaccard(one.content, other.content) >= ALIKE
        )
    return counts


def _pairs(marked: Sequence[Tokens], proposed: Sequence[Tokens]) -> list[tuple[Tokens, Tokens]]:
    ranked: list[tuple[int, int, int, int]] = []
    for here, one in enumerate(marked):
        for there, other in enumerate(proposed):
            shared = len(one.cue & other.cue)
            if shared or ((not one.cue or not other.cue) and one.content & other.content):
                in_all = sum(len(one.of(role) & other.of(role)) for role in ROLES)
                ranked.append((-shared, -in_all, here, there))
    used_here: set[int] = set()
    used_there: set[int] = set()
    pairs: list[tuple[Tokens, Tokens]] = []
    for _, _, here, there in sorted(ranked):
        if here not in used_here and there not in used_there:
            used_here.add(here)
            used_there.add(there)
            pairs.append((marked[here], proposed[there]))
    return pairs


def _tokens(attributions: Iterable[Attribution | Proposal], bounds: Sequence[tuple[int, int]]) -> list[Tokens]:
    counted = (
        Tokens(_touched(one.source, bounds), _touched(one.cue, bounds), _touched(one.content, bounds))
        for one in attributions
    )
    return [one for one in counted if one.cue or one.content]


def _touched(spans: Iterable[Span], bounds: Sequence[tuple[int, int]]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans:
        first = bisect_right(bounds, span.start, key=lambda bound: bound[1])
        found.update(range(first, bisect_left(bounds, span.end, key=lambda bound: bound[0])))
    return frozenset(found)


def _pieces(tokens: frozenset[int]) -> list[tuple[int, ...]]:
    """Neighbouring tokens put together."""
    pieces: list[tuple[int, ...]] = []
    for token in sorted(tokens):
        if pieces and token == pieces[-1][-1] + 1:
            pieces[-1] = (*pieces[-1], token)
        else:
            pieces.append((token,))
    return pieces


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0

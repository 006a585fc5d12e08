"""Finds the tuning that does best on articles that were not learned from, and what it is worth on others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.suggestions.answers import Candidate, Tuning, candidates, settle
from claims.suggestions.crf import Field
from claims.suggestions.evaluation import Scores, Tokens, count, total
from claims.suggestions.examples import Example
from claims.suggestions.learning import Fields
from claims.suggestions.pages import Marked, mark, open_page

ROUNDS = 2
GRID: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("threshold", (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)),
    ("link_weight", (0.0, 0.15, 0.3, 0.5, 0.75)),
    ("trust", (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.01)),
    ("ruled_threshold", (0.05, 0.1, 0.15, 0.2, 0.3, 0.4)),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An article that was not learned from: what people marked, what could be proposed, what the rules propose."""

    marked: tuple[Tokens, ...]
    possible: tuple[Candidate, ...]
    ruled: tuple[Tokens, ...]


def measure(examples: Iterable[Example], fields: Fields) -> list[Measured]:
    cues, links = Field(fields.cues), Field(fields.links)
    found: list[Measured] = []
    for example in examples:
        page = open_page(example.text)
        found.append(
            Measured(
                marked=tuple(_tokens(one) for one in mark(page.reading, example.attributions)),
                possible=tuple(candidates(page, cues=cues, links=links)),
                ruled=tuple(_tokens(one) for one in page.found if not one.is_doubtful),
            )
        )
    return found


def tune(measured: Sequence[Measured]) -> Tuning:
    """Best at whole attributions, exact and soft together; one setting is tried after the other."""
    best = Tuning()
    best_worth = _worth(measured, best)
    for _ in range(ROUNDS):
        for name, values in GRID:
            for value in values:
                tried = replace(best, **{name: value})
                worth = _worth(measured, tried)
                if worth > best_worth:
                    best, best_worth = tried, worth
    return best


def learned_scores(measured: Iterable[Measured], *, tuning: Tuning) -> Scores:
    return total(_learned(measured, tuning))


def ruled_scores(measured: Iterable[Measured]) -> Scores:
    counts: Counter[tuple[str, str]] = Counter()
    for one in measured:
        counts.update(count(one.marked, one.ruled))
    return total(counts)


def cross_tuned_scores(measured: Sequence[Measured]) -> Scores:
    """Each half is scored by the tuning of the other one, so that no article is scored by its own."""
    halves = measured[::2], measured[1::2]
    return total(_learned(halves[0], tune(halves[1])) + _learned(halves[1], tune(halves[0])))


def _learned(measured: Iterable[Measured], tuning: Tuning) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in measured:
        counts.update(count(one.marked, [_tokens(answer.marked) for answer in settle(one.possible, tuning=tuning)]))
    return counts


def _worth(measured: Sequence[Measured], tuning: Tuning) -> float:
    scores = learned_scores(measured, tuning=tuning)
    return scores.exact.f1 + scores.soft.f1


def _tokens(marked: Marked) -> Tokens:
    return Tokens(frozenset(marked.source), frozenset(marked.cue), frozenset(marked.content))

"""Divides examples into parts, so that what is measured on was not learned from; nothing is learned here."""

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fold:
    """Places of the examples to learn from and of those to measure on."""

    learned: tuple[int, ...]
    measured: tuple[int, ...]


def shuffled(count: int, *, seed: int) -> list[int]:
    """The places 0 to `count` in an order that the seed alone decides."""
    places = list(range(count))
    random.Random(seed).shuffle(places)  # noqa: S311  # repeatable on purpose; nothing secret hangs on it
    return places


def folds(count: int, *, parts: int, seed: int) -> tuple[Fold, ...]:
    """Every example is measured once, by what was learned from the other parts."""
    places = shuffled(count, seed=seed)
    parts = min(parts, count)
    return tuple(
        Fold(
            learned=tuple(sorted(place for number, place in enumerate(places) if number % parts != part)),
            measured=tuple(sorted(places[part::parts])),
        )
        for part in range(parts)
    )


def held_out(places: Sequence[int], *, measured: int) -> Fold:
    """The first `measured` of the places are measured on, the others learned from."""
    return Fold(learned=tuple(sorted(places[measured:])), measured=tuple(sorted(places[:measured])))

"""How the bench measures: floor and subject by turns, so that both meet the same neighbours, and medians."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` None is a figure without a bar."""

    what: str
    measured: str
    floor: str
    ratio: str
    bar: str
    met: bool | None


def seconds(do: Do) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def by_turns(*subjects: Do, rounds: int, warm_up: int = 3) -> list[float]:
    """The median of each, in seconds."""
    for _ in range(warm_up):
        for do in subjects:
            do()
    times: list[list[float]] = [[] for _ in subjects]
    for _ in range(rounds):
        for place, do in enumerate(subjects):
            times[place].append(seconds(do))
    return [median(taken) for taken in times]


def ms(value: float) -> str:
    return f"{value * 1000:.1f} ms"


def at_most(what: str, measured: float, floor: float, most: float, *, floor_is: str) -> Row:
    """A time that may be so many times its floor."""
    ratio = measured / floor
    return Row(what, ms(measured), f"{ms(floor)} {floor_is}", f"{ratio:.2f}", f"<= {most}", ratio <= most)

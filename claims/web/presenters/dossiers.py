"""The pictures of a source's dossier: bars of its months and a line of its grades, as SVG; tables say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.queries.dossiers import Grade, Month
from claims.vocabulary import Reliability

BAR, GAP, HEIGHT, TOP, BOTTOM, LEFT = 18, 6, 110, 14, 30, 28
STEP = 22
MOST_MONTHS = 36
EVERY = 3
"""Of so many months one is named."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: what it says first below, what it relays on top; heights from the ground up."""

    month: str
    x: int
    first_y: int
    first_height: int
    relayed_y: int
    relayed_height: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    width: int
    ground: int
    height: int
    highest: int
    left: int = LEFT
    top: int = TOP


def months_chart(months: Sequence[Month]) -> Chart | None:
    """The latest months, those without a claim too; None where no article has a date."""
    dated = {row.month: row for row in months if row.month}
    if not dated:
        return None
    shown = _between(min(dated), max(dated))[-MOST_MONTHS:]
    highest = max(row.first_said + row.relayed for row in dated.values())
    ground = TOP + HEIGHT
    bars = []
    for place, name in enumerate(shown):
        row = dated.get(name, Month(name, 0, 0))
        first, relayed = (round(HEIGHT * count / highest) for count in (row.first_said, row.relayed))
        bars.append(
            Bar(
                month=name,
                x=LEFT + GAP + place * (BAR + GAP),
                first_y=ground - first,
                first_height=first,
                relayed_y=ground - first - relayed,
                relayed_height=relayed,
                label=name if place % EVERY == 0 else "",
                words=f"{name}: {row.first_said} said first, {row.relayed} relayed",
            )
        )
    width = LEFT + 2 * GAP + len(shown) * (BAR + GAP) + BAR
    return Chart(tuple(bars), width, ground, ground + BOTTOM, highest)


def _between(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = []
    while (name := f"{year:04}-{month:02}") <= last:
        found.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


@dataclass(frozen=True, slots=True)
class GradeDot:
    x: int
    y: int
    grade: str
    words: str


@dataclass(frozen=True, slots=True)
class GradeChart:
    """A step line from grade to grade, A on top; F is no step of the scale and stands below it."""

    dots: tuple[GradeDot, ...]
    line: str
    levels: tuple[tuple[str, int], ...]
    width: int
    height: int
    last_grade: str


def grades_chart(grades: Sequence[Grade]) -> GradeChart | None:
    if len(grades) < 2:
        return None
    levels = {word.value: TOP + number * STEP for number, word in enumerate(Reliability)}
    first, last = grades[0].at, grades[-1].at
    span = max((last - first).total_seconds(), 1.0)
    room = 320
    dots = tuple(
        GradeDot(
            x=LEFT + 10 + round(room * (row.at - first).total_seconds() / span),
            y=levels[row.grade],
            grade=row.grade,
            words=f"{row.at:%Y-%m-%d}: {row.grade}",
        )
        for row in grades
    )
    path = f"M{dots[0].x} {dots[0].y}" + "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    return GradeChart(dots, path, tuple(levels.items()), LEFT + room + 30, TOP + STEP * len(levels), grades[-1].grade)

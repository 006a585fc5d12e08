"""How suggestions were decided and how well a workspace learns, as lengths and points of two small pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.suggestions.bands import BUCKETS, Tallies, Tally, band_of, measured
from claims.vocabulary import Band

BAR = 320
ROW = 26
NAMES = 230
CURVE_WIDTH, CURVE_HEIGHT = 420, 180
MARGIN_LEFT, MARGIN_TOP, MARGIN_BOTTOM = 34, 10, 26
FIGURES = (("exact", "Exactly right"), ("soft", "Roughly right"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the picture and of its table."""

    name: str
    tally: Tally
    y: int
    accepted: int
    rejected: int

    @property
    def words(self) -> str:
        return f"{self.tally.accepted} of {self.tally.decided} accepted"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the learning curve, as an SVG polyline and as numbers."""

    name: str
    words: str
    points: str
    dots: Sequence[tuple[float, float]]
    values: Sequence[tuple[int, float]]
    rules_y: float
    rules: float


def by_band(tallies: Tallies) -> list[Bar]:
    found: dict[str, Tally] = {str(band): Tally() for band in Band}
    for (rule, bucket), tally in tallies.items():
        band = str(band_of(tallies, rule=rule, score=(bucket + 0.5) / BUCKETS))
        found[band] = found[band] + tally
    return _bars([(name, tally) for name, tally in found.items() if tally.decided])


def by_rule(tallies: Tallies) -> list[Bar]:
    """Those that were decided most stand first."""
    found: dict[str, Tally] = {}
    for (rule, _), tally in tallies.items():
        found[rule] = found.get(rule, Tally()) + tally
    return _bars(sorted(found.items(), key=lambda row: (-row[1].decided, row[0])))


def _bars(rows: Sequence[tuple[str, Tally]]) -> list[Bar]:
    return [
        Bar(
            name=name,
            tally=tally,
            y=place * ROW,
            accepted=round(BAR * tally.share),
            rejected=BAR - round(BAR * tally.share),
        )
        for place, (name, tally) in enumerate(rows)
    ]


def is_measured(tallies: Tallies) -> bool:
    """Whether any band is told by decisions made here."""
    return any(measured(tallies, rule=rule, bucket=bucket) is not None for rule, bucket in tallies)


def learning_curve(report: Mapping[str, Any]) -> list[Line]:
    """F1 in percent over the number of articles learned from; the rules are a level."""
    curve = report.get("curve") or []
    if not curve:
        return []
    most = max(point["articles"] for point in curve)
    return [_line(name, words, curve, report["rules"][name], most) for name, words in FIGURES]


def _line(name: str, words: str, curve: Sequence[Mapping[str, Any]], rules: float, most: int) -> Line:
    dots = [(_x(point["articles"], most), _y(point[name])) for point in curve]
    return Line(
        name=name,
        words=words,
        points=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        values=[(point["articles"], point[name]) for point in curve],
        rules_y=_y(rules),
        rules=rules,
    )


def _x(articles: int, most: int) -> float:
    return round(MARGIN_LEFT + (CURVE_WIDTH - MARGIN_LEFT - 10) * articles / most, 1)


def _y(percent: float) -> float:
    return round(MARGIN_TOP + (CURVE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) * (1 - percent / 100), 1)


def ticks() -> list[tuple[int, float]]:
    return [(percent, _y(percent)) for percent in (0, 25, 50, 75, 100)]

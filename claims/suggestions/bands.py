"""How sure a suggestion is, in three bands, by what people decided on others like it; counting those is `queries`'."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.vocabulary import Band

HIGH = 0.9
MEDIUM = 0.75
ENOUGH = 20
"""So many decisions make a measured share; before them the figure that the rule or the recommender came with counts."""
BUCKETS = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """What people decided."""

    accepted: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def share(self) -> float:
        return self.accepted / self.decided if self.decided else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.accepted + other.accepted, self.rejected + other.rejected)


Tallies = Mapping[tuple[str, int], Tally]
"""By rule and bucket of the score."""


def bucket_of(score: float) -> int:
    return min(int(score * BUCKETS + 1e-9), BUCKETS - 1)


def measured(tallies: Tallies, *, rule: str, bucket: int) -> float | None:
    """The share accepted of this rule at this score, else of this rule; None where too few were decided."""
    alike = tallies.get((rule, bucket), Tally())
    of_rule = sum((tally for (name, _), tally in tallies.items() if name == rule), Tally())
    return next((tally.share for tally in (alike, of_rule) if tally.decided >= ENOUGH), None)


def precision(tallies: Tallies, *, rule: str, score: float) -> float:
    """What was measured, else the score itself."""
    share = measured(tallies, rule=rule, bucket=bucket_of(score))
    return score if share is None else share


def band_of(tallies: Tallies, *, rule: str, score: float) -> Band:
    return band(precision(tallies, rule=rule, score=score))


def band(share: float) -> Band:
    if share >= HIGH:
        return Band.HIGH
    return Band.MEDIUM if share >= MEDIUM else Band.LOW


def at_least(band: Band) -> tuple[Band, ...]:
    """The band and those above it."""
    order = tuple(Band)
    return order[: order.index(band) + 1]

"""A proposition over time: who had it first, the first of each publisher family, denials and retractions."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from claims.lineage.counting import TAKES_BACK, LeftOut, Reason, Support
from claims.lineage.records import Assertion, Piece


class Moment(StrEnum):
    FIRST = "first"
    FIRST_IN_FAMILY = "first_in_family"
    DENIED = "denied"
    RETRACTED = "retracted"
    OPPOSED = "opposed"
    """A claim of the other polarity."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`by` names who denies, retracts or says the opposite; empty where the text does not."""

    moment: Moment
    assertion: Assertion
    by: str = ""


TURNS = {Reason.DENIES: Moment.DENIED, Reason.RETRACTS: Moment.RETRACTED, Reason.OTHER_POLARITY: Moment.OPPOSED}


def first_seen(supports: tuple[Support, ...]) -> Assertion | None:
    """The earliest dated article that makes the claim."""
    dated = [one.assertion for one in supports if one.assertion.piece.published]
    return min(dated, key=lambda one: _when(one.piece), default=None)


def entries(supports: tuple[Support, ...], left_out: tuple[LeftOut, ...]) -> tuple[Entry, ...]:
    """In order of time; articles without a date have no place in it."""
    found = list(_firsts(supports))
    for out in left_out:
        if out.reason in TURNS and out.assertion.piece.published:
            found.append(Entry(TURNS[out.reason], out.assertion, _who(out)))
    once = {(entry.moment, entry.assertion.id, entry.by): entry for entry in found}
    return tuple(sorted(once.values(), key=lambda entry: _when(entry.assertion.piece)))


def _who(out: LeftOut) -> str:
    """Whose stance it is; of the opposite, who says so first."""
    turned = [hop for hop in out.chain.hops if hop.stance in TAKES_BACK] or out.chain.hops[-1:]
    party = turned[0].party if turned else None
    return party.name if party else ""


def _firsts(supports: tuple[Support, ...]) -> Iterator[Entry]:
    families: set[UUID | None] = set()
    dated = [one.assertion for one in supports if one.assertion.piece.published]
    for assertion in sorted(dated, key=lambda one: _when(one.piece)):
        publisher = assertion.piece.publisher
        family = publisher.family if publisher else assertion.piece.id
        if family not in families:
            yield Entry(Moment.FIRST_IN_FAMILY if families else Moment.FIRST, assertion)
        families.add(family)


def _when(piece: Piece) -> tuple[float, str]:
    return piece.published.earliest.timestamp() if piece.published else 0.0, str(piece.id)

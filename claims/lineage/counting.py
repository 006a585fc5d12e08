"""Which chains of a proposition's claims count as support, and why the others do not; lines are counted elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from claims.lineage.records import Assertion, Chain, Evidence, Piece, Published
from claims.vocabulary import Polarity, Stance


class Reason(StrEnum):
    """Why a chain is left out."""

    OTHER_POLARITY = "other_polarity"
    DENIES = "denies"
    RETRACTS = "retracts"
    DECLINES_TO_CONFIRM = "declines_to_confirm"
    TAKEN_BACK = "taken_back"
    """Its origin denied or retracted it, at that time or later."""


TURNED_DOWN = {
    Stance.DENIES: Reason.DENIES,
    Stance.RETRACTS: Reason.RETRACTS,
    Stance.DECLINES_TO_CONFIRM: Reason.DECLINES_TO_CONFIRM,
}
TAKES_BACK = (Stance.DENIES, Stance.RETRACTS)


@dataclass(frozen=True, slots=True)
class Support:
    """A chain that asserts the proposition."""

    assertion: Assertion
    chain: Chain


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chain that does not count."""

    assertion: Assertion
    chain: Chain
    reason: Reason


def pieces_of(supports: Iterable[Support]) -> dict[UUID, Piece]:
    """The articles in which these chains stand, by id."""
    return {support.assertion.piece.id: support.assertion.piece for support in supports}


def publisher_families(pieces: Mapping[UUID, Piece]) -> set[UUID]:
    """An article without a publisher is a family of its own."""
    return {piece.publisher.family if piece.publisher else piece.id for piece in pieces.values()}


def sort_out(evidence: Evidence) -> tuple[tuple[Support, ...], tuple[LeftOut, ...]]:
    """Every chain once: those that assert with the polarity of the proposition and stand, and the others."""
    taken_back = list(_taken_back(evidence))
    supports: list[Support] = []
    left_out: list[LeftOut] = []
    for assertion in evidence.assertions:
        for chain in assertion.chains:
            reason = _reason(assertion, chain, taken_back)
            if reason is None:
                supports.append(Support(assertion, chain))
            else:
                left_out.append(LeftOut(assertion, chain, reason))
    return tuple(supports), tuple(left_out)


def _reason(assertion: Assertion, chain: Chain, taken_back: list[tuple[UUID, Published | None]]) -> Reason | None:
    if assertion.polarity is not Polarity.AFFIRMED:
        return Reason.OTHER_POLARITY
    for hop in chain.hops:
        if hop.stance in TURNED_DOWN:
            return TURNED_DOWN[hop.stance]
    origin = chain.hops[-1].party if chain.hops else None
    if origin is not None and origin.is_named:
        for family, at in taken_back:
            if family == origin.family and not _is_before(at, assertion.piece.published):
                return Reason.TAKEN_BACK
    return None


def _taken_back(evidence: Evidence) -> Iterator[tuple[UUID, Published | None]]:
    """Families that denied or retracted, with the date of the article that says so."""
    for assertion in evidence.assertions:
        if assertion.polarity is Polarity.AFFIRMED and not assertion.is_disputed:
            for chain in assertion.chains:
                for hop in chain.hops:
                    if hop.stance in TAKES_BACK and hop.party is not None and hop.party.is_named:
                        yield hop.party.family, assertion.piece.published


def _is_before(one: Published | None, other: Published | None) -> bool:
    return one is not None and other is not None and one.is_before(other)

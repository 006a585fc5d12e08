"""What changes on the way from article to article: certainty that grows, attributions that get lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.lineage.counting import Support
from claims.lineage.records import Assertion, Chain, Hop, Published
from claims.lineage.splicing import Splices, is_earlier
from claims.vocabulary import Certainty, Lineage

FIRMNESS = {Certainty.UNCOMMITTED: 0, Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}
"""What is not stated cannot be compared."""


@dataclass(frozen=True, slots=True)
class Inflation:
    """`later` is firmer than `earlier`, from which, or past the same source, it has the claim."""

    later: Assertion
    earlier: Assertion
    past: str
    """Name of the source or publisher by which the two are tied."""
    certainty: Certainty
    certainty_before: Certainty


@dataclass(frozen=True, slots=True)
class Loss:
    """`later` says in its own words what `earlier` attributed."""

    later: Assertion
    earlier: Assertion


def find_inflations(supports: Sequence[Support]) -> tuple[Inflation, ...]:
    """At most one for each claim: against the least firm of its upstreams."""
    splices = Splices(supports)
    found: dict[Assertion, Inflation] = {}
    for later in supports:
        for place, hop in enumerate(later.chain.hops):
            for earlier, start in _upstreams(later, hop, supports, splices):
                now, before = firmness(later.chain, place), firmness(earlier.chain, start)
                if now is None or before is None or FIRMNESS[now] <= FIRMNESS[before]:
                    continue
                standing = found.get(later.assertion)
                if standing is None or FIRMNESS[before] < FIRMNESS[standing.certainty_before]:
                    name = hop.party.name if hop.party else ""
                    found[later.assertion] = Inflation(later.assertion, earlier.assertion, name, now, before)
    return tuple(found.values())


def find_losses(supports: Sequence[Support]) -> tuple[Loss, ...]:
    """One for each bare claim whose article attributes it nowhere, against the first article that does."""
    attributed = [one for one in supports if one.chain.lineage is not Lineage.NONE_GIVEN]
    attributing = {one.assertion.piece.id for one in attributed}
    found = []
    for bare in supports:
        piece = bare.assertion.piece
        if bare.chain.lineage is not Lineage.NONE_GIVEN or piece.id in attributing:
            continue
        earlier = [one.assertion for one in attributed if is_earlier(one.assertion.piece, piece)]
        if earlier:
            found.append(Loss(bare.assertion, min(earlier, key=_when)))
    return tuple(dict.fromkeys(found))


def firmness(chain: Chain, start: int = 0) -> Certainty | None:
    """The least certainty that is stated from this hop on: a relay cannot know more than whom it relays."""
    stated = [hop.certainty for hop in chain.hops[start:] if hop.certainty in FIRMNESS]
    return min(stated, key=FIRMNESS.__getitem__) if stated else None


def _upstreams(
    later: Support, hop: Hop, supports: Sequence[Support], splices: Splices
) -> Iterator[tuple[Support, int]]:
    """Where this hop had it from, with the place in that chain from which to compare."""
    for earlier in splices.of(hop, later.assertion):
        yield earlier, 0
    if hop.party is None or not hop.party.is_named:
        return
    for earlier in supports:
        if not is_earlier(earlier.assertion.piece, later.assertion.piece):
            continue
        for place, theirs in enumerate(earlier.chain.hops):
            if (
                theirs.party is not None
                and theirs.party.id == hop.party.id
                and _is_one_saying(theirs, hop, earlier.chain)
            ):
                yield earlier, place


def _is_one_saying(theirs: Hop, ours: Hop, chain: Chain) -> bool:
    """Whether both speak of one utterance: a source may say more on another day. Who only relays says it once."""
    if theirs.said is not None and ours.said is not None:
        return not _are_apart(theirs.said, ours.said)
    return theirs is not chain.hops[-1]


def _are_apart(one: Published, other: Published) -> bool:
    return one.is_before(other) or other.is_before(one)


def _when(assertion: Assertion) -> tuple[float, str]:
    at = assertion.piece.published
    return at.earliest.timestamp() if at else float("inf"), str(assertion.id)

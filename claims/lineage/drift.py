"""What happens on the way from article to article: copies, certainty that grows, attributions that get lost."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

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


@dataclass(frozen=True, slots=True)
class Copy:
    """`copy` republishes `original`, which is None where it makes no claim of this proposition."""

    copy: Assertion
    original: Assertion | None


def find_copies(supports: Sequence[Support]) -> tuple[Copy, ...]:
    """One for each article that is known to reprint another: it adds nothing to what that one says."""
    first: dict[UUID, Assertion] = {}
    for support in supports:
        first.setdefault(support.assertion.piece.id, support.assertion)
    return tuple(Copy(one, first.get(one.piece.republishes)) for one in first.values() if one.piece.republishes)


def find_inflations(supports: Sequence[Support]) -> tuple[Inflation, ...]:
    """At most one for each claim: against the least firm of its upstreams."""
    upstreams = _Upstreams(supports)
    found: dict[UUID, Inflation] = {}
    for later in supports:
        for place, hop in enumerate(later.chain.hops):
            now = firmness(later.chain, place)
            if now is None or not FIRMNESS[now]:
                continue
            for earlier, before in upstreams.of(hop, later):
                least = found.get(later.assertion.id)
                bar = least.certainty_before if least else now
                if FIRMNESS[before] < FIRMNESS[bar]:
                    name = hop.party.name if hop.party else ""
                    found[later.assertion.id] = Inflation(later.assertion, earlier.assertion, name, now, before)
    return tuple(found.values())


def find_losses(supports: Sequence[Support]) -> tuple[Loss, ...]:
    """One for each bare claim whose article attributes it nowhere, against the first article that does."""
    attributed = [one.assertion for one in supports if one.chain.lineage is not Lineage.NONE_GIVEN]
    attributing = {one.piece.id for one in attributed}
    in_time = sorted(attributed, key=_when)
    found: dict[UUID, Loss] = {}
    for bare in supports:
        piece = bare.assertion.piece
        if bare.chain.lineage is Lineage.NONE_GIVEN and piece.id not in attributing:
            first = next((one for one in in_time if is_earlier(one.piece, piece)), None)
            if first is not None:
                found[bare.assertion.id] = Loss(bare.assertion, first)
    return tuple(found.values())


def firmness(chain: Chain, start: int = 0) -> Certainty | None:
    """The least certainty that is stated from this hop on: a relay cannot know more than whom it relays."""
    stated = [hop.certainty for hop in chain.hops[start:] if hop.certainty in FIRMNESS]
    return min(stated, key=FIRMNESS.__getitem__) if stated else None


class _Upstreams:
    """Looks up where a hop had its claim from, with how firm it was there."""

    def __init__(self, supports: Sequence[Support]) -> None:
        self._splices = Splices(supports)
        self._by_party: dict[UUID, list[tuple[Support, Hop, Certainty]]] = defaultdict(list)
        for support in supports:
            for place, hop in enumerate(support.chain.hops):
                stated = firmness(support.chain, place)
                if stated is not None and hop.party is not None and hop.party.is_named:
                    self._by_party[hop.party.id].append((support, hop, stated))

    def of(self, hop: Hop, later: Support) -> Iterator[tuple[Support, Certainty]]:
        for earlier in self._splices.of(hop, later.assertion):
            stated = firmness(earlier.chain)
            if stated is not None:
                yield earlier, stated
        for earlier, theirs, stated in self._by_party.get(hop.party.id, ()) if hop.party else ():
            if is_earlier(earlier.assertion.piece, later.assertion.piece) and _is_one_saying(
                theirs, hop, earlier.chain
            ):
                yield earlier, stated


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

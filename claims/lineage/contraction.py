"""Which hops are one node: families, confirmed dependence, and in the cautious reading sources that may be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from networkx.utils import UnionFind

from claims.lineage.records import Assertion, Chain, Evidence, Hop, Party, Piece
from claims.text.names import match_key
from claims.vocabulary import SourceKind

Key = tuple[str, ...]
NOT_NAMED = "a source that is not named"


@dataclass(frozen=True, slots=True)
class Reading:
    """How evidence is read where it leaves a choice."""

    merges_unnamed: bool
    """Sources that are not named are one for each kind, and sources that may be the same are."""
    counts_own_words: bool
    counts_disputed: bool


GENEROUS = Reading(merges_unnamed=False, counts_own_words=True, counts_disputed=True)
"""Gives the upper bound."""
UNDISPUTED = Reading(merges_unnamed=False, counts_own_words=True, counts_disputed=False)
"""The same without disputed claims: one that is out continues nobody's chain, which can be worth a line."""
CAUTIOUS = Reading(merges_unnamed=True, counts_own_words=False, counts_disputed=False)
"""Gives the lower bound."""
ATTRIBUTED = Reading(merges_unnamed=False, counts_own_words=False, counts_disputed=False)
"""Only what the articles attribute, as they do: for what everything rests on."""


class NodeKind(StrEnum):
    SOURCE = "source"
    UNNAMED = "unnamed"
    BEYOND = "beyond"
    """A source that the text lets one know of and does not name."""
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True)
class Node:
    """What counts as one source. `source` is its row, the family's where several members were contracted."""

    key: Key
    kind: NodeKind
    name: str
    source: UUID | None = None


class Contraction:
    """The node of a hop, of own words and of what lies beyond a chain, under one reading."""

    def __init__(self, evidence: Evidence, reading: Reading) -> None:
        self.reading = reading
        self.nodes: dict[Key, Node] = {}
        self._of_party: dict[int, Node] = {}
        self._pieces: UnionFind[UUID] = UnionFind()
        self._first: dict[UUID, Piece] = {}
        self._sizes: dict[UUID, int] = {}
        self._group(evidence)
        self._same: UnionFind[Key] = UnionFind()
        self._merge(evidence)

    def of_hop(self, hop: Hop, piece: Piece) -> Node:
        party = hop.party
        if party is None:
            return self._unknown(("unsaid", str(hop.id)), NodeKind.UNNAMED)
        if party.is_named:
            return self._named(party)
        source = None if self.reading.merges_unnamed else party.id
        return self._node(self._unnamed(party, piece), NodeKind.UNNAMED, party.name, source)

    def _named(self, party: Party) -> Node:
        # By identity, as a party stands in many hops: ids of rows are slow to hash and to print.
        known = self._of_party.get(id(party))
        if known is None:
            known = self._node(_family(party), NodeKind.SOURCE, party.family_name, party.family)
            self._of_party[id(party)] = known
        return known

    def of_own_words(self, piece: Piece) -> Node:
        """The outlet itself, or whom it copies: dependent articles have the own words of the first of them."""
        first = self._first.get(self._pieces[piece.id], piece)
        author = first.wire_credit or first.publisher
        if author is None:
            return self._node(("own", str(first.id)), NodeKind.OWN_WORDS, f"“{first.title}”", None)
        return self._node(_family(author), NodeKind.OWN_WORDS, f"own words of {author.name}", author.family)

    def beyond(self, chain: Chain) -> Node:
        return self._unknown(("beyond", str(chain.id)), NodeKind.BEYOND)

    def _group(self, evidence: Evidence) -> None:
        pieces = {assertion.piece.id: assertion.piece for assertion in evidence.assertions}
        for one, other in evidence.dependent_pieces:
            self._pieces.union(one, other)
        for piece in pieces.values():
            if piece.republishes is not None:
                self._pieces.union(piece.id, piece.republishes)
        grouped = {key for pair in evidence.dependent_pieces for key in pair}
        grouped |= {key for piece in pieces.values() if piece.republishes for key in (piece.id, piece.republishes)}
        for piece in sorted((pieces[key] for key in grouped if key in pieces), key=_in_time):
            group = self._pieces[piece.id]
            self._first.setdefault(group, piece)
            self._sizes[group] = self._sizes.get(group, 0) + 1

    def _merge(self, evidence: Evidence) -> None:
        pairs = [*evidence.dependent_sources, *(evidence.possibly_same if self.reading.merges_unnamed else ())]
        if not pairs:
            return
        keys: dict[UUID, Key] = {}
        for party, piece in _parties(evidence.assertions):
            keys[party.id] = _family(party) if party.is_named else self._unnamed(party, piece)
            if party.is_named:
                keys[party.family] = _family(party)
        for one, other in pairs:
            if one in keys and other in keys:
                self._same.union(keys[one], keys[other])

    def _unnamed(self, party: Party, piece: Piece) -> Key:
        if self.reading.merges_unnamed:
            return _of_kind(party.kind)
        group = self._pieces[piece.id]
        if self._sizes.get(group, 1) > 1:
            return ("unnamed", str(group), match_key(party.name), party.kind)
        return ("unnamed", str(party.id))

    def _unknown(self, key: Key, kind: NodeKind) -> Node:
        merged = _of_kind(SourceKind.UNKNOWN) if self.reading.merges_unnamed else key
        return self._node(merged, kind, NOT_NAMED, None)

    def _node(self, key: Key, kind: NodeKind, name: str, source: UUID | None) -> Node:
        """The node of the key; the first hop that made it gives its name."""
        standing: Key = self._same[key]
        return self.nodes.setdefault(standing, Node(standing, kind, name, source))


def _family(party: Party) -> Key:
    return ("family", str(party.family))


def _of_kind(kind: SourceKind) -> Key:
    return ("kind", kind)


def _parties(assertions: Iterable[Assertion]) -> Iterable[tuple[Party, Piece]]:
    for assertion in assertions:
        piece = assertion.piece
        yield from ((party, piece) for party in (piece.publisher, piece.wire_credit) if party is not None)
        for chain in assertion.chains:
            yield from ((hop.party, piece) for hop in chain.hops if hop.party is not None)


def _in_time(piece: Piece) -> tuple[bool, float, str]:
    """Dated ones first, the earliest first."""
    at = piece.published
    return at is None, at.earliest.timestamp() if at else 0.0, str(piece.id)

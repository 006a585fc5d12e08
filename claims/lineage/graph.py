"""The provenance graph of a proposition: from its articles, hop by hop, to the origins; counting is done elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from claims.lineage.contraction import Contraction, Key, Node, Reading
from claims.lineage.counting import Support
from claims.lineage.records import Evidence, Hop
from claims.lineage.splicing import Splices
from claims.vocabulary import Lineage

START: Key = ("start",)
"""Stands before all articles: they limit nothing, so a path begins at the source that an article names."""
END: Key = ("end",)
"""Stands behind all origins."""


@dataclass(slots=True)
class Edge:
    """`supports` are the chains that make it; `is_spliced`: only earlier articles say so, not the text itself."""

    supports: list[Support]
    is_spliced: bool


@dataclass(slots=True)
class SourceGraph:
    """Edges between the keys of `nodes`, from START to END: `edges[one][other]`."""

    edges: dict[Key, dict[Key, Edge]] = field(default_factory=lambda: {START: {}})
    nodes: dict[Key, Node] = field(default_factory=dict)

    def link(self, one: Key, other: Key, support: Support, *, is_spliced: bool = False) -> None:
        if one == other:
            return
        following = self.edges.setdefault(one, {})
        edge = following.get(other)
        if edge is None:
            following[other] = Edge([support], is_spliced)
        else:
            edge.supports.append(support)
            edge.is_spliced = edge.is_spliced and is_spliced

    def has_edge(self, one: Key, other: Key) -> bool:
        return other in self.edges.get(one, ())


def build(
    evidence: Evidence,
    supports: Sequence[Support],
    splices: Splices,
    reading: Reading,
    *,
    struck: Collection[UUID] = (),
) -> SourceGraph:
    """The graph of these supports, spliced among themselves, under a reading.

    `struck` are sources, or families, that are taken to be silent.
    """
    contraction = Contraction(evidence, reading)
    made = _Builder(contraction, splices, frozenset(struck))
    for support in supports:
        made.add(support)
    made.built.nodes = contraction.nodes
    return made.built


class _Builder:
    def __init__(self, contraction: Contraction, splices: Splices, struck: frozenset[UUID]) -> None:
        self.contraction = contraction
        self.splices = splices
        self.struck = struck
        self.built = SourceGraph()
        self._keys: dict[int, Key | None] = {}

    def add(self, support: Support) -> None:
        first = self._first(support)
        if first is not None:
            self.built.link(START, first, support)
        if support.chain.lineage is Lineage.NONE_GIVEN:
            if first is not None:
                self.built.link(first, END, support)
            return
        before: Key | None = None
        for hop in support.chain.hops:
            here = self._key(support, hop)
            if before is not None and here is not None:
                self.built.link(before, here, support)
            if here is not None:
                self._continue(support, hop, here, is_last=hop is support.chain.hops[-1])
            before = here

    def _continue(self, support: Support, hop: Hop, here: Key, *, is_last: bool) -> None:
        earlier = self.splices.of(hop, support.assertion)
        for other in earlier:
            first = self._first(other)
            if first is not None:
                self.built.link(here, first, support, is_spliced=True)
        if not is_last or earlier:
            return
        if support.chain.lineage is Lineage.UNKNOWN_BEYOND:
            beyond = self.contraction.beyond(support.chain).key
            self.built.link(here, beyond, support)
            here = beyond
        self.built.link(here, END, support)

    def _first(self, support: Support) -> Key | None:
        """The node next to the article; None where it was struck, or where own words do not count."""
        piece = support.assertion.piece
        if support.chain.lineage is not Lineage.NONE_GIVEN:
            return self._key(support, support.chain.hops[0])
        author = piece.wire_credit or piece.publisher
        if not self.contraction.reading.counts_own_words or (author and {author.id, author.family} & self.struck):
            return None
        return self.contraction.of_own_words(piece).key

    def _key(self, support: Support, hop: Hop) -> Key | None:
        """The node of a hop, which is asked for again wherever a chain goes on in it; None where it was struck."""
        # By identity: an id of a row is ten times as slow to look up, and hops outlive their graph.
        known = id(hop)
        if known not in self._keys:
            is_struck = hop.party is not None and not self.struck.isdisjoint((hop.party.id, hop.party.family))
            self._keys[known] = None if is_struck else self.contraction.of_hop(hop, support.assertion.piece).key
        return self._keys[known]

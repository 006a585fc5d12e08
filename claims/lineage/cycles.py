"""Circular reporting: publishers that cite each other for one proposition until the loop closes, with its dates."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import networkx as nx

from claims.lineage.counting import Support
from claims.lineage.records import Assertion, Hop, Party, Piece
from claims.lineage.splicing import authors_of, is_earlier


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of `citing` that names `cited`, a publisher of the same proposition."""

    citing: Party
    cited: Party
    assertion: Assertion
    hop: Hop

    @property
    def piece(self) -> Piece:
        return self.assertion.piece


@dataclass(frozen=True, slots=True)
class Loop:
    """Citations that close: each cites the publisher of the next, the last one the publisher of the first."""

    citations: tuple[Citation, ...]

    @property
    def in_words(self) -> str:
        first, *rest = self.citations
        words = f"{_dated(first)} cites {_dated(rest[0])}" if rest else f"{_dated(first)} cites itself"
        for citation in rest[1:]:
            words += f", which cites {_dated(citation)}"
        return f"{words}, which cites {first.citing.name}." if rest else f"{words}."


def find_loops(supports: Iterable[Support]) -> tuple[Loop, ...]:
    """One loop, the shortest, for each group of publishers that reach each other by citations that dates allow.

    Groups are the strongly connected components of the graph publisher -> cited publisher.
    """
    citations = list(_citations(list(supports)))
    graph: nx.DiGraph[UUID] = nx.DiGraph()
    for citation in citations:
        graph.add_edge(citation.citing.id, citation.cited.id)
    groups = {key: number for number, group in enumerate(nx.strongly_connected_components(graph)) for key in group}
    inside: dict[int, list[Citation]] = defaultdict(list)
    for one in citations:
        if groups[one.citing.id] == groups[one.cited.id]:
            inside[groups[one.citing.id]].append(one)
    found = [loop for group in inside.values() if (loop := _shortest(group))]
    return tuple(sorted(found, key=lambda loop: [str(one.piece.id) for one in loop.citations]))


def _citations(supports: Sequence[Support]) -> Iterator[Citation]:
    authors = {author for support in supports for author in authors_of(support.assertion.piece)}
    for support in supports:
        piece = support.assertion.piece
        citing = piece.publisher or piece.wire_credit
        if citing is None:
            continue
        own = authors_of(piece)
        for hop in support.chain.hops:
            if hop.party is not None and hop.party.id in authors and hop.party.id not in own:
                yield Citation(citing, hop.party, support.assertion, hop)


def _shortest(citations: Sequence[Citation]) -> Loop | None:
    """Breadth first from each citation, the latest first: that one closes the loop in the eyes of its readers."""
    by_citing: dict[UUID, list[Citation]] = defaultdict(list)
    for citation in citations:
        by_citing[citation.citing.id].append(citation)
    best: tuple[Citation, ...] | None = None
    for first in sorted(citations, key=_newest_first):
        path = _back_to(first, by_citing)
        if path is not None and (best is None or len(path) < len(best)):
            best = path
    return Loop(best) if best else None


def _back_to(first: Citation, by_citing: dict[UUID, list[Citation]]) -> tuple[Citation, ...] | None:
    """The way from a citation back to its own publisher, each article no later than the one that cites it."""
    waiting: deque[tuple[Citation, ...]] = deque([(first,)])
    seen = {id(first)}
    while waiting:
        path = waiting.popleft()
        if path[-1].cited.id == first.citing.id:
            return path
        for following in by_citing[path[-1].cited.id]:
            if id(following) not in seen and not is_earlier(path[-1].piece, following.piece):
                seen.add(id(following))
                waiting.append((*path, following))
    return None


def _newest_first(citation: Citation) -> tuple[float, str]:
    at = citation.piece.published
    return -at.latest.timestamp() if at else 0.0, str(citation.piece.id)


def _dated(citation: Citation) -> str:
    at = citation.piece.published
    return f"{citation.citing.name} ({at.in_words if at else 'no date'})"

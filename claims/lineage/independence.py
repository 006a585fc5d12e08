"""On how many independent sources a graph rests: vertex-disjoint paths, and what every path passes."""

from collections import deque

import networkx as nx

from claims.lineage.contraction import Key, Node
from claims.lineage.disjoint import disjoint_paths
from claims.lineage.graph import END, START, SourceGraph

Line = tuple[Node, ...]


def has_line(built: SourceGraph) -> bool:
    return END in _reached(built)


def independent_lines(built: SourceGraph) -> tuple[Line, ...]:
    """As many paths from articles to origins as share no source.

    Menger's theorem: their number is the smallest number of sources whose silence would leave no path.
    """
    paths = disjoint_paths(built.edges, START, END)
    return tuple(tuple(built.nodes[key] for key in path[1:-1]) for path in paths)


def chokepoints(built: SourceGraph) -> tuple[Node, ...]:
    """The sources that every path passes, nearest the articles first: the dominators of the end."""
    if not has_line(built):
        return ()
    above = nx.immediate_dominators(_as_networkx(built), START)
    found: list[Node] = []
    key = above[END]
    while key != START:
        found.append(built.nodes[key])
        key = above[key]
    return tuple(reversed(found))


def origins(built: SourceGraph) -> tuple[Node, ...]:
    """The sources at which a path can end."""
    return tuple(built.nodes[key] for key in _reached(built) if built.has_edge(key, END))


def _as_networkx(built: SourceGraph) -> "nx.DiGraph[Key]":
    return nx.DiGraph([(one, other) for one, following in built.edges.items() for other in following])


def _reached(built: SourceGraph) -> dict[Key, None]:
    """What a path from the articles can come to, the nearest first."""
    found: dict[Key, None] = dict.fromkeys(built.edges[START])
    waiting = deque(found)
    while waiting:
        for following in built.edges.get(waiting.popleft(), ()):
            if following not in found:
                found[following] = None
                waiting.append(following)
    return found

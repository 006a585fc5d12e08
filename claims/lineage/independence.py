"""On how many independent sources a graph rests: vertex-disjoint paths, and what every path passes."""

import networkx as nx
from networkx.algorithms.flow import shortest_augmenting_path

from claims.lineage.contraction import Node
from claims.lineage.graph import END, START, SourceGraph

Line = tuple[Node, ...]


def has_line(built: SourceGraph) -> bool:
    return bool(nx.has_path(built.graph, START, END))


def independent_lines(built: SourceGraph) -> tuple[Line, ...]:
    """As many paths from articles to origins as share no source, nearest the articles first.

    Menger's theorem: their number is the smallest number of sources whose silence would leave no path.
    """
    # A source that an article names and that is an origin is a path by itself: of paths that share no source at most
    # one passes it, and may be cut short to it. So these need no flow, and most sources of real articles are such.
    alone = [key for key in built.graph.successors(START) if built.graph.has_edge(key, END)]
    rest = built.graph.subgraph(set(built.graph) - set(alone))
    paths = [(START, key, END) for key in alone]
    if nx.has_path(rest, START, END):
        useful = (nx.descendants(rest, START) | {START}) & (nx.ancestors(rest, END) | {END})
        paths.extend(
            nx.node_disjoint_paths(rest.subgraph(useful).copy(), START, END, flow_func=shortest_augmenting_path)
        )
    return tuple(tuple(built.nodes[key] for key in path[1:-1]) for path in paths)


def chokepoints(built: SourceGraph) -> tuple[Node, ...]:
    """The sources that every path passes, nearest the articles first: the dominators of the end."""
    if not has_line(built):
        return ()
    above = nx.immediate_dominators(built.graph, START)
    found: list[Node] = []
    key = above[END]
    while key != START:
        found.append(built.nodes[key])
        key = above[key]
    return tuple(reversed(found))


def origins(built: SourceGraph) -> tuple[Node, ...]:
    """The sources at which a path can end."""
    reached = nx.descendants(built.graph, START)
    return tuple(built.nodes[key] for key in built.graph.predecessors(END) if key in reached)

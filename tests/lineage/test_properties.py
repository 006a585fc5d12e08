"""Counts and dominators against brute force: enumeration of disjoint paths, removal of each node."""

from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.lineage.contraction import Key, Node, NodeKind
from claims.lineage.graph import END, START, Edge, SourceGraph
from claims.lineage.independence import chokepoints, independent_lines
from claims.lineage.records import Evidence
from claims.lineage.tracing import keeps_a_line, trace
from claims.vocabulary import Lineage, Stance
from tests.lineage.makers import dated, hop, key, piece, said, unnamed

MANY = settings(max_examples=2000, deadline=None)
SOME = settings(max_examples=150, deadline=None)


def graph_of(size: int, bits: int) -> SourceGraph:
    """Each bit is an edge between two of `size` nodes, START and END."""
    keys: list[Key] = [("family", str(number)) for number in range(size)]
    pairs = [(one, other) for one in (START, *keys) for other in (*keys, END) if one != other]
    built = SourceGraph(nodes={one: Node(one, NodeKind.SOURCE, one[1]) for one in keys})
    for place, (one, other) in enumerate(pairs):
        if bits >> place & 1 and (one, other) != (START, END):
            built.edges.setdefault(one, {})[other] = Edge([], is_spliced=False)
    return built


def as_networkx(built: SourceGraph) -> "nx.DiGraph[Key]":
    graph: nx.DiGraph[Key] = nx.DiGraph(built.edges)
    graph.add_nodes_from((START, END, *built.nodes))
    return graph


EDGES = st.integers(0, 2**49 - 1)
# Two random numbers of which both must have a bit: a quarter of all edges, which leaves room for cuts.
GRAPHS = st.builds(lambda size, one, other: graph_of(size, one & other), st.integers(1, 6), EDGES, EDGES)


def all_paths(graph: "nx.DiGraph[Key]") -> list[frozenset[Key]]:
    found: list[frozenset[Key]] = []

    def walk(here: Key, passed: tuple[Key, ...]) -> None:
        for following in graph.successors(here):
            if following == END:
                found.append(frozenset(passed))
            elif following not in passed:
                walk(following, (*passed, following))

    walk(START, ())
    return found


def most_disjoint(paths: list[frozenset[Key]]) -> int:
    distinct = list(set(paths))
    for number in range(len(distinct), 0, -1):
        if number > 6:
            continue
        for chosen in combinations(distinct, number):
            if sum(map(len, chosen)) == len(frozenset().union(*chosen)):
                return number
    return 0


@MANY
@given(GRAPHS)
def test_lines_are_as_many_as_paths_that_share_no_node(built: SourceGraph) -> None:
    paths = set(all_paths(as_networkx(built)))
    minimal = [path for path in paths if not any(other < path for other in paths)]
    lines = independent_lines(built)
    assert len(lines) == most_disjoint(minimal)
    for line in lines:
        steps = [START, *(node.key for node in line), END]
        assert all(built.has_edge(*pair) for pair in pairwise(steps))
    assert len({node.key for line in lines for node in line}) == sum(map(len, lines))


@MANY
@given(GRAPHS)
def test_chokepoints_are_the_nodes_whose_removal_leaves_no_path(built: SourceGraph) -> None:
    def is_cut(one: Key) -> bool:
        rest = as_networkx(built)
        rest.remove_node(one)
        return not nx.has_path(rest, START, END)

    whole = nx.has_path(as_networkx(built), START, END)
    expected = {one for one in built.nodes if whole and is_cut(one)}
    found = chokepoints(built)
    assert {node.key for node in found} == expected
    assert len(found) == len(expected)


@st.composite
def worlds(draw: st.DrawFn) -> Evidence:
    """A few papers over a few days that cite each other, four sources and people who are not named."""
    assertions = []
    for number in range(draw(st.integers(1, 6))):
        paper = draw(st.sampled_from(["Times", "Globe", "Post"]))
        day = draw(st.sampled_from(["", "2021-08-01", "2021-08-02", "2021-08-03"]))
        where = piece(f"{paper} {number}", day, publisher=paper)
        names = draw(
            st.lists(st.sampled_from(["Times", "Globe", "Post", "Army", "SITE", "ISIS", "someone"]), max_size=3)
        )
        steps = [unnamed("someone", str(number)) if name == "someone" else name for name in names]
        tidy = [one for place, one in enumerate(steps) if place == 0 or one != steps[place - 1]]
        stance = draw(st.sampled_from([*[Stance.ASSERTS] * 6, Stance.DENIES]))
        ends = [*tidy[:-1], hop(tidy[-1], stance)] if tidy else []
        lineage = draw(st.sampled_from([Lineage.COMPLETE, Lineage.UNKNOWN_BEYOND]))
        assertions.append(said(where, *ends, lineage=lineage, is_disputed=draw(st.integers(0, 4)) == 0))
    return Evidence(tuple(assertions))


@SOME
@given(worlds())
def test_the_bounds_are_in_order_and_explained(whole: Evidence) -> None:
    found = trace(whole)
    assert 0 <= len(found.surely) <= len(found.perhaps)
    assert found.why
    if len(found.surely) < len(found.perhaps):
        assert any(sentence.startswith("At most") for sentence in found.why)


@SOME
@given(worlds())
def test_what_everything_rests_on_is_what_cannot_be_struck(whole: Evidence) -> None:
    rests_on = {node.source for node in trace(whole).rests_on}
    for name in ("Times", "Globe", "Post", "Army", "SITE", "ISIS"):
        if key(name) in rests_on:
            assert not keeps_a_line(whole, without=[key(name)])
        elif keeps_a_line(whole):
            assert keeps_a_line(whole, without=[key(name)])


def test_a_date_of_a_month_is_not_before_a_day_in_it() -> None:
    month, day = dated("2021-08"), dated("2021-08-15")
    assert month is not None
    assert day is not None
    assert not month.is_before(day)
    assert not day.is_before(month)

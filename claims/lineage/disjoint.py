"""Paths of a directed graph that share no node, as many as there are; what they mean is said in `independence`."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from itertools import pairwise
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Side = tuple[K, bool]
"""A node where a path enters it (False) or leaves it (True)."""


def disjoint_paths(after: Mapping[K, Collection[K]], start: K, end: K) -> list[list[K]]:
    """As many paths from `start` to `end` as share no other node, each without detours and with its ends.

    `after` has the nodes behind each node; none leads from `start` to `end` at once. Every node is split into two sides
    with room for one path; paths are added, where need be by turning others off, until none is left (Ford and
    Fulkerson 1956), by passes in which no side is tried twice. networkx has the same and takes ten times as long, most
    of it to build its auxiliary graphs.
    """
    flow = _Flow(after, start, end)
    while flow.add_some():
        pass
    return [flow.path(first) for first in after.get(start, ()) if flow.before.get(first) == start]


class _Flow(Generic[K]):
    """The paths so far: `then` and `before` are the neighbours of a node on the path that passes it."""

    def __init__(self, after: Mapping[K, Collection[K]], start: K, end: K) -> None:
        self.after = after
        self.start, self.end = start, end
        self.then: dict[K, K] = {}
        self.before: dict[K, K] = {}

    def add_some(self) -> bool:
        """One pass over all beginnings; False if it added nothing, and so nothing can be added."""
        tried: set[Side[K]] = set()
        added = False
        for first in self.after.get(self.start, ()):
            if self.before.get(first) != self.start:
                way = self._way((first, False), tried)
                if way:
                    self._turn(way)
                    added = True
        return added

    def _way(self, first: Side[K], tried: set[Side[K]]) -> list[Side[K]]:
        """Depth first, without recursion: chains of hundreds of hops exist."""
        if first in tried:
            return []
        tried.add(first)
        way, open_ends = [first], [self._next(first)]
        while way:
            for side in open_ends[-1]:
                if side[0] == self.end:
                    return [(self.start, True), *way, side]
                if side not in tried:
                    tried.add(side)
                    way.append(side)
                    open_ends.append(self._next(side))
                    break
            else:
                way.pop()
                open_ends.pop()
        return []

    def _next(self, here: Side[K]) -> Iterator[Side[K]]:
        node, leaves = here
        taken = self.then.get(node)
        if not leaves:
            # A node that is passed already can only be reached to send its path another way, before it.
            if taken is None:
                yield node, True
            elif self.before[node] != self.start:
                yield self.before[node], True
            return
        if taken is not None:
            yield node, False
        behind = self.after.get(node, ())
        if self.end in behind and taken != self.end:
            yield self.end, False
        for following in behind:
            if following not in (taken, self.end):
                yield following, False

    def _turn(self, way: list[Side[K]]) -> None:
        given: list[tuple[K, K]] = []
        for (one, leaves), (other, _) in pairwise(way):
            if one != other:
                if leaves:
                    given.append((one, other))
                else:
                    del self.then[other], self.before[one]
        for one, other in given:
            if one != self.start:
                self.then[one] = other
            if other != self.end:
                self.before[other] = one

    def path(self, first: K) -> list[K]:
        """From its first node, always to the furthest of its own nodes that stands next."""
        nodes = [first]
        while nodes[-1] != self.end:
            nodes.append(self.then[nodes[-1]])
        place = {node: number for number, node in enumerate(nodes)}
        direct = [self.start]
        while direct[-1] != self.end:
            direct.append(max((one for one in self.after[direct[-1]] if one in place), key=place.__getitem__))
        return direct

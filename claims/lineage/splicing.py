"""Where a chain goes on in an earlier article: a hop that is a publisher who made the same claim before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from claims.lineage.counting import Support
from claims.lineage.records import Assertion, Hop, Piece


class Splices:
    """Looks up the earlier supports that continue a hop. Articles without a date neither continue nor are continued."""

    def __init__(self, supports: Iterable[Support]) -> None:
        self._by_author: dict[UUID, list[Support]] = defaultdict(list)
        self._by_piece: dict[UUID, list[Support]] = defaultdict(list)
        self._found: dict[int, Sequence[Support]] = {}
        for support in supports:
            self._by_piece[support.assertion.piece.id].append(support)
            for author in authors_of(support.assertion.piece):
                self._by_author[author].append(support)

    def of(self, hop: Hop, assertion: Assertion) -> Sequence[Support]:
        """The supports in which this hop's claim stands before the article that cites it."""
        known = id(hop)
        if known not in self._found:
            self._found[known] = self._look_up(hop, assertion)
        return self._found[known]

    def _look_up(self, hop: Hop, assertion: Assertion) -> Sequence[Support]:
        named = (
            [other for other in self._by_piece.get(hop.upstream, ()) if not _is_after(other, assertion)]
            if hop.upstream
            else []
        )
        if named:
            return named
        if hop.party is None or not hop.party.is_named:
            return ()
        return [
            other
            for other in self._by_author.get(hop.party.id, ())
            if is_earlier(other.assertion.piece, assertion.piece)
        ]


def authors_of(piece: Piece) -> set[UUID]:
    """Under whose name an article's claims are cited: its publisher's, and its wire agency's."""
    return {party.id for party in (piece.publisher, piece.wire_credit) if party is not None}


def is_earlier(one: Piece, other: Piece) -> bool:
    """Whether both are dated and the first certainly came first."""
    return one.published is not None and other.published is not None and one.published.is_before(other.published)


def _is_after(other: Support, assertion: Assertion) -> bool:
    """An article that the analyst names may be of the same day, but not undated, not later, and not the same one."""
    theirs, ours = other.assertion.piece, assertion.piece
    return theirs.published is None or ours.published is None or theirs.id == ours.id or is_earlier(ours, theirs)

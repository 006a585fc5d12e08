"""What is drawn and listed of a trace: articles and sources as nodes, who cites whom as edges; layout is elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from claims.lineage.contraction import Key, Node, NodeKind
from claims.lineage.counting import Support
from claims.lineage.graph import END, START, Edge, SourceGraph
from claims.lineage.records import Piece
from claims.lineage.tracing import Trace

ARTICLE = "article"
MOST_NODES = 60
MOST_SOURCES = 30
"""Of those that are drawn by name where there are too many."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A node. `kind` is `article` or a NodeKind; `source` and `articles` are the rows behind it."""

    id: str
    kind: str
    name: str
    detail: str = ""
    source: UUID | None = None
    articles: tuple[UUID, ...] = ()
    is_origin: bool = False
    is_chokepoint: bool = False
    stands_for: int = 1
    """How many articles, or sources, are drawn as this one."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """That `start` has the claim from `end`; `is_spliced`: by an earlier article, the text itself does not say so."""

    start: str
    end: str
    claims: tuple[UUID, ...]
    is_spliced: bool = False
    words: str = ""
    """What stands beside it, where an arrow may mean several things."""


@dataclass(frozen=True, slots=True)
class Picture:
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]


def draw_up(trace: Trace) -> Picture:
    """Every article and every source of the generous reading."""
    graph = trace.picture
    pieces: dict[UUID, Piece] = {}
    arrows: list[Arrow] = []
    used: dict[Key, None] = {}
    for one, other, edge in _edges(graph):
        if one == START:
            for piece, claims in _by_piece(edge.supports):
                pieces[piece.id] = piece
                arrows.append(Arrow(str(piece.id), _id(trace.picture.nodes[other]), claims))
            used[other] = None
        elif other != END:
            ends = trace.picture.nodes[one], trace.picture.nodes[other]
            claims = tuple(dict.fromkeys(support.assertion.id for support in edge.supports))
            arrows.append(Arrow(_id(ends[0]), _id(ends[1]), claims, is_spliced=edge.is_spliced))
            used |= {one: None, other: None}
    rests_on = {node.key for node in trace.rests_on}
    sources = [
        Dot(
            id=_id(node),
            kind=node.kind,
            name=node.name,
            source=node.source,
            is_origin=graph.has_edge(node.key, END),
            is_chokepoint=node.key in rests_on,
        )
        for node in (trace.picture.nodes[key] for key in used)
    ]
    return Picture((*map(_article, pieces.values()), *sources), tuple(arrows))


def _edges(graph: SourceGraph) -> Iterable[tuple[Key, Key, Edge]]:
    return ((one, other, edge) for one, following in graph.edges.items() for other, edge in following.items())


def collapse(picture: Picture) -> Picture:
    """As little as makes the picture small enough: equal articles become one, then sources that are not named and
    stand alike, then all but the sources on which most rests."""
    for fold in (_fold_articles, _fold_unnamed, _fold_others, _fold_articles):
        if len(picture.dots) <= MOST_NODES:
            break
        picture = fold(picture)
    return picture


def _fold_articles(picture: Picture) -> Picture:
    """Articles that cite the same sources."""
    return _fold(picture, lambda dot: dot.kind == ARTICLE, "{} articles")


def _fold_unnamed(picture: Picture) -> Picture:
    """Sources that are not named, and own words, with the same sources behind them."""
    folded = _fold(picture, lambda dot: dot.kind == NodeKind.OWN_WORDS, "own words of {} outlets")
    folded = _fold(folded, lambda dot: dot.kind in (NodeKind.UNNAMED, NodeKind.BEYOND), "{} sources that are not named")
    return _fold_articles(folded)


def _fold_others(picture: Picture) -> Picture:
    """All sources but those that everything rests on and those from which most claims come."""
    weight: Counter[str] = Counter()
    for arrow in picture.arrows:
        weight[arrow.end] += len(arrow.claims)
    sources = [dot for dot in picture.dots if dot.kind != ARTICLE]
    ranked = sorted(sources, key=lambda dot: (not dot.is_chokepoint, -weight[dot.id], dot.name))
    others = [dot for dot in ranked[MOST_SOURCES:] if not dot.is_chokepoint]
    ids = {dot.id for dot in others}
    return _fold_articles(_merged(picture, [[dot for dot in picture.dots if dot.id in ids]], "{} other sources"))


def _fold(picture: Picture, chosen: Callable[[Dot], bool], words: str) -> Picture:
    """Makes one of the chosen dots from which the same arrows lead away."""
    ends: dict[str, set[str]] = defaultdict(set)
    for arrow in picture.arrows:
        ends[arrow.start].add(arrow.end)
    alike: dict[tuple[frozenset[str], bool], list[Dot]] = defaultdict(list)
    for dot in picture.dots:
        if chosen(dot) and not dot.is_chokepoint:
            alike[frozenset(ends[dot.id]), dot.is_origin].append(dot)
    return _merged(picture, list(alike.values()), words)


def _merged(picture: Picture, groups: list[list[Dot]], words: str) -> Picture:
    made = {group[0].id: _together(group, words) for group in groups if group}
    first = {dot.id: group[0].id for group in groups for dot in group}
    claims: dict[tuple[str, str], dict[UUID, None]] = defaultdict(dict)
    said: set[tuple[str, str]] = set()
    for arrow in picture.arrows:
        ends = first.get(arrow.start, arrow.start), first.get(arrow.end, arrow.end)
        if ends[0] != ends[1]:
            claims[ends] |= dict.fromkeys(arrow.claims)
            if not arrow.is_spliced:
                said.add(ends)
    dots = [made.get(dot.id, dot) for dot in picture.dots if first.get(dot.id, dot.id) == dot.id]
    arrows = [Arrow(*ends, tuple(keys), is_spliced=ends not in said) for ends, keys in claims.items()]
    return Picture(tuple(dots), tuple(arrows))


def _together(group: list[Dot], words: str) -> Dot:
    """One that names how many it stands for, and the first of them."""
    if len(group) == 1:
        return group[0]
    names = list(dict.fromkeys(dot.name for dot in group if dot.stands_for == 1))
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    articles = tuple(key for dot in group for key in dot.articles)
    number = sum(dot.stands_for for dot in group)
    return Dot(
        id=group[0].id,
        kind=group[0].kind,
        name=words.format(number),
        detail=shown,
        articles=articles,
        is_origin=any(dot.is_origin for dot in group),
        stands_for=number,
    )


def _by_piece(supports: Iterable[Support]) -> Iterable[tuple[Piece, tuple[UUID, ...]]]:
    found: dict[UUID, tuple[Piece, list[UUID]]] = {}
    for support in supports:
        piece = support.assertion.piece
        found.setdefault(piece.id, (piece, []))[1].append(support.assertion.id)
    return [(piece, tuple(dict.fromkeys(claims))) for piece, claims in found.values()]


def _article(piece: Piece) -> Dot:
    publisher = piece.publisher.name if piece.publisher else ""
    when = piece.published.in_words if piece.published else ""
    return Dot(str(piece.id), ARTICLE, publisher or piece.title, when, articles=(piece.id,))


def _id(node: Node) -> str:
    return str(node.source) if node.source else "/".join(node.key)

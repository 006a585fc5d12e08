"""What is drawn and listed of a trace: articles and sources as nodes, who cites whom as edges; layout is elsewhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from claims.lineage.contraction import Key, Node
from claims.lineage.counting import Support
from claims.lineage.graph import END, START
from claims.lineage.records import Piece
from claims.lineage.tracing import Trace

ARTICLE = "article"
MOST_NODES = 60
"""Above this, articles that cite the same sources are drawn as one."""


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


@dataclass(frozen=True, slots=True)
class Arrow:
    """That `start` has the claim from `end`; `is_spliced`: by an earlier article, the text itself does not say so."""

    start: str
    end: str
    claims: tuple[UUID, ...]
    is_spliced: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]


def draw_up(trace: Trace) -> Picture:
    """Every article and every source of the generous reading."""
    graph = trace.picture.graph
    pieces: dict[UUID, Piece] = {}
    arrows: list[Arrow] = []
    used: dict[Key, None] = {}
    for one, other, edge in graph.edges(data=True):
        if one == START:
            for piece, claims in _by_piece(edge["supports"]):
                pieces[piece.id] = piece
                arrows.append(Arrow(str(piece.id), _id(trace.picture.nodes[other]), claims))
            used[other] = None
        elif other != END:
            ends = trace.picture.nodes[one], trace.picture.nodes[other]
            claims = tuple(dict.fromkeys(support.assertion.id for support in edge["supports"]))
            arrows.append(Arrow(_id(ends[0]), _id(ends[1]), claims, is_spliced=edge["is_spliced"]))
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


def collapse(picture: Picture) -> Picture:
    """With too many nodes, articles that cite the same sources become one that names how many they are."""
    if len(picture.dots) <= MOST_NODES:
        return picture
    cited: dict[str, set[str]] = defaultdict(set)
    for arrow in picture.arrows:
        cited[arrow.start].add(arrow.end)
    alike: dict[frozenset[str], list[Dot]] = defaultdict(list)
    for dot in picture.dots:
        if dot.kind == ARTICLE:
            alike[frozenset(cited[dot.id])].append(dot)
    merged = {dot.id: group[0].id for group in alike.values() for dot in group}
    claims: dict[tuple[str, str, bool], dict[UUID, None]] = defaultdict(dict)
    for arrow in picture.arrows:
        claims[merged.get(arrow.start, arrow.start), arrow.end, arrow.is_spliced] |= dict.fromkeys(arrow.claims)
    articles = [_together(group) for group in alike.values()]
    sources = [dot for dot in picture.dots if dot.kind != ARTICLE]
    return Picture(
        (*articles, *sources),
        tuple(Arrow(start, end, tuple(keys), is_spliced) for (start, end, is_spliced), keys in claims.items()),
    )


def _together(group: list[Dot]) -> Dot:
    if len(group) == 1:
        return group[0]
    publishers = list(dict.fromkeys(dot.name for dot in group))
    shown = ", ".join(publishers[:3]) + (" …" if len(publishers) > 3 else "")
    articles = tuple(key for dot in group for key in dot.articles)
    return Dot(group[0].id, ARTICLE, f"{len(articles)} articles", shown, articles=articles)


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

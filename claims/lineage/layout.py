"""A picture as SVG or PNG, by Graphviz; colours are left to style sheets where there are any."""

import re
from collections.abc import Callable
from textwrap import wrap
from typing import Any

import pygraphviz

from claims.lineage.contraction import NodeKind
from claims.lineage.picture import ARTICLE, Dot, Picture

WIDEST_LABEL = 28
SHAPES: dict[str, dict[str, str]] = {
    ARTICLE: {"shape": "box", "style": "rounded", "color": "#5b6470"},
    NodeKind.SOURCE: {"shape": "box", "color": "#00684d", "penwidth": "1.4"},
    NodeKind.UNNAMED: {"shape": "box", "style": "dashed", "color": "#8a4b08"},
    NodeKind.BEYOND: {"shape": "box", "style": "dashed", "color": "#8a4b08"},
    NodeKind.OWN_WORDS: {"shape": "box", "style": "dotted", "color": "#5b6470"},
}
LEFT_TO_RIGHT, UPWARDS = "LR", "BT"
GRAPH = {"rankdir": LEFT_TO_RIGHT, "bgcolor": "transparent", "nodesep": "0.18", "ranksep": "0.55", "pad": "0.1"}
NODE = {"fontname": "Helvetica,Arial,sans-serif", "fontsize": "12", "margin": "0.12,0.06", "height": "0.3"}
EDGE = {"color": "#5b6470", "arrowsize": "0.7", "fontname": NODE["fontname"], "fontsize": "10"}


def as_svg(
    picture: Picture, *, address: Callable[[Dot], str | None], title: str, direction: str = LEFT_TO_RIGHT
) -> str:
    """An `svg` element to stand in a page. Its nodes are links where `address` gives one, and a group, not an image:
    screen readers pass over links in images."""
    graph = _graph(picture, address)
    graph.graph_attr.update(rankdir=direction)
    drawn: bytes = graph.draw(format="svg", prog="dot")
    text = drawn.decode()
    element = text[text.index("<svg") :]
    name = _escape(title)
    element = re.sub(r"<title>.*?</title>\n?", "", element, flags=re.DOTALL)
    return element.replace("<svg ", f'<svg role="group" aria-label="{name}" ', 1).strip()


def as_png(picture: Picture) -> bytes:
    graph = _graph(picture, lambda dot: None)
    graph.graph_attr.update(bgcolor="white", dpi="144")
    drawn: bytes = graph.draw(format="png", prog="dot")
    return drawn


def _graph(picture: Picture, address: Callable[[Dot], str | None]) -> Any:
    graph = pygraphviz.AGraph(directed=True, strict=False, **GRAPH)
    graph.node_attr.update(NODE)
    graph.edge_attr.update(EDGE)
    for dot in picture.dots:
        classes = [dot.kind, *(["chokepoint"] if dot.is_chokepoint else []), *(["origin"] if dot.is_origin else [])]
        options = SHAPES[dot.kind] | {"label": _label(dot), "class": " ".join(classes)}
        if dot.is_chokepoint:
            options |= {"penwidth": "3"}
        href = address(dot)
        if href:
            options |= {"href": href, "tooltip": _literally(dot.name)}
        graph.add_node(dot.id, **options)
    for arrow in picture.arrows:
        style = {"style": "dashed", "class": "spliced"} if arrow.is_spliced else {}
        label = {"label": f"  {_literally(arrow.words)}"} if arrow.words else {}
        graph.add_edge(arrow.start, arrow.end, **style, **label)
    return graph


def _label(dot: Dot) -> str:
    """Lines of the name, then the date. A backslash would be read as an escape of Graphviz."""
    lines = wrap(dot.name, WIDEST_LABEL)[:3] or ["?"]
    detail = wrap(dot.detail, WIDEST_LABEL)[:2]
    return r"\n".join(_literally(line) for line in (*lines, *detail))


def _literally(text: str) -> str:
    # A name in angle brackets as a whole would be read as HTML.
    plain = text.replace("\\", "\\\\").replace("\n", " ")
    return f" {plain}" if plain.startswith("<") else plain


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

"""Lineages as documents for API and pages: what the lineage package finds in the evidence of the database."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypedDict
from uuid import UUID

from claims.errors import BadFilter
from claims.lineage.contraction import Node
from claims.lineage.counting import LeftOut, pieces_of, publisher_families
from claims.lineage.cycles import Loop
from claims.lineage.drift import Copy, Inflation, Loss
from claims.lineage.independence import Line
from claims.lineage.picture import Arrow, Dot, draw_up
from claims.lineage.records import Assertion
from claims.lineage.timeline import Entry
from claims.lineage.tracing import Trace, keeps_a_line, trace
from claims.models import Attribution, Judgement, Proposition, Source, Workspace
from claims.queries.evidence import evidence_of, evidence_of_each
from claims.queries.sources import family_members, ids_by_name_or_id

AT_ONCE = 200
"""Propositions whose evidence is held at a time."""


class Named(TypedDict):
    id: str | None
    name: str


class Said(TypedDict):
    """A claim with its article."""

    claim: str
    quote: str
    article: str
    title: str
    publisher: str | None
    published: str | None


class LineageDocument(TypedDict):
    """On how many independent sources a proposition rests, and why."""

    proposition: str
    without: list[str]
    articles: int
    publisher_families: int
    independent_lines: dict[str, int]
    lines: dict[str, list[list[Named]]]
    why: str
    chokepoints: list[Named]
    origins: list[Named]
    verified_by: list[str]
    first_seen: Said | None
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    copies: list[dict[str, Any]]
    cycles: list[dict[str, Any]]
    inflation: list[dict[str, Any]]
    attribution_loss: list[dict[str, Any]]
    timeline: list[dict[str, Any]]
    left_out: list[dict[str, Any]]


def trace_of(workspace: Workspace, proposition: Proposition, *, without: Collection[UUID] = ()) -> Trace:
    """Nine queries, and two more for each source that is struck."""
    return trace(evidence_of(workspace, proposition.merged_into_id or proposition.pk), without=without)


def struck(workspace: Workspace, given: Sequence[str]) -> set[UUID]:
    """The sources of these ids or names as they stand now. Raises BadFilter for one that is nobody."""
    found: set[UUID] = set()
    for one in given:
        ids = ids_by_name_or_id(workspace, [one])
        if not ids:
            raise BadFilter(f"There is no source “{one}” in this workspace.", field="without")
        found |= ids
    return found


def document(proposition: UUID, found: Trace, *, without: Sequence[str] = ()) -> LineageDocument:
    picture = draw_up(found)
    pieces = pieces_of(found.supports)
    return {
        "proposition": str(proposition),
        "without": list(without),
        "articles": len(pieces),
        "publisher_families": len(publisher_families(pieces)),
        "independent_lines": {"lower": len(found.surely), "upper": len(found.perhaps)},
        "lines": {"surely": _lines(found.surely), "perhaps": _lines(found.perhaps)},
        "why": " ".join(found.why),
        "chokepoints": _named(found.rests_on),
        "origins": _named(found.origins),
        "verified_by": list(found.verified_by),
        "first_seen": _said(found.first_seen) if found.first_seen else None,
        "nodes": [_node(dot) for dot in picture.dots],
        "edges": [_edge(arrow) for arrow in picture.arrows],
        "copies": [_copy(one) for one in found.copies],
        "cycles": [loop_document(loop) for loop in found.loops],
        "inflation": [inflation_document(one) for one in found.inflations],
        "attribution_loss": [loss_document(one) for one in found.losses],
        "timeline": [_entry(one) for one in found.timeline],
        "left_out": [_left_out(one) for one in found.left_out],
    }


def loop_document(loop: Loop) -> dict[str, Any]:
    return {
        "publishers": [{"id": str(one.citing.id), "name": one.citing.name} for one in loop.citations],
        "citations": [
            _said(one.assertion) | {"cites": {"id": str(one.cited.id), "name": one.cited.name}}
            for one in loop.citations
        ],
        "in_words": loop.in_words,
    }


def lost_without(workspace: Workspace, source: Source) -> list[UUID]:
    """The propositions that keep no attributed line if this source, or this family, is struck; the newest first."""
    silent = {source.merged_into_id or source.pk}
    spoken = family_members(workspace, ids_by_name_or_id(workspace, [str(source.pk)]))
    claims = Attribution.objects.filter(workspace=workspace, source__in=spoken).values("claim")
    rows = Judgement.objects.filter(workspace=workspace, claim__in=claims, superseded_at__isnull=True)
    wanted = {merged or own for own, merged in rows.values_list("proposition", "proposition__merged_into").distinct()}
    lost: list[UUID] = []
    for keys in _chunks(sorted(wanted, reverse=True)):
        evidence = evidence_of_each(workspace, keys)
        lost.extend(
            key for key in keys if keeps_a_line(evidence[key]) and not keeps_a_line(evidence[key], without=silent)
        )
    return lost


def _chunks(keys: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _named(nodes: Iterable[Node]) -> list[Named]:
    return [{"id": str(node.source) if node.source else None, "name": node.name} for node in nodes]


def _lines(lines: Sequence[Line]) -> list[list[Named]]:
    return [_named(line) for line in lines]


def _said(assertion: Assertion) -> Said:
    piece = assertion.piece
    return {
        "claim": str(assertion.id),
        "quote": assertion.quote,
        "article": str(piece.id),
        "title": piece.title,
        "publisher": piece.publisher.name if piece.publisher else None,
        "published": piece.published.printed if piece.published else None,
    }


def _node(dot: Dot) -> dict[str, Any]:
    return {
        "id": dot.id,
        "type": str(dot.kind),
        "name": dot.name,
        "detail": dot.detail,
        "source": str(dot.source) if dot.source else None,
        "articles": [str(key) for key in dot.articles],
        "is_origin": dot.is_origin,
        "is_chokepoint": dot.is_chokepoint,
    }


def _edge(arrow: Arrow) -> dict[str, Any]:
    return {
        "from": arrow.start,
        "to": arrow.end,
        "claims": [str(key) for key in arrow.claims],
        "is_spliced": arrow.is_spliced,
    }


def _copy(one: Copy) -> dict[str, Any]:
    return {"copy": _said(one.copy), "original": _said(one.original) if one.original else None}


def inflation_document(one: Inflation) -> dict[str, Any]:
    return {
        "firmer": _said(one.later),
        "upstream": _said(one.earlier),
        "past": one.past,
        "certainty": str(one.certainty),
        "upstream_certainty": str(one.certainty_before),
    }


def loss_document(one: Loss) -> dict[str, Any]:
    return {"bare": _said(one.later), "attributed": _said(one.earlier)}


def _entry(one: Entry) -> dict[str, Any]:
    return {"moment": str(one.moment), "by": one.by or None, **_said(one.assertion)}


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"reason": str(one.reason), **_said(one.assertion)}

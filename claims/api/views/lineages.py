"""Lineages over HTTP: the account of a statement, its drawing, and what rests on one source."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api.answers import answer
from claims.api.etags import etag_of
from claims.api.serializers.lineages import PropositionLineageSerializer, WhatIfSerializer
from claims.api.workspace_view import WorkspaceView
from claims.lineage.layout import as_png, as_svg
from claims.lineage.picture import Dot, collapse, draw_up
from claims.lineage.tracing import Trace
from claims.models import Proposition, Source
from claims.queries import lineages, propositions
from claims.queries.access import load

WITHOUT = [
    OpenApiParameter(
        "without",
        type={"type": "array", "items": {"type": "string"}},
        explode=True,
        description="What if this source (id or name) had been silent? May be given several times.",
    )
]


class _OfProposition(WorkspaceView):
    """What is computed of one statement, with sources struck as asked."""

    def trace(self, request: Request, key: UUID) -> tuple[Proposition, Trace, list[str]]:
        row = load(self.access.workspace, Proposition.objects.all(), key)
        given = request.query_params.getlist("without")
        without = lineages.struck(self.access.workspace, given)
        return row, lineages.trace_of(self.access.workspace, row, without=without), given


class Lineage(_OfProposition):
    @extend_schema(operation_id="propositions_lineage", parameters=WITHOUT, responses=PropositionLineageSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """On how many independent sources the statement rests, as bounds, and why."""
        row, found, given = self.trace(request, id)
        document: Any = lineages.document(row.pk, found, without=given)
        return answer(document)


class LineageSvg(_OfProposition):
    @extend_schema(
        operation_id="propositions_lineage_svg",
        parameters=WITHOUT,
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
    )
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """The drawing of the lineage; its nodes are links."""
        row, found, _ = self.trace(request, id)
        base = request.build_absolute_uri(f"/w/{slug}")

        def address(dot: Dot) -> str | None:
            if len(dot.articles) == 1:
                return f"{base}/articles/{dot.articles[0]}/"
            return f"{base}/sources/{dot.source}/" if dot.source else None

        drawn = as_svg(collapse(draw_up(found)), address=address, title=row.text)
        return _file(drawn.encode(), "image/svg+xml")


class LineagePng(_OfProposition):
    @extend_schema(
        operation_id="propositions_lineage_png", parameters=WITHOUT, responses={(200, "image/png"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """The same as an image."""
        _, found, _ = self.trace(request, id)
        return _file(as_png(collapse(draw_up(found))), "image/png")


class WhatIf(WorkspaceView):
    @extend_schema(operation_id="sources_what_if", responses=WhatIfSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """The statements that keep no attributed line without this source, or this family."""
        source = load(self.access.workspace, Source.objects.all(), id)
        lost = lineages.lost_without(self.access.workspace, source)
        rows = propositions.documents_of(self.access.workspace, lost)
        return answer({"source": {"id": str(source.pk), "name": source.name}, "propositions": rows})


def _file(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag_of(content, revision=None)
    return response

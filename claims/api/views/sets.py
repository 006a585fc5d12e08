"""Annotation sets: how far each article is annotated."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.etags import check_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.articles import SetSerializer
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadFilter
from claims.models import AnnotationSet
from claims.queries import sets
from claims.queries.access import load
from claims.queries.filters import Filters
from claims.services import articles
from claims.vocabulary import SetKind


class SetList(WorkspaceView):
    @extend_schema(
        operation_id="sets_list",
        parameters=[
            OpenApiParameter("article", UUID, description="Id of an article."),
            OpenApiParameter("kind", str, enum=SetKind.values()),
            *filters.said(["progress"]),
            *filters.PAGE,
        ],
        responses=paged(SetSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The records and the blind sets that you may see, the newest first."""
        rows = sets.visible_to(self.access)
        wanted = Filters.parse(filters.parameters(request), known=("article", "progress"))
        for name in ("article", "progress"):
            if wanted.get(name):
                rows = rows.filter(**{f"{name}__in": wanted.get(name)})
        if kind := request.query_params.get("kind"):
            if kind not in SetKind.values():
                raise BadFilter(f"kind is one of: {', '.join(SetKind.values())}.", field="kind")
            rows = rows.filter(kind=kind)
        return listing(request, rows, self._texts)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in sets.documents_of(self.access.workspace, ids)]


class SetDetail(WorkspaceView):
    @extend_schema(operation_id="sets_read", responses=SetSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One annotation set."""
        row = load(self.access.workspace, sets.visible_to(self.access), id)
        return answer(sets.documents_of(self.access.workspace, [row.pk])[0])

    @extend_schema(operation_id="sets_mark_progress", request=SetSerializer, responses=SetSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Says how far the annotation is."""
        row = load(self.access.workspace, sets.visible_to(self.access).select_related("workspace"), id)
        check_seen(request, as_json(sets.documents_of(self.access.workspace, [row.pk])[0]).encode())
        given = whole(SetSerializer).run_validation(request.data)
        made: AnnotationSet = articles.mark_progress(row, given["progress"], by=self.access.user)
        return answer(sets.documents_of(self.access.workspace, [made.pk])[0])

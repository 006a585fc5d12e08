"""Assignments over HTTP: who is to annotate which article."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json, no_content
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.assignments import AssignedSerializer, AssignmentSerializer, AssignSerializer
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.views.filtering import chosen_ids, chosen_words
from claims.api.workspace_view import WorkspaceView
from claims.permissions import Right
from claims.queries import assignments as reading
from claims.queries.access import load
from claims.services import assignments
from claims.vocabulary import AssignmentState

PARAMETERS = [
    OpenApiParameter("article", UUID, description="Id of an article."),
    OpenApiParameter("annotator", str, description="User name of a person."),
    OpenApiParameter("state", str, enum=AssignmentState.values()),
]


class AssignmentList(WorkspaceView):
    @extend_schema(
        operation_id="assignments_list",
        parameters=[*PARAMETERS, *filters.PAGE],
        responses=paged(AssignmentSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Who is to annotate what, the newest first; also what is done or was taken back."""
        rows = reading.standing(self.access.workspace)
        if ids := chosen_ids(request, "article"):
            rows = rows.filter(article__in=ids)
        if name := request.query_params.get("annotator"):
            rows = rows.filter(annotator__username=name)
        if states := chosen_words(request, "state", AssignmentState):
            rows = rows.filter(state__in=states)
        return listing(request, rows, self._texts)

    @extend_schema(operation_id="assignments_make", request=AssignSerializer, responses={201: AssignedSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Assigns up to 1000 articles to a member. Annotators assign to themselves, reviewers to anybody."""
        given = whole(AssignSerializer).run_validation(request.data)
        person = reading.member_called(self.access.workspace, given["annotator"])
        if person.pk != self.access.user.pk:
            self.access.require(Right.REVIEW)
        made = assignments.assign(self.access.workspace, given["articles"], to=person, by=self.access.user)
        return answer(
            {"assignments": reading.documents_of(self.access.workspace, [row.pk for row in made])}, status=201
        )

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in reading.documents_of(self.access.workspace, ids)]


class AssignmentDetail(WorkspaceView):
    @extend_schema(operation_id="assignments_read", responses=AssignmentSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One assignment."""
        row = load(self.access.workspace, reading.standing(self.access.workspace), id)
        return answer(reading.documents_of(self.access.workspace, [row.pk])[0])

    @extend_schema(operation_id="assignments_cancel", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Takes an open assignment back; claims made meanwhile stay. One's own, or as a reviewer anybody's."""
        row = load(self.access.workspace, reading.standing(self.access.workspace), id)
        if row.annotator_id != self.access.user.pk:
            self.access.require(Right.REVIEW)
        assignments.cancel(self.access.workspace, [row.pk], by=self.access.user)
        return no_content()

"""Propositions: what claims of several articles assert alike."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.serializers.propositions import PropositionSerializer
from claims.api.workspace_view import WorkspaceView
from claims.models import Proposition
from claims.queries import propositions
from claims.queries.access import load
from claims.queries.filters import Filters
from claims.services import judgements


class PropositionList(WorkspaceView):
    @extend_schema(
        operation_id="propositions_list",
        parameters=[OpenApiParameter("q", str, description="A part of the text."), *filters.PAGE],
        responses=paged(PropositionSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Statements, the newest first."""
        wanted = Filters.parse(filters.parameters(request), known=("q",))
        rows = propositions.standing(self.access.workspace, words=wanted.get("q"))
        return listing(request, rows, self._texts)

    @extend_schema(
        operation_id="propositions_make", request=PropositionSerializer, responses={201: PropositionSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes a statement that claims can be judged to make."""
        given = whole(PropositionSerializer).run_validation(request.data)
        made = judgements.make_proposition(
            self.access.workspace, given["text"], by=self.access.user, note=given.get("note") or ""
        )
        [document] = propositions.documents_of(self.access.workspace, [made.pk])
        return answer(document, status=201, location=self.address(request, "propositions", made.pk))

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in propositions.documents_of(self.access.workspace, ids)]


class PropositionDetail(WorkspaceView):
    @extend_schema(operation_id="propositions_read", responses=PropositionSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One statement."""
        row = load(self.access.workspace, Proposition.objects.all(), id)
        return answer(propositions.documents_of(self.access.workspace, [row.pk])[0])

"""Grades over HTTP: reliability of sources, credibility of statements and claims, each with its reason."""

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
from claims.api.serializers.grades import GradeSerializer, MadeGradeSerializer
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.models import Claim, Proposition, Source
from claims.queries import grades, sets
from claims.queries.access import load
from claims.services import grades as writing
from claims.vocabulary import Credibility, Reliability


class GradeList(WorkspaceView):
    @extend_schema(
        operation_id="grades_list",
        parameters=[
            OpenApiParameter("kind", str, enum=grades.KINDS),
            OpenApiParameter("source", UUID, description="Id of a source; grades of what was merged into it, too."),
            OpenApiParameter("proposition", UUID, description="Id of a statement."),
            OpenApiParameter("claim", UUID, description="Id of a claim."),
            *filters.PAGE,
        ],
        responses=paged(GradeSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Every grade that was ever given, the newest first: the first of a thing is in effect."""
        rows = grades.asked(self.access, filters.parameters(request))
        return listing(request, rows, self._texts)

    @extend_schema(operation_id="grades_make", request=GradeSerializer, responses={201: MadeGradeSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Grades a source (A to F), a statement or a claim (1 to 6). Earlier grades stay."""
        given = whole(GradeSerializer).run_validation(request.data)
        access = self.access
        if given.get("source"):
            source = load(access.workspace, Source.objects.all(), given["source"])
            graded = writing.grade_reliability(source, Reliability(given["grade"]), given["rationale"], by=access.user)
            return answer({**grades.documents_of(access.workspace, [graded.pk])[0], "warning": ""}, status=201)
        subject = self._information(given)
        made = writing.grade_credibility(subject, Credibility(given["grade"]), given["rationale"], by=access.user)
        document = grades.documents_of(access.workspace, [made.pk])[0]
        lower = grades.lower_bound(access.workspace, subject) if made.grade == Credibility.CONFIRMED else 0
        return answer({**document, "warning": grades.warning(made.grade, lower)}, status=201)

    def _information(self, given: dict[str, UUID]) -> Proposition | Claim:
        workspace = self.access.workspace
        if given.get("proposition"):
            return load(workspace, Proposition.objects.all(), given["proposition"])
        claims = sets.only_visible(self.access, Claim.objects.filter(withdrawn_at__isnull=True))
        return load(workspace, claims, given["claim"])

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in grades.documents_of(self.access.workspace, ids)]

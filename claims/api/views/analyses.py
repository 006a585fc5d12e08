"""What is computed over many statements: matrix, loops, ledger, grades side by side, and the summary of one."""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims import tasks
from claims.api.answers import answer
from claims.api.idempotency import once
from claims.api.serializers.analyses import (
    CyclesSerializer,
    DiagnosticsSerializer,
    LedgerSerializer,
    MatrixSerializer,
    ScanSerializer,
    SummarySerializer,
)
from claims.api.serializers.fields import whole
from claims.api.serializers.jobs import JobSerializer
from claims.api.workspace_view import WorkspaceView
from claims.errors import ClaimsError
from claims.models import Proposition
from claims.queries import alerts, analyses, jobs, matrices, summaries
from claims.queries.access import load


def _several(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, type={"type": "array", "items": {"type": "string"}}, explode=True, description=description
    )


class Matrix(WorkspaceView):
    @extend_schema(
        operation_id="matrix",
        parameters=[
            _several(
                "proposition", "Id of a statement, up to 50; the statements with most claims where none is given."
            ),
            _several("family", "Id or name of a source family, up to 30; those with most steps where none is given."),
        ],
        responses=MatrixSerializer,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """What each source family does with each statement: says it first, relays, distances itself, denies."""
        given = request.query_params
        found = matrices.matrix(
            self.access.workspace, propositions=given.getlist("proposition"), families=given.getlist("family")
        )
        claims = self.address(request, "claims")
        return answer(analyses.matrix_document(found, address=lambda query: f"{claims}?{query}"))


class Cycles(WorkspaceView):
    @extend_schema(operation_id="cycles", responses=CyclesSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Circular reporting in all statements, with growing certainty and lost sources as last scanned."""
        return answer(analyses.cycles_document(self.access.workspace))

    @extend_schema(operation_id="cycles_scan", request=ScanSerializer, responses={202: JobSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Scans all statements in the background; where a scan waits already, it is that one."""
        whole(ScanSerializer).run_validation(request.data)
        workspace = self.access.workspace
        job = tasks.start_scan(workspace, by=self.access.user) or alerts.running_scan(workspace)
        if job is None:
            raise ClaimsError("A scan ended at this moment; ask again.")
        return answer(jobs.document(job), status=202, location=self.address(request, "jobs", job.pk))


class Ledger(WorkspaceView):
    @extend_schema(operation_id="ledger", responses=LedgerSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        """How often each publisher rests on sources that are not named, by how they are named."""
        return answer(analyses.ledger_document(self.access.workspace))


class Diagnostics(WorkspaceView):
    @extend_schema(operation_id="grades_diagnostics", responses=DiagnosticsSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Claims by the grades of both axes, as claims.csv prints them, and the share on the diagonal."""
        return answer(analyses.diagnostics_document(self.access.workspace))


class SourceSummary(WorkspaceView):
    @extend_schema(operation_id="propositions_summary", responses=SummarySerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """A draft of the source summary statement, each number with the claims behind it."""
        row = load(self.access.workspace, Proposition.objects.select_related("merged_into"), id)
        standing = row.merged_into or row
        return answer(analyses.summary_document(summaries.summary_of(self.access.workspace, standing)))

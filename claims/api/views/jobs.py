"""Background work over HTTP, to be looked at; it is queued elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.pagination import listing
from claims.api.serializers.jobs import JobSerializer
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadFilter
from claims.models import Job
from claims.queries import jobs
from claims.queries.access import load
from claims.vocabulary import JobState


class JobList(WorkspaceView):
    @extend_schema(
        operation_id="jobs_list",
        parameters=[OpenApiParameter("state", str, enum=JobState.values()), *filters.PAGE],
        responses=paged(JobSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Work in the background, the newest first."""
        rows = Job.objects.filter(workspace=self.access.workspace)
        if state := request.query_params.get("state"):
            if state not in JobState.values():
                raise BadFilter(f"state is one of: {', '.join(JobState.values())}.", field="state")
            rows = rows.filter(state=state)
        return listing(request, rows, self._texts)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in jobs.documents_of(self.access.workspace, ids)]


class JobDetail(WorkspaceView):
    @extend_schema(operation_id="jobs_read", responses=JobSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One piece of work, and how far it is."""
        return answer(jobs.document(load(self.access.workspace, Job.objects.select_related("started_by"), id)))

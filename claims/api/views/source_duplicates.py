"""Sources that may be one, over HTTP: which pairs wait, what people decide, and the search; merging is for services."""

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
from claims.api.serializers.fields import whole
from claims.api.serializers.jobs import JobSerializer
from claims.api.serializers.pages import paged
from claims.api.serializers.sources import FindDuplicatesSerializer, LikenessSerializer, LikenessVerdictSerializer
from claims.api.views.filtering import chosen_ids, chosen_words
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadFilter, ClaimsError
from claims.models import SourceLikeness
from claims.queries import jobs, source_duplicates
from claims.queries.access import load
from claims.services import source_duplicates as deciding
from claims.tasks import DUPLICATES, start_finding_duplicates
from claims.vocabulary import Verdict

PENDING, DECIDED = "pending", "decided"
STATES = (PENDING, DECIDED)
PARAMETERS = [
    OpenApiParameter("state", str, enum=STATES),
    OpenApiParameter("verdict", str, enum=Verdict.values()),
    OpenApiParameter("source", str, description="Id of a source at either end."),
]


class LikenessList(WorkspaceView):
    @extend_schema(
        operation_id="source_duplicates_list",
        parameters=[*PARAMETERS, *filters.PAGE],
        responses=paged(LikenessSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Pairs of sources that may be one, waiting or decided, the newest first."""
        rows = source_duplicates.listed(self.access.workspace)
        if state := request.query_params.get("state"):
            if state not in STATES:
                raise BadFilter(f"“{state[:40]}” is no state; it is one of: {', '.join(STATES)}.", field="state")
            rows = rows.filter(verdict__isnull=state == PENDING)
        if words := chosen_words(request, "verdict", Verdict):
            rows = rows.filter(verdict__in=words)
        for key in chosen_ids(request, "source"):
            rows = rows.filter(source_duplicates.with_source(key))
        return listing(request, rows, self._texts)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in source_duplicates.documents_of(self.access.workspace, ids)]


class LikenessDetail(WorkspaceView):
    @extend_schema(operation_id="source_duplicates_read", responses=LikenessSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One pair."""
        return self._answer(self._load(id))

    @extend_schema(
        operation_id="source_duplicates_decide", request=LikenessVerdictSerializer, responses=LikenessSerializer
    )
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Says whether the two are one; the pair is never proposed again. 409 where that was decided already."""
        row = self._load(id)
        check_seen(request, self._answer(row).content)
        given = whole(LikenessVerdictSerializer).run_validation(request.data)
        if given["verdict"] is None:
            deciding.reconsider(row, by=self.access.user)
        else:
            deciding.decide(row, given["verdict"], by=self.access.user, into=given.get("into"))
        return self._answer(row)

    def _load(self, key: UUID) -> SourceLikeness:
        rows = source_duplicates.listed(self.access.workspace).select_related("workspace")
        return load(self.access.workspace, rows, key)

    def _answer(self, row: SourceLikeness) -> HttpResponse:
        return answer(source_duplicates.documents_of(self.access.workspace, [row.pk])[0])


class DuplicateSearch(WorkspaceView):
    @extend_schema(
        operation_id="source_duplicates_find", request=FindDuplicatesSerializer, responses={202: JobSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Compares the names of all sources in the background; where a search waits already, it is that one."""
        whole(FindDuplicatesSerializer).run_validation(request.data)
        workspace = self.access.workspace
        job = start_finding_duplicates(workspace, by=self.access.user) or jobs.waiting(workspace, DUPLICATES)
        if job is None:
            raise ClaimsError("A search ended at this moment; ask again.")
        return answer(jobs.document(job), status=202, location=self.address(request, "jobs", job.pk))

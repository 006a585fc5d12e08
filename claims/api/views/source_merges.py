"""Merging and splitting sources over HTTP, and taking either back; what may be merged, the services say."""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, answer_text, as_json
from claims.api.etags import revision_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.serializers.sources import (
    MadeMergeSerializer,
    MadeSplitSerializer,
    MergeSerializer,
    RegisteredSourceSerializer,
    SplitSerializer,
    UnmergeSerializer,
    UnsplitSerializer,
)
from claims.api.views.sources import text_of
from claims.api.workspace_view import WorkspaceView
from claims.errors import Conflict, UnknownSource
from claims.models import Source, SourceRedirect
from claims.queries import source_histories
from claims.queries.access import load
from claims.services import source_merges, source_splits
from claims.services.source_splits import Split


class MergeList(WorkspaceView):
    @extend_schema(operation_id="merges_list", parameters=filters.PAGE, responses=paged(MadeMergeSerializer))
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Every merge that the source had a part in, also those that were taken back; the latest first."""
        source = load(self.access.workspace, Source.objects.all(), id)
        documents = {UUID(row["id"]): as_json(row) for row in source_histories.merges_of(source)}
        rows = SourceRedirect.objects.filter(workspace=self.access.workspace, pk__in=documents)
        return listing(request, rows, lambda ids: [documents[key] for key in ids])


class Merge(WorkspaceView):
    @extend_schema(operation_id="sources_merge", request=MergeSerializer, responses=RegisteredSourceSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes the source count as another one. 409 for itself, for one above or below it, and for a merged one."""
        source = load(self.access.workspace, Source.objects.select_related("workspace"), id)
        given = whole(MergeSerializer).run_validation(request.data)
        into = Source.objects.filter(workspace=self.access.workspace, pk=given["into"]).first()
        if into is None:
            raise UnknownSource(f"There is no source {given['into']} in this workspace.", field="into")
        seen = revision_seen(request, source.revision)
        source_merges.merge(source, into=into, by=self.access.user, revision=seen)
        return self._answer(source)

    def _answer(self, source: Source) -> HttpResponse:
        source.refresh_from_db()
        return answer_text(text_of(self.access.workspace, source.pk), revision=source.revision)


class Unmerge(Merge):
    @extend_schema(operation_id="sources_unmerge", request=UnmergeSerializer, responses=RegisteredSourceSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Takes the merge of this source back, whatever was edited or merged since."""
        source = load(self.access.workspace, Source.objects.all(), id)
        given = whole(UnmergeSerializer).run_validation(request.data)
        standing = source_histories.standing_merge(self.access.workspace, source.pk)
        if standing is None or given.get("merge") not in (None, standing.pk):
            raise Conflict(f"“{source.name}” stands for itself; there is no such merge to take back.", field="merge")
        seen = revision_seen(request, source.revision)
        source_merges.unmerge(standing, by=self.access.user, revision=seen)
        return self._answer(source)


class SplitOff(WorkspaceView):
    @extend_schema(operation_id="sources_split", request=SplitSerializer, responses=MadeSplitSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Moves steps of the source to another one, in one event."""
        source = load(self.access.workspace, Source.objects.select_related("workspace"), id)
        given = whole(SplitSerializer).run_validation(request.data)
        seen = revision_seen(request, source.revision)
        made = source_splits.split(
            source, hops=given["attributions"], to=given["to"], by=self.access.user, revision=seen
        )
        return _answer_split(made)


class Unsplit(WorkspaceView):
    @extend_schema(operation_id="sources_unsplit", request=UnsplitSerializer, responses=MadeSplitSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Puts the steps of a split back, each to the source it was made with. 412 where one was changed since."""
        source = load(self.access.workspace, Source.objects.select_related("workspace"), id)
        given = whole(UnsplitSerializer).run_validation(request.data)
        seen = revision_seen(request, source.revision)
        return _answer_split(source_splits.unsplit(source, given["event"], by=self.access.user, revision=seen))


def _answer_split(made: Split) -> HttpResponse:
    to = {"id": str(made.to.pk), "name": made.to.name}
    return answer({"event": str(made.event), "to": to, "attributions": [str(key) for key in made.hops]})

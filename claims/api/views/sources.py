"""Sources and their relations; parsing and rules stand elsewhere."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, answer_text, as_json, no_content
from claims.api.etags import revision_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.pages import paged
from claims.api.serializers.sources import RegisteredSourceSerializer, RelationSerializer
from claims.api.source_bodies import changed, read_relation, read_source
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord
from claims.models import Article, Source, SourceRelation, Workspace
from claims.queries import filters as narrowing
from claims.queries import sources as reading
from claims.queries.access import load
from claims.services import sources


class SourceList(WorkspaceView):
    @extend_schema(
        operation_id="sources_list",
        parameters=[
            *[said for said in filters.SOURCES if said.name != "q"],
            OpenApiParameter("q", str, description="A part of a name or alias: what a person has typed so far."),
            *filters.PAGE,
        ],
        responses=paged(RegisteredSourceSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Sources that pass all filters, the newest first."""
        wanted = filters.read_filters(request, narrowing.SOURCE_FILTERS)
        rows = narrowing.sources(self.access.workspace, wanted)
        return listing(request, rows, lambda ids: reading.documents_as_json(self.access.workspace, ids))

    @extend_schema(
        operation_id="sources_make", request=RegisteredSourceSerializer, responses={201: RegisteredSourceSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes a source. 409 where its name or an alias is taken."""
        record = read_source(request.data)
        article = self._article(record.article) if record.article else None
        made = sources.make(self.access.workspace, record, by=self.access.user, article=article)
        return answer_text(
            text_of(self.access.workspace, made.pk),
            status=201,
            location=self.address(request, "sources", made.pk),
            revision=made.revision,
        )

    def _article(self, key: UUID) -> Article:
        found = Article.objects.filter(workspace=self.access.workspace, pk=key, withdrawn_at__isnull=True).first()
        if found is None:
            raise BadRecord(f"There is no article {key} in this workspace.", field="article")
        return found


class SourceDetail(WorkspaceView):
    @extend_schema(operation_id="sources_read", responses=RegisteredSourceSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One source; one that was merged into another says so in `merged_into`."""
        source = load(self.access.workspace, Source.objects.all(), id)
        return answer_text(text_of(self.access.workspace, source.pk), revision=source.revision)

    @extend_schema(
        operation_id="sources_change", request=RegisteredSourceSerializer, responses=RegisteredSourceSerializer
    )
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Changes what is sent; what is left out stays. Under a new name the old one still finds the source."""
        source = load(self.access.workspace, Source.objects.all(), id)
        seen = revision_seen(request, source.revision)
        made = sources.revise(source, changed(source, request.data), by=self.access.user, revision=seen)
        return answer_text(text_of(self.access.workspace, made.pk), revision=made.revision)


class RelationList(WorkspaceView):
    @extend_schema(operation_id="relations_list", parameters=filters.PAGE, responses=paged(RelationSerializer))
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """What the source is part of, owned by, speaks for …; the newest statement first."""
        source = load(self.access.workspace, Source.objects.all(), id)
        [document] = reading.documents_of(self.access.workspace, [source.pk])
        texts = {UUID(row["id"]): as_json(row) for row in document["relations"]}
        rows = SourceRelation.objects.filter(workspace=self.access.workspace, pk__in=texts)
        return listing(request, rows, lambda ids: [texts[key] for key in ids])

    @extend_schema(operation_id="relations_state", request=RelationSerializer, responses={201: RelationSerializer})
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """States a relation to another source. 409 where it would close a loop."""
        source = load(self.access.workspace, Source.objects.all(), id)
        record, target = read_relation(request.data, workspace=self.access.workspace)
        made = sources.relate(source, record, target=target, by=self.access.user)
        [document] = reading.documents_of(self.access.workspace, [source.pk])
        found = next(row for row in document["relations"] if row["id"] == str(made.pk))
        location = self.address(request, "sources", source.pk, "relations", made.pk)
        return answer(found, status=201, location=location)


class RelationDetail(WorkspaceView):
    @extend_schema(operation_id="relations_take_back", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID, relation: UUID) -> HttpResponse:
        """Takes a stated relation back."""
        shown = Q(source=id) | Q(source__merged_into=id)
        rows = SourceRelation.objects.filter(shown, ended_at__isnull=True).select_related("workspace", "source")
        sources.unrelate(load(self.access.workspace, rows, relation), by=self.access.user)
        return no_content()


def text_of(workspace: Workspace, key: UUID) -> str:
    return reading.documents_as_json(workspace, [key])[0]

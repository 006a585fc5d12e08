"""The audit: who did what, when; events are read, never written here."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.pagination import listing
from claims.api.serializers.audit import EventDetailSerializer, EventSerializer
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadFilter
from claims.exchange.fields import as_uuid
from claims.models import AuditEvent, Claim, Workspace
from claims.queries import events, sets
from claims.queries.access import load

COLUMNS = {"object": "object_id", "article": "article_id"}


class EventList(WorkspaceView):
    @extend_schema(
        operation_id="audit_list",
        parameters=[
            OpenApiParameter("object", UUID, description="Id of the claim, article, source … that was written."),
            OpenApiParameter("article", UUID, description="Id of the article it belongs to."),
            OpenApiParameter("actor", str, description="User name."),
            OpenApiParameter("action", str, description="Like `claim.make`."),
            *filters.PAGE,
        ],
        responses=paged(EventSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """All writes, the latest first."""
        rows = AuditEvent.objects.filter(workspace=self.access.workspace)
        for name, column in COLUMNS.items():
            if given := request.query_params.get(name):
                rows = rows.filter(**{column: _id(name, given)})
        for name, column in (("actor", "actor__username"), ("action", "action")):
            if given := request.query_params.get(name):
                rows = rows.filter(**{column: given.replace("\0", "")})
        return listing(request, rows, lambda ids: event_texts(self.access.workspace, ids))


class EventDetail(WorkspaceView):
    @extend_schema(operation_id="audit_read", responses=EventDetailSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One write, with what stood before and after."""
        event = load(self.access.workspace, AuditEvent.objects.select_related("actor"), id)
        if event.object_type == "claim" and event.object_id is not None:
            # Somebody else's blind work is told nobody by its history either.
            load(self.access.workspace, sets.only_visible(self.access, Claim.objects.all()), event.object_id)
        return answer(events.detail(event))


def event_texts(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    return [as_json(event) for event in events.documents_of(workspace, ids)]


def _id(name: str, given: str) -> UUID:
    key = as_uuid(given)
    if key is None:
        raise BadFilter(f"“{given[:40]}” is no id; {name} takes a UUID.", field=name)
    return key

"""The front door of the API: where things are, the workspaces of a person, the people of a workspace."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.pagination import listing
from claims.api.serializers.pages import paged
from claims.api.serializers.workspaces import MemberSerializer, WorkspaceSerializer
from claims.api.workspace_view import ApiView, WorkspaceView
from claims.models import ApiToken, Membership
from claims.queries import members

TAGS = ["workspaces"]


class Root(ApiView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="root", tags=TAGS, responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request) -> HttpResponse:
        """Where to go from here."""
        places = ("workspaces", "schema", "docs")
        return answer({name: request.build_absolute_uri(f"/api/v1/{name}/") for name in places})


class WorkspaceList(ApiView):
    @extend_schema(
        operation_id="workspaces_list", tags=TAGS, parameters=filters.PAGE, responses=paged(WorkspaceSerializer)
    )
    def get(self, request: Request) -> HttpResponse:
        """The workspaces you belong to; with a token of one workspace, that one."""
        rows = Membership.objects.filter(user_id=request.user.pk or 0)
        if isinstance(request.auth, ApiToken) and request.auth.workspace_id:
            rows = rows.filter(workspace=request.auth.workspace_id)

        def texts(ids: Sequence[UUID]) -> list[str]:
            return [as_json(row) for row in members.workspaces(rows, ids)]

        return listing(request, rows, texts)


class WorkspaceDetail(WorkspaceView):
    @extend_schema(operation_id="workspaces_read", tags=TAGS, responses=WorkspaceSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        """One workspace."""
        return answer(members.workspace(self.access.workspace, role=str(self.access.role)))


class MemberList(WorkspaceView):
    @extend_schema(operation_id="members_list", parameters=filters.PAGE, responses=paged(MemberSerializer))
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The people of the workspace."""
        rows = Membership.objects.filter(workspace=self.access.workspace)

        def texts(ids: Sequence[UUID]) -> list[str]:
            return [as_json(row) for row in members.members(self.access.workspace, ids)]

        return listing(request, rows, texts)

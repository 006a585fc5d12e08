"""What all views of the API share: entering a workspace with the right that is needed, and conditional reads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.cache import get_conditional_response
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.errors import with_current
from claims.api.parsers import JsonParser
from claims.errors import NotAllowed, NotFound, Stale
from claims.models import ApiToken
from claims.permissions import Right
from claims.queries.access import Access, enter
from claims.vocabulary import TokenScope


class AlwaysTheFirst(BaseContentNegotiation):
    """Each address answers in one format, whatever `Accept` says: a browser asks for HTML and still wants the CSV."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        media_type = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == media_type), None)

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """A view of the API; answers are private to the user and re-checked by their ETag."""

    parser_classes = [JsonParser]
    content_negotiation_class = AlwaysTheFirst

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if _may_only_read(request) and request.method not in SAFE_METHODS:
            raise NotAllowed("This token may only read; use one whose scope is “write”.")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        final.setdefault("Cache-Control", "private, no-cache")
        if request.method in SAFE_METHODS and final.status_code == 200 and final.has_header("ETag"):
            return get_conditional_response(request._request, etag=final["ETag"], response=final)
        return final


class WorkspaceView(ApiView):
    """A view within a workspace: `self.access` is the user there. Writes need `write_right`."""

    access: Access
    write_right = Right.ANNOTATE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.access = enter(request.user, kwargs["slug"])
        bound_to = request.auth.workspace_id if isinstance(request.auth, ApiToken) else None
        if bound_to and bound_to != self.access.workspace.pk:
            raise NotFound(f"There is no workspace “{kwargs['slug']}” among yours.")
        self.access.require(Right.READ if request.method in SAFE_METHODS else self.write_right)

    def handle_exception(self, exc: Exception) -> Any:
        """A refusal because somebody was faster brings what stands there now, so that both can be compared at once."""
        response = super().handle_exception(exc)
        read = getattr(self, "get", None)
        if not isinstance(exc, Stale) or read is None:
            return response
        try:
            current = read(self.request, **self.kwargs)
        except NotFound:
            return response
        return with_current(response, current)

    def address(self, request: Request, *path: str | UUID) -> str:
        """The absolute address in the API of something in this workspace."""
        return request.build_absolute_uri(
            "/".join(("/api/v1/workspaces", self.access.workspace.slug, *map(str, path), ""))
        )


def claim_address(request: HttpRequest | Request, slug: str, key: UUID | str) -> str:
    """The permanent address of a claim's page."""
    return request.build_absolute_uri(f"/w/{slug}/claims/{key}/")


def _may_only_read(request: Request) -> bool:
    return isinstance(request.auth, ApiToken) and request.auth.scope != TokenScope.WRITE

"""Which part of the application answers which address; the addresses themselves stand in claims."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from claims.api import errors as api
from claims.api.views import health
from claims.web import errors as web

API = "/api/"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]


def _by_part(of_api: Callable[..., HttpResponse], of_web: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Programs get problem documents, browsers get pages."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (of_api if request.path.startswith(API) else of_web)(request, *args, **kwargs)

    return answer


handler400 = _by_part(api.bad_request, web.bad_request)
handler403 = _by_part(api.forbidden, web.forbidden)
handler404 = _by_part(api.not_found, web.not_found)
handler500 = _by_part(api.server_error, web.server_error)

"""The OpenAPI document and the page that shows it."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularAPIView

from claims.api.schema import SETTINGS


class OnceGenerator(SchemaGenerator):
    """The document is the same for everybody, so a process makes it once."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        return _document()


class Schema(SpectacularAPIView):
    """JSON unless `Accept` asks for YAML."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer, OpenApiYamlRenderer2]
    custom_settings = SETTINGS
    generator_class = OnceGenerator


@cache
def _document() -> Any:
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # no types there


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Swagger UI from our own static files, so that it runs under the same policy as every page."""
    return render(request, "api/docs.html")

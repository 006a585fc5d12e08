"""The only code that knows htmx: whole pages for browsers, fragments of the same pages for htmx."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

NAVIGATION = (
    ("queue", "Queue"),
    ("articles", "Articles"),
    ("claims", "Claims"),
    ("statements", "Statements"),
    ("sources", "Sources"),
    ("analysis", "Analysis"),
    ("labels", "Labels"),
    ("import", "Import"),
    ("export", "Export"),
)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
    address: str = "",
) -> HttpResponse:
    """The page, or its `fragment` if htmx asks; `address` is what the browser then shows for it."""
    asks = bool(fragment) and is_fragment_request(request)
    name = f"{template}#{fragment}" if asks else template
    response = render(request, name, {"navigation": NAVIGATION, **context}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if asks and address:
        response["HX-Replace-Url"] = address
    return response


def is_fragment_request(request: HttpRequest) -> bool:
    """htmx asks for a part of a page, and not for a page it lost from its history."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers

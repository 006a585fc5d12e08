"""Which part of the application answers which address; the addresses themselves stand in claims."""

from importlib.util import find_spec

from django.urls import include, path

PARTS = {"api/v1/": "claims.api.urls", "": "claims.web.urls"}

urlpatterns = [path(prefix, include(module)) for prefix, module in PARTS.items() if find_spec(module)]

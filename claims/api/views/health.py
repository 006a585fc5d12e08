"""Whether the process lives and whether it can serve, for supervisors and load balancers; no login, no data."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.api.errors import problem


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration of this code."""
    try:
        missing = len(_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    except Error:
        return problem(503, "The database does not answer.")
    if missing:
        return problem(503, f"The database lacks {missing} of the migrations; run “manage.py migrate”.")
    return JsonResponse({"status": "ok", "database": "ok", "migrations": "ok"})


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations)

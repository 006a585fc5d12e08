"""Which HTTP status a broken rule is for a browser, and the page that says so."""

import logging
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from claims.errors import ClaimsError, Conflict, NotAllowed, NotFound, Stale, TakenDown, TextTooLarge
from claims.queries.outages import Outage, outage_of

log = logging.getLogger(__name__)

STATUSES: dict[type[ClaimsError], int] = {
    NotFound: 404, NotAllowed: 403, Stale: 409, Conflict: 409, TextTooLarge: 413, TakenDown: 410,
}  # fmt: skip
INVALID = 422


def status_of(error: ClaimsError) -> int:
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), INVALID)


class ClaimsErrorMiddleware:
    """Turns what a page let through, a ClaimsError or a database that is away, into a page with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ClaimsError):
            return problem_page(request, error.message, status=status_of(error))
        if outage := outage_of(error):
            log.warning("The database: %s", " ".join(str(error).split()))
            return _unavailable(outage)
        return None


def problem_page(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    return render(request, "problem.html", {"message": message, "status": status}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "There is no such page.", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "You may not see or do this.", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "This request cannot be understood.", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, which it calls while the error is being handled."""
    if outage := outage_of(sys.exception()):
        return _unavailable(outage)
    return _failure("The server failed at this; nothing was changed. Try again, and report it if it recurs.", 500)


def _unavailable(outage: Outage) -> HttpResponse:
    response = _failure(outage.sentence, 503)
    response["Retry-After"] = str(outage.seconds)
    return response


def _failure(sentence: str, status: int) -> HttpResponse:
    """Drawn without the request: what failed may be the database, which knows the user."""
    return HttpResponse(render_to_string("failure.html", {"message": sentence}), status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = "This form is too old or came from elsewhere; go back, reload the page and send it again."
    return problem_page(request, sentence, status=403)

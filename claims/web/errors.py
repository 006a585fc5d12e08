"""Which HTTP status a broken rule is for a browser, and the page that says so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from claims.errors import ClaimsError, Conflict, NotAllowed, NotFound, Stale, TakenDown, TextTooLarge

STATUSES: dict[type[ClaimsError], int] = {
    NotFound: 404, NotAllowed: 403, Stale: 409, Conflict: 409, TextTooLarge: 413, TakenDown: 410,
}  # fmt: skip
INVALID = 422


def status_of(error: ClaimsError) -> int:
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), INVALID)


class ClaimsErrorMiddleware:
    """Turns a ClaimsError that a page let through into a page with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ClaimsError):
            return None
        return problem_page(request, error.message, status=status_of(error))


def problem_page(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    return render(request, "problem.html", {"message": message, "status": status}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "There is no such page.", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "You may not see or do this.", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, "This request cannot be understood.", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: what failed may be the database, which knows the user."""
    sentence = "The server failed at this; nothing was changed. Try again, and report it if it recurs."
    return HttpResponse(render_to_string("failure.html", {"message": sentence}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = "This form is too old or came from elsewhere; go back, reload the page and send it again."
    return problem_page(request, sentence, status=403)

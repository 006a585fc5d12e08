"""Which HTTP status a broken rule is for a program, and the one JSON shape (RFC 9457) that says so."""

import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, ValidationError

from claims.errors import BadRows, ClaimsError, Conflict, NotAllowed, NotFound, Stale, TakenDown, TextTooLarge
from claims.queries.outages import Outage, outage_of

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
STATUSES: dict[type[ClaimsError], int] = {
    NotFound: 404, NotAllowed: 403, Stale: 412, Conflict: 409, TextTooLarge: 413, TakenDown: 410,
}  # fmt: skip
INVALID = 422


class FieldError(TypedDict):
    """One thing that is wrong. `field` is the path in what was sent (`chains[0].lineage`), null where there is none."""

    field: str | None
    code: str
    detail: str


class BadBatch(ClaimsError):
    """One or more rows of a bulk write cannot be read; nothing was saved."""

    code = "bad_rows"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(f"{_count(len(errors), 'thing')} in the rows must be mended; nothing was saved.")
        self.errors = errors


def problem(
    status: int, detail: str, *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer that every refusal gives."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors) or [FieldError(field=None, code=_code(status), detail=detail)],
    }
    # What a client sent may come back in a sentence, halves of surrogate pairs too: those stay escaped.
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE, headers=dict(headers or {}))


def with_current(refusal: HttpResponse, current: HttpResponse) -> HttpResponse:
    """The refusal of a late write with the document as it stands now, and its ETag, with which it can be written."""
    body = json.loads(refusal.content) | {"current": json.loads(current.content)}
    refusal.content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    refusal["ETag"] = current["ETag"]
    return refusal


def problem_details(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The exception handler of the API. None leaves a defect of ours to Django, which logs it."""
    match error:
        case ClaimsError():
            return problem(status_of(error), error.message, errors=field_errors(error))
        case ValidationError():
            errors = list(flatten(error.get_full_details()))
            return problem(INVALID, _summary(errors), errors=errors)
        case APIException():
            return problem(error.status_code, str(error.detail), errors=_only(error), headers=_headers(error))
        case Http404():
            return problem(404, "There is nothing at this address.")
        case PermissionDenied():
            return problem(403, "You may not do this.")
        case RequestDataTooBig():
            return problem(413, "The request is too large; send it in parts.")
        case SuspiciousOperation():
            return problem(400, "This request cannot be understood.")
    return _of_database(error)


def _of_database(error: Exception) -> HttpResponse | None:
    """What a race or a value at the edge of a column lets through to the database, and when that is away or full."""
    if outage := outage_of(error):
        log.warning("The database: %s", " ".join(str(error).split()))
        return _unavailable(outage)
    if not isinstance(error, IntegrityError | DataError):
        return None
    log.warning("The database refused a write of the API.", exc_info=error)
    if isinstance(error, IntegrityError):
        return problem(409, "This collides with what is already there; read it again and retry.")
    return problem(INVALID, "A value does not fit where it should be kept.")


def _unavailable(outage: Outage) -> HttpResponse:
    return problem(503, outage.sentence, headers={"Retry-After": str(outage.seconds)})


def status_of(error: ClaimsError) -> int:
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), INVALID)


def field_errors(error: ClaimsError) -> list[FieldError]:
    """What is wrong, field by field; rows of a batch are counted from 0 in `field` and from 1 in the sentence."""
    if isinstance(error, BadBatch):
        return list(error.errors)
    if isinstance(error, BadRows):
        return [
            FieldError(field=f"rows[{row - 1}]", code=error.code, detail=f"Row {row}: {sentence}")
            for row, sentence in error.rows
        ]
    return [FieldError(field=error.field, code=error.code, detail=error.message)]


def flatten(details: Any, *, path: str = "") -> Iterator[FieldError]:
    """DRF's nested errors as one list; `path` is where in the body they stand."""
    if isinstance(details, Mapping) and {"message", "code"} == set(details):
        yield FieldError(field=path or None, code=str(details["code"]), detail=str(details["message"]))
    elif isinstance(details, Mapping):
        for key, inner in details.items():
            yield from flatten(inner, path=_joined(path, key))
    else:
        for inner in details:
            yield from flatten(inner, path=path)


def _joined(path: str, key: object) -> str:
    if key == "non_field_errors":
        return path
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)


def _summary(errors: Sequence[FieldError]) -> str:
    first = errors[0]
    sentence = f"{first['field']}: {first['detail']}" if first["field"] else first["detail"]
    return sentence if len(errors) == 1 else f"{_count(len(errors), 'field')} must be mended; first {sentence}"


def _only(error: APIException) -> list[FieldError]:
    return [FieldError(field=None, code=str(error.get_codes()), detail=str(error.detail))]


def _headers(error: APIException) -> dict[str, str]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]  # set by APIView
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(error.wait)  # type: ignore[attr-defined]  # set by Throttled
    return headers


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404 for addresses of the API."""
    return problem(404, "There is nothing at this address; /api/v1/docs/ lists what there is.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(400, "This request cannot be understood.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(403, "You may not do this.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, which it calls while the error is being handled."""
    if outage := outage_of(sys.exception()):
        return _unavailable(outage)
    return problem(500, "The server failed at this; nothing was changed. Try again, and report it if it recurs.")

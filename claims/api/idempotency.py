"""`Idempotency-Key`: a write sent twice is done once, and answered twice with the same answer."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from claims.api.workspace_view import WorkspaceView
from claims.models import IdempotencyKey
from claims.services.once import KEPT

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST_KEY = 255
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
ONE_IN = 256
"""How many writes share one sweep of old keys."""


class AnswerGone(APIException):
    status_code = 410
    default_code = "answer_gone"


P = ParamSpec("P")
ViewT = TypeVar("ViewT", bound=WorkspaceView)


class BadKey(APIException):
    status_code = 422
    default_code = "bad_idempotency_key"


class KeyReused(APIException):
    status_code = 422
    default_code = "idempotency_key_reused"


def once(handler: Callable[Concatenate[ViewT, Request, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Makes a handler of a write heed the header.

    The key is written in the transaction of the write: of two requests at once the second waits for the first, and a
    write that fails gives its key back.
    """

    @wraps(handler)
    def run(view: ViewT, request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, *args, **kwargs)
        _check(key)
        with transaction.atomic():
            row, is_new = IdempotencyKey.objects.get_or_create(
                workspace=view.access.workspace,
                user_id=view.access.user.pk,
                key=key,
                defaults={"request_digest": _digest_of(request)},
            )
            if not is_new:
                return _replay(row, request)
            response = handler(view, request, *args, **kwargs)
            _keep(row, response)
        return response

    return run


def _check(key: str) -> None:
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise BadKey(f"{HEADER} takes 1 to {LONGEST_KEY} printable characters, a UUID for example.")


def _replay(row: IdempotencyKey, request: Request) -> HttpResponse:
    if bytes(row.request_digest) != _digest_of(request):
        raise KeyReused(f"This {HEADER} was used for another request; choose a new key for a new request.")
    if row.status is None:
        raise AnswerGone("This was done before; what it answered was taken down or erased since.")
    response = HttpResponse(row.body or "", status=row.status, headers=row.headers | {REPLAYED: "true"})
    if "Content-Type" not in row.headers:
        del response["Content-Type"]
    return response


def _keep(row: IdempotencyKey, response: HttpResponse) -> None:
    row.status = response.status_code
    # As one JSON string: a JSON object would come back with its keys in another order.
    row.body = response.content.decode() or None
    row.headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    row.save(update_fields=["status", "body", "headers"])
    if row.pk.int % ONE_IN == 0:
        IdempotencyKey.objects.filter(
            workspace_id=row.workspace_id, user_id=row.user_id, created_at__lt=timezone.now() - KEPT
        ).delete()


def _digest_of(request: Request) -> bytes:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    digest.update(request.headers.get("If-Match", "").encode() + b"\n")
    for part in _parts(request.data):
        digest.update(part)
    return digest.digest()


def _parts(data: Any) -> list[bytes]:
    if isinstance(data, QueryDict):
        return [part for name, values in sorted(data.lists()) for value in values for part in _field(name, value)]
    if isinstance(data, list) and all(isinstance(line, bytes) for line in data):
        return [line + b"\n" for line in data]
    return [json.dumps(data, sort_keys=True).encode()]


def _field(name: str, value: Any) -> list[bytes]:
    """A field of a form; the bytes of a file are read and put back."""
    if not isinstance(value, UploadedFile):
        return [f"{name}={value}\n".encode()]
    content = value.read()
    value.seek(0)
    return [f"{name}={value.name}\n".encode(), content]

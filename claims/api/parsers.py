"""The bytes of a request as data: JSON and JSON lines, with a limit; what the data means is for the serializers."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

DISCARDED_AT_ONCE = 1024 * 1024
MOST_DISCARDED = 256 * DISCARDED_AT_ONCE


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class JsonParser(BaseParser):
    """One JSON value. Refused where Python's reader would guess: NaN, double keys, bytes that are no UTF-8."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw = read_body(stream, parser_context)
        try:
            return json.loads(raw.decode(), parse_constant=_refuse, object_pairs_hook=_without_doubles)
        except RecursionError as wrong:
            raise ParseError("The JSON is nested too deeply.") from wrong
        except ValueError as wrong:
            raise ParseError(f"The body is no JSON: {wrong}.") from wrong


class LinesParser(BaseParser):
    """The lines of the body, empty ones too, so that row numbers are line numbers; each is read later by itself."""

    media_type = "application/x-ndjson"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        return read_body(stream, parser_context).split(b"\n")


def read_body(stream: IO[Any], context: Mapping[str, Any] | None) -> bytes:
    """All of the body. Raises TooLarge without keeping what is above the limit."""
    limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    length = int(context["request"].META.get("CONTENT_LENGTH") or 0) if context else 0
    raw: bytes = b"" if length > limit else stream.read(limit + 1)
    if max(length, len(raw)) > limit:
        _discard(stream)
        raise TooLarge(f"The request is larger than {limit // 1024 // 1024} MB; send it in parts.")
    return raw


def _discard(stream: IO[Any]) -> None:
    """A client that is still sending does not read our answer."""
    for _ in range(MOST_DISCARDED // DISCARDED_AT_ONCE):
        if not stream.read(DISCARDED_AT_ONCE):
            return


def _refuse(word: str) -> object:
    raise ParseError(f"{word} is no JSON; write null or a number.")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    double = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
    raise ParseError(f"The key “{double[:40]}” comes twice in one object; keep one of the two.")

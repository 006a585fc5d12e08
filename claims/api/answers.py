"""Documents as HTTP answers: JSON text with its ETag; which documents, the views say."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from claims.api.etags import etag_of


def as_json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def answer(document: Mapping[str, Any] | Sequence[Any], *, status: int = 200, location: str = "") -> HttpResponse:
    """One document; its `revision`, if it has one, leads the ETag."""
    revision = document.get("revision") if isinstance(document, Mapping) else None
    return answer_text(as_json(document), status=status, location=location, revision=revision)


def answer_text(text: str, *, status: int = 200, location: str = "", revision: int | None = None) -> HttpResponse:
    """JSON that is text already."""
    content = text.encode()
    response = HttpResponse(content, status=status, content_type="application/json")
    response["ETag"] = etag_of(content, revision=revision)
    if location:
        response["Location"] = location
    return response


def no_content() -> HttpResponse:
    return HttpResponse(status=204)

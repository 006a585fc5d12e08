"""ETags: which state of an object an answer shows, and whether a writer has seen the latest one."""

import hashlib
import re

from rest_framework.request import Request

from claims.errors import Stale

REVISION = re.compile(r'^(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"$')


def etag_of(content: bytes, *, revision: int | None = None) -> str:
    """`"7-1f0c…"`: the revision, then a digest, for a document also changes when a source in it is renamed."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    return f'"{digest}"' if revision is None else f'"{revision}-{digest}"'


def revision_seen(request: Request, current: int) -> int | None:
    """The revision that a service must still find; None without `If-Match`. Raises Stale."""
    tags = _tags(request)
    if not tags or "*" in tags:
        return None
    if current not in {int(found[1]) for tag in tags if (found := REVISION.match(tag))}:
        raise Stale(f"This was changed since you read it; it is at revision {current} now. Read it again, then write.")
    return current


def check_seen(request: Request, content: bytes) -> None:
    """The same for what has no revision: `content` is its present answer. Raises Stale."""
    tags = _tags(request)
    if tags and "*" not in tags and etag_of(content) not in {tag.removeprefix("W/") for tag in tags}:
        raise Stale("This was changed since you read it; read it again, then write.")


def _tags(request: Request) -> list[str]:
    return [tag.strip() for tag in request.headers.get("If-Match", "").split(",") if tag.strip()]

"""Keyset pages in the order of names, for a registry that is read like a directory; `pages` goes by age."""

from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from claims.errors import BadCursor
from claims.models import Source
from claims.queries.pages import Page

SALT = "claims.name_pages"


def page(rows: QuerySet[Source], *, cursor: str = "", size: int = 50, scope: str = "") -> Page:
    """The page a cursor names, the first one without. Raises BadCursor, also for one of another `scope`. One query."""
    direction, name, key = _read(cursor, scope)
    if direction == "before":
        rows = rows.filter(Q(name__lt=name) | Q(name=name, pk__lt=key)).order_by("-name", "-pk")
    elif direction == "after":
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=key)).order_by("name", "pk")
    else:
        rows = rows.order_by("name", "pk")
    found = list(rows.values_list("pk", "name")[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if direction == "before":
        found.reverse()
    has_next = has_more or direction == "before"
    has_previous = has_more if direction == "before" else direction == "after"
    return Page(
        ids=[key for key, _ in found],
        next=_sign("after", *found[-1], scope) if has_next and found else None,
        previous=_sign("before", *found[0], scope) if has_previous and found else None,
    )


def _sign(direction: str, key: UUID, name: str, scope: str) -> str:
    return signing.dumps([direction, name, key.hex], salt=SALT + scope)


def _read(cursor: str, scope: str) -> tuple[str, str, UUID | None]:
    if not cursor:
        return "", "", None
    try:
        direction, name, key = signing.loads(cursor, salt=SALT + scope)
        return str(direction), str(name), UUID(key)
    except (signing.BadSignature, ValueError) as wrong:
        raise BadCursor(
            "This page cursor is not one of this list; start again from the first page.", field="cursor"
        ) from wrong

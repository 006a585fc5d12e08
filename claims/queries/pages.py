"""Keyset pages: the same cost at any depth, in the order of ids, newest first."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet

from claims.errors import BadCursor
from claims.models.tenancy import TenantModel

Row = TypeVar("Row", bound=TenantModel)
SALT = "claims.pages"
LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of one page in order, and the cursors of its neighbours; None where there is none."""

    ids: list[UUID]
    next: str | None
    previous: str | None


def page(rows: QuerySet[Row], *, cursor: str = "", size: int = 50) -> Page:
    """The page a cursor names, the first one without. Raises BadCursor. One query."""
    size = max(1, min(size, LARGEST_PAGE))
    direction, key = _read(cursor)
    if direction == "before" and key:
        found = list(rows.filter(pk__gt=key).order_by("pk").values_list("pk", flat=True)[: size + 1])
        ids = found[:size][::-1]
        has_previous, has_next = len(found) > size, True
    else:
        older = rows.filter(pk__lt=key) if key else rows
        found = list(older.order_by("-pk").values_list("pk", flat=True)[: size + 1])
        ids = found[:size]
        has_previous, has_next = key is not None, len(found) > size
    return Page(
        ids=ids,
        next=_sign("after", ids[-1]) if has_next and ids else None,
        previous=_sign("before", ids[0]) if has_previous and ids else None,
    )


def _sign(direction: str, key: UUID) -> str:
    return signing.Signer(salt=SALT).sign(f"{direction}.{key.hex}")


def _read(cursor: str) -> tuple[str, UUID | None]:
    if not cursor:
        return "after", None
    try:
        direction, _, key = signing.Signer(salt=SALT).unsign(cursor).partition(".")
        return direction, UUID(key)
    except (signing.BadSignature, ValueError) as wrong:
        raise BadCursor(
            "This page cursor is not one of ours; start again from the first page.", field="cursor"
        ) from wrong

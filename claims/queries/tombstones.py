"""Reads of what was taken down or erased: who did it, when and why, which is all that is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from claims.errors import NotFound, TakenDown
from claims.models import Article, AuditEvent, AuditPayload, Claim, Workspace
from claims.queries.access import load

TAKE_DOWN = "article.take_down"
ERASE = "audit.erase"
ACTIONS = (TAKE_DOWN, ERASE)
"""Events whose payload names the events they erased, and is never erased itself."""

Row = TypeVar("Row", Article, Claim)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One takedown or erasure."""

    event: UUID
    at: datetime
    by: str
    is_takedown: bool
    object_type: str
    object_id: UUID | None
    reason: str
    erased: int
    """How many events lost their payload."""

    @property
    def sentence(self) -> str:
        what = "This article was taken down" if self.is_takedown else "Its history was erased"
        return f"{what} on {self.at:%Y-%m-%d} by {self.by}: {self.reason.rstrip('.')}."


def of(workspace: Workspace) -> QuerySet[AuditEvent]:
    """The events that took down or erased; no order."""
    return AuditEvent.objects.filter(workspace=workspace, action__in=ACTIONS)


def tombstones_of(workspace: Workspace, events: Sequence[UUID]) -> list[Tombstone]:
    """In the order of the ids. One query."""
    rows = AuditPayload.objects.filter(workspace=workspace, event__in=events).select_related("event__actor")
    found = {row.event_id: row for row in rows}
    return [_tombstone(found[key]) for key in events]


def of_article(workspace: Workspace, key: UUID) -> Tombstone | None:
    """One query, two where it was taken down."""
    taken = of(workspace).filter(action=TAKE_DOWN, object_id=key).values_list("pk", flat=True)[:1]
    return next(iter(tombstones_of(workspace, list(taken))), None)


def load_standing(workspace: Workspace, rows: QuerySet[Row], key: UUID) -> Row:
    """As `access.load`. Raises TakenDown, and not NotFound, where the article, or that of the claim, was taken down."""
    try:
        found = load(workspace, rows, key)
    except NotFound:
        refuse_taken_down(workspace, _article_of(workspace, rows.model, key))
        raise
    if found.withdrawn_at is not None:
        refuse_taken_down(workspace, found.article_id if isinstance(found, Claim) else found.pk)
    return found


def refuse_taken_down(workspace: Workspace, article: UUID | None) -> None:
    """Raises TakenDown, which says who did it, when and why."""
    stone = of_article(workspace, article) if article else None
    if stone is not None:
        raise TakenDown(stone.sentence)


def _article_of(workspace: Workspace, model: type[Article] | type[Claim], key: UUID) -> UUID | None:
    if model is Article:
        return key
    return Claim.objects.filter(workspace=workspace, pk=key).values_list("article_id", flat=True).first()


def _tombstone(payload: AuditPayload) -> Tombstone:
    event = payload.event
    told = payload.after or {}
    return Tombstone(
        event=event.pk,
        at=event.at,
        by=event.actor.get_username() if event.actor else "the program",
        is_takedown=event.action == TAKE_DOWN,
        object_type=event.object_type,
        object_id=event.object_id,
        reason=told.get("reason", ""),
        erased=len(told.get("events", [])),
    )

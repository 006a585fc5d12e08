"""Reads of the audit: who did what, when, and what it changed; writing and sealing are for the services."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import AuditEvent, AuditPayload, Claim, Workspace
from claims.queries.times import printed

SPLITS = ("source.split", "source.unsplit")
"""Their payload names the claims whose steps moved."""


class EventDocument(TypedDict):
    id: str
    at: str
    actor: str | None
    action: str
    object_type: str
    object: str | None
    article: str | None
    undoes: str | None
    digest: str


class EventDetail(EventDocument):
    """With what the event changed; null where that was erased."""

    salt: str
    before: Any
    after: Any
    erased: bool


def of_claim(claim: Claim) -> QuerySet[AuditEvent]:
    """All that happened to one claim: alone, in writes of many claims, by undo, by splits of sources; no order."""
    mine = [{"id": str(claim.pk)}]
    here = AuditPayload.objects.filter(workspace_id=claim.workspace_id, event=OuterRef("pk"))
    payloads = here.filter(Q(before__contains=mine) | Q(after__contains=mine))
    together = Q(object_id=claim.workspace_id) & (Q(article_id=claim.article_id) | Q(article_id__isnull=True))
    together |= Q(object_type="articleversion", article_id=claim.article_id)
    moved = Q(after__contains={"claims": [str(claim.pk)]})
    splits = Q(action__in=SPLITS) & Q(Exists(here.filter(moved)))
    return AuditEvent.objects.filter(
        Q(object_id=claim.pk) | (together & Q(Exists(payloads))) | splits, workspace_id=claim.workspace_id
    )


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[EventDocument]:
    """The documents of these events in the order of the ids, without what they changed. One query."""
    rows = AuditEvent.objects.filter(workspace=workspace, pk__in=ids).select_related("actor").in_bulk()
    return [document(rows[key]) for key in ids]


def detail(event: AuditEvent) -> EventDetail:
    """One query, two with the actor."""
    payload = AuditPayload.objects.get(workspace_id=event.workspace_id, event=event)
    return {
        **document(event),
        "salt": bytes(payload.salt).hex(),
        "before": payload.before,
        "after": payload.after,
        "erased": payload.erased_at is not None,
    }


def document(event: AuditEvent) -> EventDocument:
    return {
        "id": str(event.pk),
        "at": printed(event.at),
        "actor": event.actor.get_username() if event.actor else None,
        "action": event.action,
        "object_type": event.object_type,
        "object": str(event.object_id) if event.object_id else None,
        "article": str(event.article_id) if event.article_id else None,
        "undoes": str(event.undoes) if event.undoes else None,
        "digest": bytes(event.digest).hex(),
    }

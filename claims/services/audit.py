"""One audit event for each write, in the writer's transaction; sealing chains them later."""

import hashlib
import json
import secrets
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from claims.models import AuditEvent, AuditPayload, AuditSeal, AuditUnsealed, Workspace
from claims.models.copying import insert_together
from claims.models.fields import new_id
from claims.models.tenancy import TenantModel

FIRST_HASH = bytes(32)


def record(
    workspace: Workspace,
    action: str,
    subject: TenantModel | Workspace | None,
    *,
    by: AbstractBaseUser | None,
    before: Any = None,
    after: Any = None,
    article_id: UUID | None = None,
    undoes: UUID | None = None,
) -> AuditEvent:
    """Writes the event of the write that the surrounding transaction makes; `by` None is the program itself."""
    assert connection.in_atomic_block, "An audit event belongs to the transaction of its write."
    salt = secrets.token_bytes(16)
    event = AuditEvent(
        id=new_id(),
        workspace=workspace,
        at=timezone.now(),
        actor_id=by.pk if by else None,
        action=action,
        object_type=subject._meta.model_name or "" if subject else "",
        object_id=subject.pk if subject else None,
        article_id=article_id,
        digest=digest(salt, before=before, after=after),
        undoes=undoes,
    )
    insert_together(
        [event],
        [AuditPayload(workspace=workspace, event=event, salt=salt, before=before, after=after)],
        [AuditUnsealed(workspace=workspace, event=event)],
    )
    return event


def digest(salt: bytes, *, before: Any, after: Any) -> bytes:
    """SHA-256 over the salt and the canonical JSON of both states, as PostgreSQL's jsonb gives them back."""
    body = json.dumps([before, after], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(salt + body.encode()).digest()


def seal_hash(previous: bytes, *, number: int, digests: list[tuple[UUID, bytes]]) -> bytes:
    """The hash of a seal: SHA-256 over its number, the previous hash, and each event's id and digest."""
    running = hashlib.sha256(number.to_bytes(8, "big") + previous)
    for key, value in digests:
        running.update(key.bytes + value)
    return running.digest()


@transaction.atomic
def seal(workspace: Workspace, *, most: int = 10_000) -> AuditSeal | None:
    """Chains the workspace's committed events that no seal covers yet, the oldest first; None if there are none."""
    Workspace.objects.select_for_update(of=("self",), no_key=True).get(pk=workspace.pk)
    waiting = list(
        AuditUnsealed.objects.filter(workspace=workspace).select_related("event").order_by("event_id")[:most]
    )
    if not waiting:
        return None
    last = AuditSeal.objects.filter(workspace=workspace).order_by("-number").first()
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, FIRST_HASH)
    digests = [(row.event_id, bytes(row.event.digest)) for row in waiting]
    made = AuditSeal.objects.create(
        workspace=workspace,
        number=number,
        sealed_at=timezone.now(),
        events=[key for key, _ in digests],
        previous_hash=previous,
        hash=seal_hash(previous, number=number, digests=digests),
    )
    AuditUnsealed.objects.filter(workspace=workspace, pk__in=[row.pk for row in waiting]).delete()
    return made

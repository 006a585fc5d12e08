"""Taking an article down and erasing what events hold: words go for good, a tombstone says who did it, when and why."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.errors import BadRecord, Conflict, NotFound
from claims.models import Article, AuditEvent, AuditPayload, IdempotencyKey, Workspace
from claims.queries import tombstones
from claims.queries.tombstones import ERASE, TAKE_DOWN
from claims.services import audit, limits
from claims.services.erased_rows import Words, blank

LONGEST_REASON = 1000
FORM_KEYS = "form:"
"""Keys of forms keep the id of what was made, and no words."""


@transaction.atomic
def take_down(article: Article, *, reason: str, by: AbstractBaseUser) -> Article:
    """Blanks every word of an article: its texts, titles, quotes, notes, and the audit payloads that hold them.

    What stays is that it was there: its row, digests, offsets, chains, and a tombstone. It does not come back.
    """
    reason = _checked(reason)
    rows = Article.objects.select_for_update(of=("self",), no_key=True).select_related("workspace")
    locked = rows.filter(workspace_id=article.workspace_id, pk=article.pk).first()
    if locked is None:
        raise NotFound("This article is not in this workspace.")
    workspace = locked.workspace
    if tombstones.of_article(workspace, locked.pk):
        raise Conflict("This article was taken down already.")
    words = Words.of_article(locked)
    erased = _events_that_hold(workspace, article=locked.pk, ids=words.ids, named=words.named)
    blank(locked, words)
    _erase_payloads(workspace, erased)
    _forget_answers(workspace, words.named)
    audit.record(
        workspace,
        TAKE_DOWN,
        locked,
        by=by,
        after={"reason": reason, "events": _listed(erased), "versions": _listed(words.versions)},
        article_id=locked.pk,
    )
    return Article.objects.get(workspace=workspace, pk=locked.pk)


@transaction.atomic
def erase(
    workspace: Workspace,
    *,
    reason: str,
    by: AbstractBaseUser,
    events: Sequence[UUID] = (),
    object_id: UUID | None = None,
) -> AuditEvent:
    """Blanks what these events, or all events of one claim, article, source or other object, say was changed.

    Rows as they are now stay: change or take them down first where they hold what has to go. Returns the tombstone.
    """
    reason = _checked(reason)
    standing = AuditEvent.objects.filter(workspace=workspace, payloads__erased_at__isnull=True)
    chosen = set(standing.filter(pk__in=events).exclude(action__in=tombstones.ACTIONS).values_list("pk", flat=True))
    if missing := set(events) - chosen:
        raise NotFound(f"There is no event {min(missing)} in this workspace whose content could be erased.")
    if object_id is not None:
        chosen |= set(_events_that_hold(workspace, article=None, ids=[object_id], named=[object_id]))
    if not chosen:
        raise NotFound("There is nothing in the audit of this workspace that could be erased for this.")
    erased = sorted(chosen)
    of_events = AuditEvent.objects.filter(workspace=workspace, pk__in=erased).exclude(object_id=workspace.pk)
    named = {key for key in of_events.values_list("object_id", flat=True) if key}
    _erase_payloads(workspace, erased)
    _forget_answers(workspace, sorted(named | {key for key in (object_id,) if key}))
    return _tombstone(workspace, erased, reason=reason, object_id=object_id, by=by)


def _tombstone(
    workspace: Workspace, erased: Sequence[UUID], *, reason: str, object_id: UUID | None, by: AbstractBaseUser
) -> AuditEvent:
    after = {"reason": reason, "events": _listed(erased), "object": str(object_id) if object_id else None}
    return audit.record(workspace, ERASE, workspace, by=by, after=after)


def _checked(reason: str) -> str:
    line = limits.line(reason, field="reason", most=LONGEST_REASON)
    if not line:
        raise BadRecord("Say why: the reason stays, with your name and the time.", field="reason")
    return line


def _events_that_hold(
    workspace: Workspace, *, article: UUID | None, ids: Sequence[UUID], named: Sequence[UUID]
) -> list[UUID]:
    """Events of these objects, and those that name one of `named` among others; in order.

    An import of several articles names them by id and holds none of their words.
    """
    held = Q(event__object_id__in=ids) | Q(event__article_id=article) if article else Q(event__object_id__in=ids)
    for key in named:
        held |= Q(before__icontains=str(key)) | Q(after__icontains=str(key))
    rows = AuditPayload.objects.filter(held, workspace=workspace, erased_at__isnull=True)
    rows = rows.exclude(event__action__in=tombstones.ACTIONS)
    rows = rows.exclude(event__action="import", after__articles__1__isnull=False)
    return sorted(rows.values_list("event_id", flat=True))


def _erase_payloads(workspace: Workspace, events: Sequence[UUID]) -> None:
    rows = AuditPayload.objects.filter(workspace=workspace, event__in=events, erased_at__isnull=True)
    rows.update(before=None, after=None, salt=b"", erased_at=timezone.now())


def _forget_answers(workspace: Workspace, named: Sequence[UUID]) -> None:
    """Requests that are sent again are told that their answer is gone; they are not done a second time."""
    held = Q(pk__in=[])
    for key in named:
        held |= Q(body__icontains=str(key))
    rows = IdempotencyKey.objects.filter(held, workspace=workspace).exclude(key__startswith=FORM_KEYS)
    rows.update(body=None, headers={}, status=None)


def _listed(keys: Sequence[UUID]) -> list[str]:
    return [str(key) for key in keys]

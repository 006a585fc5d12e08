"""Merging labels and taking a merge back: claims keep the label they were given, and show what it counts as."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from claims.errors import Conflict, UnknownLabel
from claims.models import AuditEvent, AuditPayload, Label
from claims.services import audit
from claims.services.labels import state

MERGED = "label.merge"


@transaction.atomic
def merge(label: Label, *, into: Label, by: AbstractBaseUser) -> Label:
    """The label, with all that were merged into it, counts as the other one. Raises Conflict."""
    locked, target = _lock_both(label, into)
    if target.merged_into_id:
        raise Conflict(f"“{target.name}” counts as another label itself; merge into that one.", field="into")
    if target.pk == locked.pk:
        raise Conflict("A label cannot be merged into itself; choose another one.", field="into")
    if locked.merged_into_id:
        raise Conflict(f"“{locked.name}” counts as another label already; take that back first.", field="into")
    if target.retired_at:
        raise Conflict(f"“{target.name}” is retired; restore it before others are merged into it.", field="into")
    before = _told(locked)
    moved = Label.objects.filter(workspace_id=locked.workspace_id, merged_into=locked).order_by("pk")
    along = list(moved.values_list("pk", flat=True))
    Label.objects.filter(workspace_id=locked.workspace_id, pk__in=[locked.pk, *along]).update(merged_into=target)
    locked.merged_into = target
    audit.record(
        locked.workspace,
        MERGED,
        locked,
        by=by,
        before=before,
        after={**_told(locked), "along": [str(key) for key in along]},
    )
    return locked


@transaction.atomic
def unmerge(label: Label, *, by: AbstractBaseUser) -> Label:
    """The label stands for itself again, with those that came along; claims saved since keep the other one."""
    locked = _lock(label)
    if locked.merged_into_id is None:
        raise Conflict(f"“{locked.name}” stands for itself already.", field="label")
    before = _told(locked)
    along = Label.objects.filter(
        workspace_id=locked.workspace_id, pk__in=_came_along(locked), merged_into=locked.merged_into_id
    )
    along.update(merged_into=locked)
    locked.merged_into = None
    locked.save(update_fields=["merged_into"])
    audit.record(locked.workspace, "label.unmerge", locked, by=by, before=before, after=_told(locked))
    return locked


def _came_along(label: Label) -> list[str]:
    """None where the event was erased."""
    events = AuditEvent.objects.filter(workspace_id=label.workspace_id, action=MERGED, object_id=label.pk)
    last = AuditPayload.objects.filter(workspace_id=label.workspace_id, event=events.order_by("-pk").first()).first()
    return list(last.after["along"]) if last and last.after else []


def _told(label: Label) -> dict[str, Any]:
    return {**state(label), "merged_into": str(label.merged_into_id) if label.merged_into_id else None}


def _lock_both(label: Label, into: Label) -> tuple[Label, Label]:
    """In one order by everybody. Both of the workspace of the first."""
    rows = Label.objects.filter(Q(pk=label.pk) | Q(pk=into.pk), workspace_id=label.workspace_id).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)}
    for one in (label, into):
        if one.pk not in found:
            raise UnknownLabel(f"There is no label {one.pk} in this workspace.", field="into")
    return found[label.pk], found[into.pk]


def _lock(label: Label) -> Label:
    return _lock_both(label, label)[0]

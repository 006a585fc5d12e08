"""Writes to statements themselves: their words, their relations, their merges; who makes them is for `verdicts`."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from claims.errors import Conflict, NotFound
from claims.models import Proposition, PropositionRedirect, PropositionRelation, Workspace
from claims.services import audit, judgements, limits, name_locks
from claims.services.verdicts import standing
from claims.vocabulary import PropositionRelationKind


@transaction.atomic
def revise(
    proposition: Proposition, *, text: str, note: str, by: AbstractBaseUser, revision: int | None = None
) -> Proposition:
    """`revision` is what the caller has seen. Raises Stale if it is older, and Conflict for a merged statement."""
    locked = judgements.lock(proposition.workspace, proposition.pk, revision=revision)
    if locked.merged_into is not None:
        raise Conflict(f"This statement was merged into “{locked.merged_into.text}”; change that one.")
    before = _state(locked)
    locked.text = judgements.checked_text(text, field="text")
    limits.check_prose(note, field="note")
    locked.note = note
    locked.revision += 1
    locked.save(update_fields=["text", "note", "revision", "updated_at"])
    audit.record(locked.workspace, "proposition.revise", locked, by=by, before=before, after=_state(locked))
    return locked


@transaction.atomic
def relate(
    proposition: Proposition, kind: PropositionRelationKind, *, target: Proposition, by: AbstractBaseUser
) -> PropositionRelation:
    """Says that the statement supports, contradicts, updates ... another one. Raises Conflict if that is said."""
    workspace = proposition.workspace
    own, other = standing(workspace, proposition.pk), standing(workspace, target.pk)
    if own.pk == other.pk:
        raise Conflict("A statement has no relation to itself; choose another one.", field="target")
    row = PropositionRelation(workspace=workspace, proposition=own, target=other, kind=kind, created_by_id=by.pk)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as said:
        raise Conflict(f"It is said already that this statement {kind.on_screen} that one.", field="target") from said
    audit.record(workspace, "proposition.relate", own, by=by, after=relation_state(row))
    return row


@transaction.atomic
def unrelate(relation: PropositionRelation, *, by: AbstractBaseUser) -> None:
    """Takes a relation back; the row stays."""
    rows = PropositionRelation.objects.filter(workspace=relation.workspace, pk=relation.pk, ended_at__isnull=True)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("proposition").first()
    if locked is None:
        raise NotFound("There is no such relation, or it was taken back already.")
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    audit.record(relation.workspace, "proposition.unrelate", locked.proposition, by=by, before=relation_state(locked))


@transaction.atomic
def merge(
    proposition: Proposition, *, into: Proposition, by: AbstractBaseUser, revision: int | None = None
) -> Proposition:
    """From now on the one counts as the other. Judgements keep the statement they were made on.

    Raises Conflict, and Stale where somebody changed the statement since `revision`.
    """
    workspace = proposition.workspace
    name_locks.hold(workspace, "merge of propositions", [""])
    own = judgements.lock(workspace, proposition.pk, revision=revision)
    if own.merged_into is not None:
        raise Conflict(f"This statement is merged into “{own.merged_into.text}” already; take that back first.")
    target = standing(workspace, into.pk)
    if target.pk == own.pk:
        raise Conflict("A statement cannot be merged with itself; choose another one.", field="into")
    PropositionRedirect.objects.create(workspace=workspace, proposition=own, into=target, made_by_id=by.pk)
    _point(workspace, [own.pk, *_merged_into(workspace, own.pk)], to=target.pk)
    audit.record(
        workspace,
        "proposition.merge",
        own,
        by=by,
        before={"merged_into": None},
        after={"merged_into": str(target.pk)},
    )
    return target


@transaction.atomic
def unmerge(proposition: Proposition, *, by: AbstractBaseUser, revision: int | None = None) -> Proposition:
    """Takes a merge back, also after later edits; what had been merged into the statement before goes with it."""
    workspace = proposition.workspace
    name_locks.hold(workspace, "merge of propositions", [""])
    own = judgements.lock(workspace, proposition.pk, revision=revision)
    redirect = PropositionRedirect.objects.filter(workspace=workspace, proposition=own.pk, undone_at__isnull=True)
    merged_into = own.merged_into_id
    if merged_into is None or not redirect.update(undone_at=timezone.now()):
        raise Conflict("This statement is not merged into another one; there is nothing to take back.")
    _point(workspace, [own.pk], to=None)
    _point(workspace, _merged_into(workspace, own.pk), to=own.pk)
    audit.record(
        workspace,
        "proposition.unmerge",
        own,
        by=by,
        before={"merged_into": str(merged_into)},
        after={"merged_into": None},
    )
    return Proposition.objects.get(workspace=workspace, pk=own.pk)


def relation_state(row: PropositionRelation) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "proposition": str(row.proposition_id),
        "kind": str(row.kind),
        "target": str(row.target_id),
    }


def _merged_into(workspace: Workspace, key: UUID) -> list[UUID]:
    """Every statement whose merges that stand lead to this one, over however many steps."""
    rows = PropositionRedirect.objects.filter(workspace=workspace, undone_at__isnull=True)
    below: dict[UUID, list[UUID]] = {}
    for own, into in rows.values_list("proposition", "into"):
        below.setdefault(into, []).append(own)
    found: list[UUID] = []
    waiting = [key]
    while waiting:
        nearer = below.get(waiting.pop(), [])
        found.extend(nearer)
        waiting.extend(nearer)
    return found


def _point(workspace: Workspace, keys: list[UUID], *, to: UUID | None) -> None:
    """All redirects lead straight to the statement that stands, so that reads join once."""
    Proposition.objects.filter(workspace=workspace, pk__in=keys).update(
        merged_into=to, revision=F("revision") + 1, updated_at=timezone.now()
    )


def _state(row: Proposition) -> dict[str, Any]:
    return {"text": row.text, "note": row.note}

"""Writes of who is to annotate which article: giving and taking back; done is said by `articles.mark_progress`."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import ClaimsError, Conflict, NotFound
from claims.models import AnnotationSet, Assignment, AuditEvent, Membership, Workspace
from claims.permissions import Right, allows
from claims.services import audit
from claims.vocabulary import AssignmentState, Role, SetKind

MOST = 1000


@transaction.atomic
def assign(
    workspace: Workspace, articles: Sequence[UUID], *, to: AbstractBaseUser, by: AbstractBaseUser
) -> list[Assignment]:
    """Gives these articles to a person, on the record; those the person has already are left. One event for all.

    Raises NotFound for an article that is not here, Conflict where the person has all of them already.
    """
    wanted = _checked(articles)
    _check_may_annotate(workspace, to)
    rows = AnnotationSet.objects.filter(
        workspace=workspace, article__in=wanted, article__withdrawn_at__isnull=True, kind=SetKind.RECORD
    )
    records = {row.article_id: row for row in rows.order_by("pk").select_for_update(of=("self",), no_key=True)}
    for key in wanted:
        if key not in records:
            raise NotFound(f"There is no article {key} in this workspace.")
    open_now = Assignment.objects.filter(
        workspace=workspace, article__in=wanted, annotator_id=to.pk, state=AssignmentState.OPEN
    )
    known = set(open_now.values_list("article_id", flat=True))
    made = [
        Assignment(
            workspace=workspace,
            article_id=key,
            annotator_id=to.pk,
            annotation_set=records[key],
            assigned_by_id=by.pk,
        )
        for key in wanted
        if key not in known
    ]
    if not made:
        raise Conflict(f"{to.get_username()} has {'this article' if len(wanted) == 1 else 'all of these'} already.")
    Assignment.objects.bulk_create(made)
    _record(workspace, "assignment.make", made, by=by, before=[])
    return made


@transaction.atomic
def cancel(workspace: Workspace, ids: Sequence[UUID], *, by: AbstractBaseUser) -> AuditEvent:
    """Takes open assignments back; claims made meanwhile stay. One event for all. Raises NotFound."""
    wanted = _checked(ids)
    rows = Assignment.objects.filter(workspace=workspace, pk__in=wanted, state=AssignmentState.OPEN).order_by("pk")
    found = list(rows.select_for_update(of=("self",), no_key=True))
    if len(found) < len(wanted):
        raise NotFound("One of these assignments is not open in this workspace any more; reload the page.")
    before = [state(row) for row in found]
    for row in found:
        row.state = AssignmentState.CANCELLED
        row.save(update_fields=["state", "updated_at"])
    return _record(workspace, "assignment.cancel", found, by=by, before=before)


def state(row: Assignment) -> dict[str, Any]:
    """An assignment as the audit keeps it."""
    return {
        "id": str(row.pk),
        "article": str(row.article_id),
        "annotator": row.annotator_id,
        "set": str(row.annotation_set_id),
        "state": str(row.state),
    }


def _checked(ids: Sequence[UUID]) -> list[UUID]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise ClaimsError("Tick at least one article.", field="articles")
    if len(wanted) > MOST:
        raise ClaimsError(f"{len(wanted)} articles are ticked; at most {MOST} can be changed at once.")
    return wanted


def _check_may_annotate(workspace: Workspace, person: AbstractBaseUser) -> None:
    membership = Membership.objects.filter(workspace=workspace, user_id=person.pk).first()
    if membership is None:
        raise NotFound(f"There is no member “{person.get_username()}” in this workspace.")
    if not allows(Role(membership.role), Right.ANNOTATE):
        raise ClaimsError(
            f"{person.get_username()} may only read here; ask an admin for another role.", field="annotator"
        )


def _record(
    workspace: Workspace, action: str, rows: Sequence[Assignment], *, by: AbstractBaseUser, before: list[Any]
) -> AuditEvent:
    articles = {row.article_id for row in rows}
    return audit.record(
        workspace,
        action,
        rows[0] if len(rows) == 1 else workspace,
        by=by,
        before=before,
        after=[state(row) for row in rows],
        article_id=articles.pop() if len(articles) == 1 else None,
    )

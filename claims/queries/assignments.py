"""Reads of assignments: who is to annotate what, as documents; the queue that is made of them is read elsewhere."""

from collections.abc import Iterable, Sequence
from typing import TypedDict
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from claims.errors import NotFound
from claims.models import Assignment, Membership, Workspace
from claims.queries.times import printed
from claims.vocabulary import AssignmentState


class AssignmentDocument(TypedDict):
    id: str
    article: str
    article_title: str
    annotator: str
    set: str
    kind: str
    state: str
    assigned_by: str | None
    created_at: str
    updated_at: str


def standing(workspace: Workspace) -> QuerySet[Assignment]:
    """Assignments of articles that stand; no order."""
    return Assignment.objects.filter(workspace=workspace, article__withdrawn_at__isnull=True)


def open_on(workspace: Workspace, articles: Iterable[UUID]) -> dict[UUID, list[Assignment]]:
    """Article -> its open assignments, with person and set, the oldest first. One query."""
    rows = Assignment.objects.filter(workspace=workspace, article__in=list(articles), state=AssignmentState.OPEN)
    found: dict[UUID, list[Assignment]] = {}
    for row in rows.select_related("annotator", "annotation_set").order_by("pk"):
        found.setdefault(row.article_id, []).append(row)
    return found


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[AssignmentDocument]:
    """The documents of these assignments in the order of the ids. One query."""
    rows = Assignment.objects.filter(workspace=workspace, pk__in=ids)
    found = rows.select_related("annotator", "assigned_by", "article", "annotation_set").in_bulk()
    return [_document(found[key]) for key in ids]


def _document(row: Assignment) -> AssignmentDocument:
    return {
        "id": str(row.pk),
        "article": str(row.article_id),
        "article_title": row.article.title,
        "annotator": row.annotator.get_username(),
        "set": str(row.annotation_set_id),
        "kind": str(row.annotation_set.kind),
        "state": str(row.state),
        "assigned_by": row.assigned_by.get_username() if row.assigned_by else None,
        "created_at": printed(row.created_at),
        "updated_at": printed(row.updated_at),
    }


def member_called(workspace: Workspace, name: str) -> AbstractBaseUser:
    """The member with this user name. Raises NotFound."""
    membership = Membership.objects.select_related("user").filter(workspace=workspace, user__username=name).first()
    if membership is None:
        raise NotFound(f"There is no member “{name[:60]}” in this workspace.")
    return membership.user

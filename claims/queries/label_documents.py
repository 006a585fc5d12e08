"""Labels as the documents of the API; the names a form offers are read elsewhere."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import QuerySet

from claims.models import Label, Workspace
from claims.queries.times import printed


class LabelDocument(TypedDict):
    id: str
    name: str
    description: str
    retired: bool
    merged_into: str | None
    created_at: str


def standing(workspace: Workspace) -> QuerySet[Label]:
    """Labels that are offered: neither retired nor merged into another; no order."""
    return Label.objects.filter(workspace=workspace, retired_at__isnull=True, merged_into__isnull=True)


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[LabelDocument]:
    """The documents of these labels in the order of the ids. One query."""
    rows = Label.objects.filter(workspace=workspace, pk__in=ids).in_bulk()
    return [document(rows[key]) for key in ids]


def document(label: Label) -> LabelDocument:
    return {
        "id": str(label.pk),
        "name": label.name,
        "description": label.description,
        "retired": label.retired_at is not None,
        "merged_into": str(label.merged_into_id) if label.merged_into_id else None,
        "created_at": printed(label.created_at),
    }

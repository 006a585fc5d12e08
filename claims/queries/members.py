"""Reads of workspaces and of the people in them, as documents."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import QuerySet

from claims.models import Membership, Workspace
from claims.queries.times import printed


class MemberDocument(TypedDict):
    id: int
    username: str
    name: str
    role: str


class WorkspaceDocument(TypedDict):
    """A workspace with the role that one has there."""

    id: str
    slug: str
    name: str
    role: str
    allows_new_labels: bool
    created_at: str


def members(workspace: Workspace, ids: Sequence[UUID]) -> list[MemberDocument]:
    """The documents of these memberships in the order of the ids. One query."""
    rows = Membership.objects.filter(workspace=workspace, pk__in=ids).select_related("user").in_bulk()
    return [
        {
            "id": rows[key].user.pk,
            "username": rows[key].user.get_username(),
            "name": rows[key].user.get_full_name(),
            "role": str(rows[key].role),
        }
        for key in ids
    ]


def workspaces(memberships: QuerySet[Membership], ids: Sequence[UUID]) -> list[WorkspaceDocument]:
    """The workspaces of these memberships of one person, in the order of the ids. One query."""
    rows = memberships.filter(pk__in=ids).select_related("workspace").in_bulk()
    return [workspace(rows[key].workspace, role=str(rows[key].role)) for key in ids]


def workspace(row: Workspace, *, role: str) -> WorkspaceDocument:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": row.name,
        "role": role,
        "allows_new_labels": row.allows_new_labels,
        "created_at": printed(row.created_at),
    }

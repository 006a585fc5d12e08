"""Reads of background work: what waits, what runs and how far it is, what came of it."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from claims.models import Job, Workspace
from claims.queries.times import printed
from claims.vocabulary import JobState

OPEN = (JobState.WAITING, JobState.RUNNING)


class JobDocument(TypedDict):
    id: str
    kind: str
    state: str
    done: int
    total: int | None
    error: str
    result: dict[str, Any]
    started_by: str | None
    created_at: str
    updated_at: str


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[JobDocument]:
    """The documents of these jobs in the order of the ids. One query."""
    rows = Job.objects.filter(workspace=workspace, pk__in=ids).select_related("started_by").in_bulk()
    return [document(rows[key]) for key in ids]


def waiting(workspace: Workspace, kind: str) -> Job | None:
    """The job of this kind that waits in the queue; there is one at most."""
    return Job.objects.filter(workspace=workspace, kind=kind, state=JobState.WAITING).order_by("pk").last()


def latest(workspace: Workspace, kind: str) -> Job | None:
    """The job of this kind that was started last, whatever became of it."""
    return Job.objects.filter(workspace=workspace, kind=kind).order_by("pk").last()


def document(row: Job) -> JobDocument:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "state": str(row.state),
        "done": row.done,
        "total": row.total,
        "error": row.error,
        "result": row.result,
        "started_by": row.started_by.get_username() if row.started_by else None,
        "created_at": printed(row.created_at),
        "updated_at": printed(row.updated_at),
    }

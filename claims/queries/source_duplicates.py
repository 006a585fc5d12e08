"""Pairs of sources that may be one: which wait for a person, which were decided, and how many."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Source, SourceLikeness, Workspace
from claims.queries.times import printed

MOST_SHOWN = 10


class LikenessDocument(TypedDict):
    id: str
    source: dict[str, str]
    other: dict[str, str]
    score: int
    why: str
    verdict: str | None
    decided_by: str | None
    decided_at: str | None


def waiting(workspace: Workspace) -> QuerySet[SourceLikeness]:
    """Pairs of sources that both stand and that nobody has decided; no order."""
    return SourceLikeness.objects.filter(
        workspace=workspace,
        verdict__isnull=True,
        source__merged_into__isnull=True,
        other__merged_into__isnull=True,
    )


def listed(workspace: Workspace) -> QuerySet[SourceLikeness]:
    """Pairs that wait, and those that were decided, whatever became of their sources; no order."""
    return SourceLikeness.objects.filter(
        Q(verdict__isnull=False) | Q(source__merged_into__isnull=True, other__merged_into__isnull=True),
        workspace=workspace,
    )


def with_source(key: UUID) -> Q:
    """Pairs with this source at either end."""
    return Q(source=key) | Q(other=key)


def next_pair(workspace: Workspace, after: UUID | None = None) -> SourceLikeness | None:
    """The most alike pair that waits; with `after`, the next one behind that pair, which may be decided by now."""
    rows = waiting(workspace)
    passed = SourceLikeness.objects.filter(workspace=workspace, pk=after).first() if after else None
    if passed:
        rows = rows.filter(Q(score__lt=passed.score) | Q(score=passed.score, pk__gt=passed.pk))
    return rows.select_related("source", "other").order_by("-score", "pk").first()


def decided(workspace: Workspace, *, most: int = MOST_SHOWN) -> list[SourceLikeness]:
    """What people said last."""
    rows = SourceLikeness.objects.filter(workspace=workspace, verdict__isnull=False)
    return list(rows.select_related("source", "other", "decided_by").order_by("-decided_at")[:most])


def of_source(source: Source, *, most: int = MOST_SHOWN) -> list[SourceLikeness]:
    """Pairs with this source that wait, the most alike first."""
    rows = waiting(source.workspace).filter(with_source(source.pk))
    return list(rows.select_related("source", "other").order_by("-score", "pk")[:most])


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[LikenessDocument]:
    """The documents of these pairs in the order of the ids. One query."""
    rows = SourceLikeness.objects.filter(workspace=workspace, pk__in=ids)
    found = rows.select_related("source", "other", "decided_by").in_bulk()
    return [_document(found[key]) for key in ids]


def _document(row: SourceLikeness) -> LikenessDocument:
    return {
        "id": str(row.pk),
        "source": {"id": str(row.source_id), "name": row.source.name},
        "other": {"id": str(row.other_id), "name": row.other.name},
        "score": row.score,
        "why": row.why,
        "verdict": str(row.verdict) if row.verdict else None,
        "decided_by": row.decided_by.get_username() if row.decided_by else None,
        "decided_at": printed(row.decided_at) if row.decided_at else None,
    }

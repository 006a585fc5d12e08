"""Reads of dependences between articles or sources: what the program proposes, and what people decided."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Article, Dependence, Source, Workspace
from claims.queries.times import printed
from claims.vocabulary import ProposalState


class ArticleEnd(TypedDict):
    id: str
    title: str


class SourceEnd(TypedDict):
    id: str
    name: str


class DependenceDocument(TypedDict):
    id: str
    article: ArticleEnd | None
    on_article: ArticleEnd | None
    source: SourceEnd | None
    on_source: SourceEnd | None
    kind: str
    state: str
    why: str
    decided_by: str | None
    decided_at: str | None
    created_at: str


ENDS = ("article", "on_article", "source", "on_source")


def listed(workspace: Workspace) -> QuerySet[Dependence]:
    """All but those of withdrawn articles; no order."""
    return Dependence.objects.filter(
        Q(article__isnull=True) | Q(article__withdrawn_at__isnull=True, on_article__withdrawn_at__isnull=True),
        workspace=workspace,
    )


def waiting(workspace: Workspace) -> QuerySet[Dependence]:
    """Pairs of articles for a person to decide on; no order."""
    return listed(workspace).filter(state=ProposalState.PENDING, article__isnull=False)


def with_article(article: UUID) -> Q:
    return Q(article=article) | Q(on_article=article)


def with_source(source: UUID) -> Q:
    return Q(source=source) | Q(on_source=source)


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[DependenceDocument]:
    """The documents of these dependences in the order of the ids. One query."""
    rows = Dependence.objects.filter(workspace=workspace, pk__in=ids).select_related(*ENDS, "decided_by").in_bulk()
    return [_document(rows[key]) for key in ids]


def _document(row: Dependence) -> DependenceDocument:
    return {
        "id": str(row.pk),
        "article": _article(row.article),
        "on_article": _article(row.on_article),
        "source": _source(row.source),
        "on_source": _source(row.on_source),
        "kind": str(row.kind),
        "state": str(row.state),
        "why": row.why,
        "decided_by": row.decided_by.get_username() if row.decided_by else None,
        "decided_at": printed(row.decided_at) if row.decided_at else None,
        "created_at": printed(row.created_at),
    }


def _article(row: Article | None) -> ArticleEnd | None:
    return {"id": str(row.pk), "title": row.title} if row else None


def _source(row: Source | None) -> SourceEnd | None:
    return {"id": str(row.pk), "name": row.name} if row else None

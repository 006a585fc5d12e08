"""Reads of annotation sets: the record of each article, and blind sets as far as one may see them."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.errors import NotAllowed
from claims.models import AnnotationSet, Claim, Workspace
from claims.permissions import Right
from claims.queries.access import Access
from claims.queries.filters import Filters, as_uuid
from claims.queries.times import printed
from claims.vocabulary import SetKind


class SetDocument(TypedDict):
    id: str
    article: str
    kind: str
    annotator: str | None
    progress: str
    created_at: str


def visible_to(access: Access) -> QuerySet[AnnotationSet]:
    """The records, one's own blind sets, and to reviewers all; no order."""
    rows = AnnotationSet.objects.filter(workspace=access.workspace, article__withdrawn_at__isnull=True)
    if access.allows(Right.REVIEW):
        return rows
    return rows.filter(Q(kind=SetKind.RECORD) | Q(annotator=access.user.pk))


def only_visible(access: Access, claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Of these claims those in sets that one may see."""
    if access.allows(Right.REVIEW):
        return claims
    return claims.filter(Q(annotation_set__kind=SetKind.RECORD) | Q(annotation_set__annotator=access.user.pk))


def check_asked(access: Access, filters: Filters) -> None:
    """Raises NotAllowed where the filter `set` asks for another person's blind work."""
    wanted = filters.get("set")
    if access.allows(Right.REVIEW) or not wanted:
        return
    ids = {key for value in wanted if (key := as_uuid(value))}
    mine = visible_to(access).filter(pk__in=ids).count() if ids else 0
    if SetKind.BLIND in wanted or mine < len(ids):
        raise NotAllowed("Blind work is its annotator's alone until a reviewer settles it.", field="set")


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[SetDocument]:
    """The documents of these sets in the order of the ids. One query."""
    rows = AnnotationSet.objects.filter(workspace=workspace, pk__in=ids).select_related("annotator").in_bulk()
    return [_document(rows[key]) for key in ids]


def _document(row: AnnotationSet) -> SetDocument:
    return {
        "id": str(row.pk),
        "article": str(row.article_id),
        "kind": str(row.kind),
        "annotator": row.annotator.get_username() if row.annotator else None,
        "progress": str(row.progress),
        "created_at": printed(row.created_at),
    }

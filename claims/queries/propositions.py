"""Reads of propositions: what they say and how many claims make them; lineages have their own module."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from claims.models import Judgement, Proposition, Workspace
from claims.queries.times import printed
from claims.vocabulary import SetKind, Verdict


class PropositionDocument(TypedDict):
    id: str
    text: str
    note: str
    claims: int
    merged_into: str | None
    revision: int
    created_at: str
    updated_at: str


def standing(workspace: Workspace, *, words: Sequence[str] = ()) -> QuerySet[Proposition]:
    """Propositions that stand for themselves and contain the words; no order."""
    rows = Proposition.objects.filter(workspace=workspace, merged_into__isnull=True)
    for part in words:
        rows = rows.filter(text__icontains=part)
    return rows


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[PropositionDocument]:
    """The documents of these propositions in the order of the ids. Two queries."""
    rows = Proposition.objects.filter(workspace=workspace, pk__in=ids).in_bulk()
    counts = _claims(workspace, ids)
    return [_document(rows[key], claims=counts.get(key, 0)) for key in ids]


def _claims(workspace: Workspace, ids: Sequence[UUID]) -> dict[UUID, int]:
    same = Judgement.objects.filter(
        Q(proposition__in=ids),
        workspace=workspace,
        verdict=Verdict.SAME,
        superseded_at__isnull=True,
        claim__withdrawn_at__isnull=True,
        claim__article__withdrawn_at__isnull=True,
        claim__annotation_set__kind=SetKind.RECORD,
    )
    return dict(same.values_list("proposition").annotate(Count("claim", distinct=True)))


def _document(row: Proposition, *, claims: int) -> PropositionDocument:
    return {
        "id": str(row.pk),
        "text": row.text,
        "note": row.note,
        "claims": claims,
        "merged_into": str(row.merged_into_id) if row.merged_into_id else None,
        "revision": row.revision,
        "created_at": printed(row.created_at),
        "updated_at": printed(row.updated_at),
    }

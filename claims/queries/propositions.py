"""Reads of propositions: what they say and how many claims make them; lineages have their own module."""

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Proposition, PropositionRelation, Workspace
from claims.queries.times import printed
from claims.queries.verdicts import in_effect


class PropositionDocument(TypedDict):
    id: str
    text: str
    note: str
    claims: int
    merged_into: str | None
    revision: int
    created_at: str
    updated_at: str


class EndDocument(TypedDict):
    id: str
    text: str


class RelationDocument(TypedDict):
    id: str
    proposition: EndDocument
    kind: str
    target: EndDocument
    created_by: str | None
    created_at: str


def standing(workspace: Workspace, *, words: Sequence[str] = ()) -> QuerySet[Proposition]:
    """Propositions that stand for themselves and contain the words; no order."""
    rows = Proposition.objects.filter(workspace=workspace, merged_into__isnull=True)
    for part in words:
        rows = rows.filter(text__icontains=part)
    return rows


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[PropositionDocument]:
    """The documents of these propositions in the order of the ids. Two queries."""
    rows = Proposition.objects.filter(workspace=workspace, pk__in=ids).in_bulk()
    counts = Counter(one.proposition for one in in_effect(workspace, ids))
    return [_document(rows[key], claims=counts[key]) for key in ids]


def texts_of(workspace: Workspace, ids: Sequence[str]) -> dict[str, str]:
    """The text of each of these statements by its id."""
    rows = Proposition.objects.filter(workspace=workspace, pk__in=set(ids))
    return {str(key): text for key, text in rows.values_list("pk", "text")}


def relations_of(workspace: Workspace, proposition: Proposition) -> QuerySet[PropositionRelation]:
    """Stated relations from and to the statement and those merged into it, but for those within it; no order."""
    root = proposition.merged_into_id or proposition.pk
    own = Q(proposition=root) | Q(proposition__merged_into=root)
    other = Q(target=root) | Q(target__merged_into=root)
    rows = PropositionRelation.objects.filter(own | other, workspace=workspace, ended_at__isnull=True)
    return rows.exclude(pk__in=rows.filter(own).filter(other).values("pk"))


def relation_documents(workspace: Workspace, ids: Sequence[UUID]) -> list[RelationDocument]:
    """The documents of these relations in the order of the ids; merged statements as they stand now. One query."""
    related = ("proposition__merged_into", "target__merged_into", "created_by")
    rows = PropositionRelation.objects.filter(workspace=workspace, pk__in=ids).select_related(*related).in_bulk()
    return [_relation(rows[key]) for key in ids]


def _relation(row: PropositionRelation) -> RelationDocument:
    return {
        "id": str(row.pk),
        "proposition": _end(row.proposition),
        "kind": str(row.kind),
        "target": _end(row.target),
        "created_by": row.created_by.get_username() if row.created_by else None,
        "created_at": printed(row.created_at),
    }


def _end(row: Proposition) -> EndDocument:
    standing_one = row.merged_into or row
    return {"id": str(standing_one.pk), "text": standing_one.text}


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

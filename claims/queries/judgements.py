"""Reads of who judged what: lists of single verdicts; what is in effect of them is said in `verdicts`."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Claim, Judgement, Workspace
from claims.queries import sets
from claims.queries.access import Access
from claims.queries.times import printed


class JudgementDocument(TypedDict):
    id: str
    claim: str
    proposition: str
    verdict: str
    analyst: str | None
    made_at: str
    superseded_at: str | None


def visible_to(access: Access) -> QuerySet[Judgement]:
    """Verdicts on claims that one may see; no order."""
    claims = sets.only_visible(access, Claim.objects.filter(workspace=access.workspace))
    return Judgement.objects.filter(workspace=access.workspace, claim__in=claims)


def on_proposition(workspace: Workspace, proposition: UUID) -> Q:
    """On the statement, or on one that was merged into it."""
    return Q(workspace=workspace) & (Q(proposition=proposition) | Q(proposition__merged_into=proposition))


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[JudgementDocument]:
    """The documents of these verdicts in the order of the ids. One query."""
    rows = Judgement.objects.filter(workspace=workspace, pk__in=ids).select_related("analyst").in_bulk()
    return [document(rows[key]) for key in ids]


def document(row: Judgement) -> JudgementDocument:
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "proposition": str(row.proposition_id),
        "verdict": str(row.verdict),
        "analyst": row.analyst.get_username() if row.analyst else None,
        "made_at": printed(row.made_at),
        "superseded_at": printed(row.superseded_at) if row.superseded_at else None,
    }

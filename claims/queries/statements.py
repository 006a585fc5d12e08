"""Reads of a claim's statement, and of the other claims that make it."""

from dataclasses import dataclass

from claims.models import Proposition, Workspace
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.filters import Filters, claims

MOST = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """`others` are the standing claims of the record that say the same, the newest first, at most MOST of them."""

    text: str
    others: list[ClaimDocument]
    has_more: bool


def of_claim(workspace: Workspace, claim: ClaimDocument) -> Statement | None:
    """Three queries; none where the claim is in no statement."""
    if claim["proposition"] is None:
        return None
    wanted = Proposition.objects.filter(workspace=workspace, pk=claim["proposition"])
    same = claims(workspace, Filters({"proposition": (claim["proposition"],)})).exclude(pk=claim["id"])
    ids = list(same.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
    return Statement(wanted.values_list("text", flat=True)[0], documents_of(workspace, ids[:MOST]), len(ids) > MOST)

"""Two people saved the same claim: what the second one is shown, to choose between both without losing either."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest

from claims.errors import ClaimsError
from claims.exchange.records import ClaimRecord
from claims.models import Claim
from claims.queries import histories, statements
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.web.presenters.conflicts import OF_STEP, Conflict, differences, untouched_as_theirs

NOT_SENT_AGAIN = ("csrfmiddlewaretoken", "revision")


def details_of(document: ClaimDocument) -> dict[str, str]:
    """The fields of a claim's form but for its statement, which the form compares itself."""
    plain = {
        "quotation": document["quotation"],
        "polarity": document["polarity"],
        "status": document["status"],
        "note": document["note"],
    }
    shown = document["translation"]
    translation = {
        "translation": shown["text"] if shown else "",
        "translation_method": shown["method"] if shown else "",
    }
    return {**plain, **translation, "labels": ", ".join(document["labels"])}


def step_of(document: ClaimDocument, hop: UUID) -> dict[str, str]:
    """The fields of a step's form; none where the step is not there."""
    for chain in document["chains"]:
        for step in chain["attributions"]:
            if step["id"] == str(hop):
                plain = {name: str(step[name]) for name in OF_STEP}  # type: ignore[literal-required]  # as above
                return {**plain, "said": step["said"] or ""}
    return {}


def conflict_of(
    request: HttpRequest,
    access: Access,
    claim: Claim,
    how: Callable[[ClaimRecord, Mapping[str, str]], ClaimRecord],
    fields: Callable[[ClaimDocument], dict[str, str]],
    *,
    seen: int | None,
) -> Conflict | None:
    """None where mine cannot be put upon theirs, or says nothing else."""
    [theirs] = documents_of(access.workspace, [claim.pk])
    history = histories.of_claim(claim)
    opened = next((event.after for event in history if event.after and event.after["revision"] == seen), None)
    sent = request.POST.dict()
    if opened is not None:
        sent = untouched_as_theirs(sent, fields(opened), fields(theirs))
    try:
        mine = how(record_of(theirs), sent)
    except ClaimsError:
        return None
    statement = statements.of_claim(access.workspace, theirs)
    found = differences(theirs, mine, statement=statement.text if statement else "")
    latest = history[0] if history else None
    return Conflict(
        by=latest.actor if latest else "",
        at=latest.at if latest else None,
        differences=found,
        action=request.path,
        fields=tuple((name, value) for name, value in sent.items() if name not in NOT_SENT_AGAIN),
    )

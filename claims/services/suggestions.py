"""What people decide on suggestions: each becomes a claim or is never proposed again; proposing is for `suggesting`."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import BadRows, ClaimsError, Conflict, NotFound
from claims.exchange.records import ClaimRecord
from claims.models import Article, Claim, Suggestion, Workspace
from claims.queries import suggestions as reading
from claims.queries.claim_documents import documents_of
from claims.services import audit, claims
from claims.services.claim_rows import Place
from claims.services.source_resolver import Resolver
from claims.services.suggestion_records import proposed
from claims.suggestions.bands import at_least
from claims.vocabulary import Band, ProposalState, SetKind

ACCEPTED = "suggestion.accept"
MOST = 1000
Change = Callable[[ClaimRecord], ClaimRecord]


def accept(suggestion: Suggestion, *, by: AbstractBaseUser, change: Change | None = None) -> Claim:
    """Makes the claim, as proposed or as `change` makes it. Raises Conflict, and what making a claim raises."""
    return accept_many(suggestion.workspace, [suggestion.pk], by=by, change=change)[0]


@transaction.atomic
def accept_many(
    workspace: Workspace, ids: Sequence[UUID], *, by: AbstractBaseUser, change: Change | None = None
) -> list[Claim]:
    """Makes all these claims or none, in one event that can be taken back at once."""
    rows = _waiting(workspace, ids)
    at = _places(workspace, rows, by=by)
    records = [one.record for one in proposed(workspace, rows)]
    if change is not None:
        records = [change(record) for record in records]
    try:
        made = claims.add_rows(list(zip(at, records, strict=True)), by=by, sources=Resolver(workspace))
    except ClaimsError as wrong:
        if len(rows) == 1:
            raise
        raise BadRows([(1, wrong.placed)]) from wrong
    for row, claim in zip(rows, made, strict=True):
        row.claim_id = claim.pk
    _decide(rows, ProposalState.ACCEPTED, by=by)
    articles = {claim.article_id for claim in made}
    audit.record(
        workspace,
        ACCEPTED,
        made[0] if len(made) == 1 else workspace,
        by=by,
        before=[],
        after=documents_of(workspace, [claim.pk for claim in made]),
        article_id=articles.pop() if len(articles) == 1 else None,
    )
    return made


@transaction.atomic
def accept_above(article: Article, band: Band, *, by: AbstractBaseUser) -> list[Claim]:
    """Accepts those of the article that wait in this band or above; those whose source has to be chosen stay.

    Raises Conflict where there is none.
    """
    workspace = article.workspace
    waiting = Suggestion.objects.filter(
        workspace=workspace, version=article.current_version_id, state=ProposalState.PENDING
    ).select_related("version")
    rows = list(reading.with_band(waiting, reading.tallies(workspace), at_least(band))[:MOST])
    found = zip(rows, proposed(workspace, rows), strict=True)
    clear = [row.pk for row, one in found if not one.is_ambiguous]
    if not clear:
        raise Conflict(f"No suggestion of this article waits in the band “{band}” or above it.")
    return accept_many(workspace, clear, by=by)


def reject(suggestion: Suggestion, *, by: AbstractBaseUser) -> Suggestion:
    """Nothing is proposed at this place again. Raises Conflict where it was decided on."""
    return _change(suggestion, ProposalState.PENDING, ProposalState.REJECTED, "suggestion.reject", by=by)


def reopen(suggestion: Suggestion, *, by: AbstractBaseUser) -> Suggestion:
    """A rejected one waits again; an accepted one does once its claim is undone."""
    return _change(suggestion, ProposalState.REJECTED, ProposalState.PENDING, "suggestion.reopen", by=by)


def follow(workspace: Workspace, claims: Sequence[Claim], *, by: AbstractBaseUser) -> None:
    """Suggestions wait again where the claims made of them were just undone, and are accepted where redone."""
    standing = {claim.pk: claim.withdrawn_at is None for claim in claims}
    rows = Suggestion.objects.filter(workspace=workspace, claim__in=standing).order_by("pk")
    for row in rows.exclude(state=ProposalState.REJECTED).select_for_update(of=("self",), no_key=True):
        stands = row.claim_id is not None and standing[row.claim_id]
        _decide([row], ProposalState.ACCEPTED if stands else ProposalState.PENDING, by=by)


def state(row: Suggestion) -> dict[str, Any]:
    """Without words of the text."""
    return {
        "id": str(row.pk),
        "version": str(row.version_id),
        "rule": row.rule,
        "place": row.place,
        "state": str(row.state),
        "claim": str(row.claim_id) if row.claim_id else None,
    }


@transaction.atomic
def _change(
    suggestion: Suggestion, old: ProposalState, new: ProposalState, action: str, *, by: AbstractBaseUser
) -> Suggestion:
    [row] = _lock(suggestion.workspace, [suggestion.pk])
    if row.state != old:
        raise Conflict(f"This suggestion is {row.state.on_screen} already; reload the page to see it.")
    before = state(row)
    _decide([row], new, by=by)
    article = row.version.article_id
    audit.record(row.workspace, action, row, by=by, before=before, after=state(row), article_id=article)
    return row


def _decide(rows: Sequence[Suggestion], new: ProposalState, *, by: AbstractBaseUser) -> None:
    is_decided = new is not ProposalState.PENDING
    for row in rows:
        row.state = new
        row.decided_by_id = by.pk if is_decided else None
        row.decided_at = timezone.now() if is_decided else None
    Suggestion.objects.bulk_update(rows, ["state", "claim", "decided_by", "decided_at"], batch_size=500)


def _lock(workspace: Workspace, ids: Sequence[UUID]) -> list[Suggestion]:
    """In order of the text. Raises NotFound."""
    rows = Suggestion.objects.filter(workspace=workspace, pk__in=ids).select_related("version__article", "workspace")
    found = list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))
    if missing := set(ids) - {row.pk for row in found}:
        raise NotFound(f"There is no suggestion {min(missing)} in this workspace.")
    return sorted(found, key=lambda row: (row.version_id, row.start, row.pk))


def _waiting(workspace: Workspace, ids: Sequence[UUID]) -> list[Suggestion]:
    if not ids:
        raise ClaimsError("There is no suggestion to accept; choose at least one.", field="ids")
    if len(ids) > MOST:
        raise ClaimsError(f"{len(ids)} suggestions are chosen; at most {MOST} can be accepted at once.", field="ids")
    rows = _lock(workspace, ids)
    for row in rows:
        if row.state != ProposalState.PENDING:
            raise Conflict(f"The suggestion {row.pk} is {row.state.on_screen} already; reload the page to see it.")
    return rows


def _places(workspace: Workspace, rows: Sequence[Suggestion], *, by: AbstractBaseUser) -> list[Place]:
    """Suggestions are shared, and blind work is not: who works blind does without them."""
    found = claims.places(workspace, {row.version.article_id for row in rows}, by=by)
    at = [found[row.version.article_id] for row in rows]
    for row, place in zip(rows, at, strict=True):
        if place.article.withdrawn_at is not None:
            raise Conflict("The article was withdrawn, so nothing is accepted in it; restore it first.")
        if place.version.pk != row.version_id:
            raise Conflict("The text has changed since this was proposed; have the new text read for suggestions.")
        if place.annotation_set.kind == SetKind.BLIND:
            raise Conflict("You work blind on this article; suggestions, which all share, are for the record.")
    return at

"""What all changes of the annotate screen share: each is done once, however often sent, and leads to what changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.errors import ClaimsError, Stale
from claims.exchange.records import ClaimRecord
from claims.models import Article, AuditEvent, AuditPayload, Claim
from claims.queries import access as loading
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import claims
from claims.services.once import make_once
from claims.web.errors import status_of
from claims.web.presenters.annotate import spans_as_words
from claims.web.presenters.marks import spans_of
from claims.web.views.annotate_page import MOST_CHANGED, page_of
from claims.web.views.conflicts import conflict_of

Sent = Mapping[str, str]
Change = Callable[[ClaimRecord, Sent], ClaimRecord]
Fields = Callable[[ClaimDocument], dict[str, str]]
LONGEST_KEY = 200


def no_fields(document: ClaimDocument) -> dict[str, str]:
    """Of a form that says what to do, and not what the claim shall be."""
    return {}


def done_now(request: HttpRequest, access: Access, make: Callable[[], UUID]) -> bool:
    """Does it, unless a request with the same Idempotency-Key did; False then."""
    key = request.headers.get("Idempotency-Key", "")[:LONGEST_KEY]
    if not key:
        make()
        return True
    return make_once(access.workspace, key, make, by=access.user)[1]


def change_claim(
    request: HttpRequest, access: Access, key: UUID, how: Change, *, fields: Fields = no_fields
) -> HttpResponse:
    """Changes one claim and sends on to it, or shows what is wrong with the page as it is.

    `fields` are those of the form as they were when the page was drawn: what was not touched is no wish.
    """
    rows = Claim.objects.filter(withdrawn_at__isnull=True).select_related("article")
    claim = loading.load(access.workspace, rows, key)
    [before] = documents_of(access.workspace, [claim.pk])
    sent = request.POST.dict()

    def make() -> UUID:
        return claims.change(claim, lambda _, record: how(record, sent), by=access.user, revision=seen(request)).pk

    try:
        is_new = done_now(request, access, make)
    except Stale as error:
        conflict = conflict_of(request, access, claim, how, fields, seen=seen(request))
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error, conflict=conflict)
    except ClaimsError as error:
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error, status=status_of(error))
    # Of a change that was made before, nobody knows any more what it looked like then.
    return sent_on(request, access, claim.article_id, claim=str(claim.pk), changed=[before], everything=not is_new)


def seen(request: HttpRequest) -> int | None:
    """The revision that the page showed."""
    revision = request.POST.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else None


def documents_in(event: AuditEvent, article: Article) -> list[ClaimDocument]:
    """The claims of this article that an event changed, as they were before and after."""
    payload = AuditPayload.objects.get(workspace=article.workspace_id, event=event)
    both = cast(list[ClaimDocument], [*(payload.before or []), *(payload.after or [])])
    return [document for document in both if document["article"] == str(article.pk)]


def sent_on(
    request: HttpRequest,
    access: Access,
    article: UUID,
    *,
    claim: str = "",
    changed: Iterable[ClaimDocument] = (),
    made: Iterable[UUID] = (),
    everything: bool = False,
) -> HttpResponse:
    """303 to the article, so that a reload sends nothing twice; the query says what to draw again."""
    before = list(changed)
    ids = list(dict.fromkeys([*(document["id"] for document in before), *map(str, made)]))
    query = {"claim": claim}
    if everything or len(ids) > MOST_CHANGED:
        query["all"] = "1"
    else:
        query["changed"] = ",".join(ids)
        query["was"] = spans_as_words(span for document in before for span in spans_of(document))
    words = urlencode({name: value for name, value in query.items() if value}, safe=",;")
    address = reverse("annotate", args=[access.workspace.slug, article])
    response = HttpResponse(status=303)
    response["Location"] = f"{address}?{words}" if words else address
    return response

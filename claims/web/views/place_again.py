"""Claims that wait after the text changed: one at a time, old context beside the new text, placed by a person."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import ClaimsError
from claims.models import Article, Claim
from claims.permissions import Right
from claims.queries import preferences
from claims.queries.access import Access, load
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.queries.filter_values import as_uuid
from claims.queries.tombstones import load_standing
from claims.queries.waiting import text_of, waiting_in
from claims.services import claims as claim_services
from claims.services import undo, versions
from claims.services.placing import placed
from claims.text.moving import Proposal, proposals
from claims.text.spans import Span, check_spans
from claims.web.forms.annotate import marked_spans
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.key_choices import screen_context
from claims.web.presenters import placing as presented
from claims.web.presenters.addresses import address
from claims.web.presenters.chains import claim_words
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

STANDING = Article.objects.filter(withdrawn_at__isnull=True).select_related("current_version")
WAITING = Claim.objects.filter(withdrawn_at__isnull=True).select_related("article__current_version", "workspace")


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """The claim asked for, else the first that waits behind the one passed over (`after`)."""
    article = load_standing(access.workspace, STANDING, key)
    own = claim_services.place(article, by=access.user).annotation_set
    ids = list(waiting_in(article, own).values_list("pk", flat=True))
    asked, after = (as_uuid(request.GET.get(name, "")) for name in ("claim", "after"))
    left = [one for one in ids if after is None or one > after]
    chosen = asked if asked in ids else next(iter(left), None)
    here = reverse("place-again", args=[access.workspace.slug, article.pk])
    done, _ = undo.stacks(article, by=access.user)
    context = frame(
        access,
        "articles",
        article=article,
        here=here,
        left=len(left),
        waiting=len(ids),
        claim=None,
        next=address(here, {}, after=str(chosen)) if chosen else "",
        may_undo=bool(done),
        quote=request.GET.get("quote", ""),
        **screen_context("Text changed: place again", preferences.of(access.user)),
    )
    if chosen:
        context |= _of_claim(article, documents_of(access.workspace, [chosen])[0])
    return render_page(request, "annotate/place_again.html", context)


@require_POST
@in_workspace(Right.ANNOTATE)
def place(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """At one of the proposed places (`at`), at a selection (`spans`), or at a quote."""
    claim = load(access.workspace, WAITING, key)
    here = reverse("place-again", args=[access.workspace.slug, claim.article_id])
    try:
        text = _current(claim.article)
        spans = _spans(request, claim.article, text)
        [document] = documents_of(access.workspace, [claim.pk])
        made = placed(record_of(document), text_of(claim.article, document["version"]), text, spans)
        seen = request.POST.get("revision", "")
        versions.place_again(
            claim, made.record, by=access.user, revision=int(seen) if seen.isdecimal() and len(seen) < 10 else None
        )
    except ClaimsError as error:
        messages.error(request, error.message)
        return see_other(address(here, {}, claim=str(claim.pk), quote=request.POST.get("quote") or None))
    lost = ", ".join(f"“{words}”" for words in made.lost)
    messages.success(request, f"Placed.{f' Mark {lost} anew: it is not where it was.' if lost else ''}")
    return see_other(here)


@require_POST
@in_workspace(Right.ANNOTATE)
def take_back(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Undoes this person's last change of the article's claims, placing one among them."""
    article = load(access.workspace, STANDING, key)
    try:
        undo.undo(article, by=access.user)
        messages.success(request, "Taken back.")
    except ClaimsError as error:
        messages.error(request, error.message)
    return see_other("place-again", access.workspace.slug, article.pk)


def _current(article: Article) -> str:
    assert article.current_version is not None, "An article has a version from its first moment."
    return str(article.current_version.text)


def _spans(request: HttpRequest, article: Article, text: str) -> Sequence[Span]:
    at = request.POST.get("at", "")
    if not at:
        assert article.current_version is not None, "As above."
        return check_spans(text, marked_spans(request.POST, article.current_version))
    start, _, end = at.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(at) < 24):
        raise ClaimsError("The proposed place cannot be read; reload the page.")
    if request.POST.get("version", "") != str(article.current_version_id):
        raise ClaimsError("The text changed once more since you opened this page; look at the places again.")
    return [Span(int(start), int(end))]


def _of_claim(article: Article, document: ClaimDocument) -> dict[str, object]:
    old, new = text_of(article, document["version"]), _current(article)
    spans = [Span(part["start"], part["end"]) for part in document["spans"]]
    found = _proposed(old, new, spans)
    record = record_of(document)
    lost = [placed(record, old, new, [one.span]).lost for one in found]
    return {
        "claim": document,
        "words": claim_words(document),
        "before": presented.around(old, spans),
        "offers": presented.offered(new, found, lost),
        "lines": presented.lines(new),
        "version": article.current_version_id,
    }


def _proposed(old: str, new: str, spans: Sequence[Span]) -> list[Proposal]:
    """For a claim of several parts the whole stretch from its first to its last is compared."""
    return proposals(old, new, Span(spans[0].start, spans[-1].end))

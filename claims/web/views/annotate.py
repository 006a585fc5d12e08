"""The annotate screen: one page that shows an article with its claims, and the forms that change them.

Each form posts, changes, and is sent on (303) to the page of the claim; htmx follows and gets only what changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadRecord, ClaimsError, Stale
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord
from claims.models import Article, Claim
from claims.permissions import Right
from claims.queries import access as loading
from claims.queries import sources as source_queries
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.tombstones import load_standing
from claims.services import articles, chains, claims, undo
from claims.vocabulary import ArticleProgress, Lineage, MentionRole
from claims.web.errors import status_of
from claims.web.forms.annotate import ClaimForm, StepForm, chosen_source, first_error, marked_spans
from claims.web.guard import in_workspace
from claims.web.presenters.annotate import spans_as_words
from claims.web.presenters.marks import spans_of
from claims.web.views.annotate_page import page_of
from claims.web.views.conflicts import conflict_of, details_of, step_of

Sent = Mapping[str, str]
Change = Callable[[ClaimRecord, Sent], ClaimRecord]
Fields = Callable[[ClaimDocument], dict[str, str]]


@require_GET
@in_workspace()
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    article = load_standing(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)
    return page_of(request, access, article, claim=request.GET.get("claim", ""))


@require_POST
@in_workspace(Right.ANNOTATE)
def make_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Marks a claim; until a source is attached it stands as the outlet's own words."""
    article = loading.load(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)
    try:
        at = claims.place(article, by=access.user)
        record = ClaimRecord(
            spans=marked_spans(request.POST, at.version.text),
            chains=(ChainRecord(lineage=Lineage.NONE_GIVEN),),
            labels=tuple(word for word in [request.POST.get("label", "").strip()] if word),
        )
        made = claims.make(at, record, by=access.user)
    except ClaimsError as error:
        return page_of(request, access, article, claim=request.POST.get("open", ""), problem=error)
    return _sent_on(request, access, article.pk, claim=str(made.pk), new="1")


@require_POST
@in_workspace(Right.ANNOTATE)
def edit_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    def change(record: ClaimRecord, sent: Sent) -> ClaimRecord:
        form = ClaimForm(sent)
        if not form.is_valid():
            raise BadRecord(first_error(form))
        return form.applied_to(record, proposition=sent.get("proposition_before", ""))

    return _change(request, access, key, change, fields=details_of)


@require_POST
@in_workspace(Right.ANNOTATE)
def place_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Moves the borders of a claim."""
    claim = loading.load(access.workspace, Claim.objects.select_related("version"), key)
    return _change(
        request, access, key, lambda record, _: replace(record, spans=marked_spans(request.POST, claim.version.text))
    )


@require_POST
@in_workspace(Right.ANNOTATE)
def say_own_words(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    return _change(request, access, key, lambda record, _: chains.with_own_words(record))


@require_POST
@in_workspace(Right.ANNOTATE)
def add_step(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    number = request.POST.get("chain", "1")

    def change(record: ClaimRecord, _: Sent) -> ClaimRecord:
        step = AttributionRecord(source=chosen_source(request.POST))
        return chains.with_step(record, step, chain=int(number) if number.isdecimal() and len(number) < 4 else 1)

    return _change(request, access, key, change)


@require_POST
@in_workspace(Right.ANNOTATE)
def edit_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    def change(record: ClaimRecord, sent: Sent) -> ClaimRecord:
        form = StepForm(sent)
        if not form.is_valid():
            raise BadRecord(first_error(form))
        return chains.with_changed_step(record, hop, form.applied_to)

    return _change(request, access, key, change, fields=lambda document: step_of(document, hop))


@require_POST
@in_workspace(Right.ANNOTATE)
def remove_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    return _change(request, access, key, lambda record, _: chains.without_step(record, hop))


@require_POST
@in_workspace(Right.ANNOTATE)
def move_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    by = -1 if request.POST.get("to") == "publisher" else 1
    return _change(request, access, key, lambda record, _: chains.with_moved_step(record, hop, by=by))


@require_POST
@in_workspace(Right.ANNOTATE)
def mark_mention(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Marks a cue or a source of the claim in the text."""
    claim = loading.load(access.workspace, Claim.objects.select_related("version"), key)
    text = claim.version.text

    def change(record: ClaimRecord, _: Sent) -> ClaimRecord:
        role = request.POST.get("role", "")
        if role not in (MentionRole.CUE.value, MentionRole.SOURCE.value):
            raise BadRecord("Say whether the words are a cue or a source.", field="role")
        spans = marked_spans(request.POST, text)
        hop = request.POST.get("hop", "")
        words = " ".join(text[span.start : span.end] for span in spans)
        return chains.with_mention(record, MentionRole(role), spans, words, hop=UUID(hop) if hop else None)

    return _change(request, access, key, change)


@require_POST
@in_workspace(Right.ANNOTATE)
def withdraw_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    claim = loading.load(access.workspace, Claim.objects.all(), key)
    was = _was(documents_of(access.workspace, [claim.pk])[0])
    try:
        claims.withdraw(claim, by=access.user, revision=_seen(request))
    except Stale as error:
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error)
    return _sent_on(request, access, claim.article_id, gone=str(claim.pk), was=was)


@require_POST
@in_workspace(Right.ANNOTATE)
def restore_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    claim = load_standing(access.workspace, Claim.objects.all(), key)
    claims.restore(claim, by=access.user)
    return _sent_on(request, access, claim.article_id, claim=str(claim.pk), all="1")


@require_POST
@in_workspace(Right.ANNOTATE)
def undo_change(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    return _go_back(request, access, key, undo.undo)


@require_POST
@in_workspace(Right.ANNOTATE)
def redo_change(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    return _go_back(request, access, key, undo.redo)


@require_POST
@in_workspace(Right.ANNOTATE)
def set_progress(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    article = loading.load(access.workspace, Article.objects.all(), key)
    wanted = request.POST.get("progress", "")
    if wanted not in ArticleProgress.values():
        raise BadRecord("Say how far the article is: unstarted, in progress or done.", field="progress")
    own = claims.place(article, by=access.user).annotation_set
    articles.mark_progress(own, ArticleProgress(wanted), by=access.user)
    return _sent_on(request, access, article.pk, claim=request.POST.get("open", ""), all="1")


@require_GET
@in_workspace()
def suggest_sources(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Type-ahead of the source slot: this article's sources without words, else the registry's."""
    article = loading.load(access.workspace, Article.objects.all(), key)
    words = request.GET.get("source", "").strip()
    found = source_queries.matching(access.workspace, words, article=article)
    return render(request, "articles/annotate.html#source-options", {"options": found, "typed": words})


def no_fields(document: ClaimDocument) -> dict[str, str]:
    """Of a form that says what to do, and not what the claim shall be."""
    return {}


def _change(
    request: HttpRequest, access: Access, key: UUID, how: Change, *, fields: Fields = no_fields
) -> HttpResponse:
    """Changes one claim and sends on to it, or shows what is wrong with the page as it is.

    `fields` are those of the form as they were when the page was drawn: what was not touched is no wish.
    """
    rows = Claim.objects.filter(withdrawn_at__isnull=True).select_related("article")
    claim = loading.load(access.workspace, rows, key)
    before = documents_of(access.workspace, [claim.pk])[0]
    sent = request.POST.dict()
    try:
        claims.change(claim, lambda _, record: how(record, sent), by=access.user, revision=_seen(request))
    except Stale as error:
        conflict = conflict_of(request, access, claim, how, fields, seen=_seen(request))
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error, conflict=conflict)
    except ClaimsError as error:
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error, status=status_of(error))
    return _sent_on(request, access, claim.article_id, claim=str(claim.pk), was=_was(before))


def _go_back(request: HttpRequest, access: Access, key: UUID, how: Callable[..., object]) -> HttpResponse:
    article = loading.load(access.workspace, Article.objects.all(), key)
    opened = request.POST.get("open", "")
    try:
        how(article, by=access.user)
    except ClaimsError as error:
        return page_of(request, access, article, claim=opened, problem=error)
    return _sent_on(request, access, article.pk, claim=opened, all="1")


def _seen(request: HttpRequest) -> int | None:
    """The revision that the page showed."""
    revision = request.POST.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else None


def _was(document: ClaimDocument) -> str:
    return spans_as_words(spans_of(document))


def _sent_on(request: HttpRequest, access: Access, article: UUID, **query: str) -> HttpResponse:
    """303 to the article, so that a reload sends nothing twice; the query says what to draw again."""
    address = reverse("annotate", args=[access.workspace.slug, article])
    words = urlencode({name: value for name, value in query.items() if value})
    response = HttpResponse(status=303)
    response["Location"] = f"{address}?{words}" if words else address
    return response

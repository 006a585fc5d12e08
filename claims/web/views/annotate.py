"""The annotate screen: one page that shows an article with its claims, and the forms that change them.

Each form posts, changes, and is sent on (303) to the page of the claim; the script follows and gets only what changed.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadRecord, ClaimsError, Stale
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord
from claims.models import Article, AuditEvent, Claim
from claims.permissions import Right
from claims.queries import access as loading
from claims.queries import source_proposals
from claims.queries.access import Access
from claims.queries.claim_documents import documents_of
from claims.queries.tombstones import load_standing
from claims.services import articles, chains, claims, undo
from claims.suggestions.presets import quotation_of
from claims.text.spans import Span
from claims.vocabulary import ArticleProgress, Lineage, MentionRole
from claims.web.forms.annotate import (
    ClaimForm,
    StepForm,
    chosen_id,
    chosen_source,
    chosen_step,
    first_error,
    marked_spans,
)
from claims.web.guard import in_workspace
from claims.web.views.annotate_changes import Sent, change_claim, documents_in, done_now, seen, sent_on
from claims.web.views.annotate_page import page_of
from claims.web.views.conflicts import details_of, step_of


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
    made: list[UUID] = []

    def make() -> UUID:
        at = claims.place(article, by=access.user)
        spans = marked_spans(request.POST, at.version)
        record = ClaimRecord(
            spans=spans,
            quotation=quotation_of(at.version.text, [Span(span.start, span.end) for span in spans]),
            chains=(ChainRecord(lineage=Lineage.NONE_GIVEN),),
            labels=tuple(word for word in [request.POST.get("label", "").strip()] if word),
        )
        made.append(claims.make(at, record, by=access.user, key=chosen_id(request.POST)).pk)
        return made[0]

    try:
        done_now(request, access, make)
    except ClaimsError as error:
        return page_of(request, access, article, claim=request.POST.get("open", ""), problem=error)
    new = made or [key for key in [chosen_id(request.POST)] if key]
    return sent_on(request, access, article.pk, claim=str(new[0]) if new else "", made=new, everything=not new)


@require_POST
@in_workspace(Right.ANNOTATE)
def edit_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    def change(record: ClaimRecord, sent: Sent) -> ClaimRecord:
        form = ClaimForm(sent)
        if not form.is_valid():
            raise BadRecord(first_error(form))
        return form.applied_to(record, proposition=sent.get("proposition_before", ""))

    return change_claim(request, access, key, change, fields=details_of)


@require_POST
@in_workspace(Right.ANNOTATE)
def place_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Moves the borders of a claim."""
    claim = loading.load(access.workspace, Claim.objects.select_related("version"), key)

    def change(record: ClaimRecord, _: Sent) -> ClaimRecord:
        return replace(record, spans=marked_spans(request.POST, claim.version))

    return change_claim(request, access, key, change)


@require_POST
@in_workspace(Right.ANNOTATE)
def say_own_words(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    return change_claim(request, access, key, lambda record, _: chains.with_own_words(record))


@require_POST
@in_workspace(Right.ANNOTATE)
def add_step(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    claim = loading.load(access.workspace, Claim.objects.select_related("version"), key)
    number = request.POST.get("chain", "1")

    def change(record: ClaimRecord, _: Sent) -> ClaimRecord:
        step = AttributionRecord(source=chosen_source(request.POST))
        grown = chains.with_step(record, step, chain=int(number) if number.isdecimal() and len(number) < 4 else 1)
        return chains.with_presets(record, grown, text=claim.version.text)

    return change_claim(request, access, key, change)


@require_POST
@in_workspace(Right.ANNOTATE)
def edit_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    def change(record: ClaimRecord, sent: Sent) -> ClaimRecord:
        form = StepForm(sent)
        if not form.is_valid():
            raise BadRecord(first_error(form))
        return chains.with_changed_step(record, hop, form.applied_to)

    return change_claim(request, access, key, change, fields=lambda document: step_of(document, hop))


@require_POST
@in_workspace(Right.ANNOTATE)
def remove_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    return change_claim(request, access, key, lambda record, _: chains.without_step(record, hop))


@require_POST
@in_workspace(Right.ANNOTATE)
def move_step(request: HttpRequest, access: Access, key: UUID, hop: UUID) -> HttpResponse:
    by = -1 if request.POST.get("to") == "publisher" else 1
    return change_claim(request, access, key, lambda record, _: chains.with_moved_step(record, hop, by=by))


@require_POST
@in_workspace(Right.ANNOTATE)
def mark_mention(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Marks a cue or a source of the claim in the text."""
    claim = loading.load(access.workspace, Claim.objects.select_related("version"), key)

    def change(record: ClaimRecord, _: Sent) -> ClaimRecord:
        role = request.POST.get("role", "")
        if role not in (MentionRole.CUE.value, MentionRole.SOURCE.value):
            raise BadRecord("Say whether the words are a cue or a source.", field="role")
        spans = marked_spans(request.POST, claim.version)
        hop = chosen_step(request.POST)
        source = chosen_source(request.POST)
        changed = chains.with_mention(record, MentionRole(role), spans, hop=hop, source=source)
        return chains.with_presets(record, changed, text=claim.version.text)

    return change_claim(request, access, key, change)


@require_POST
@in_workspace(Right.ANNOTATE)
def withdraw_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    claim = loading.load(access.workspace, Claim.objects.all(), key)
    before = documents_of(access.workspace, [claim.pk])
    try:
        done_now(request, access, lambda: claims.withdraw(claim, by=access.user, revision=seen(request)).pk)
    except Stale as error:
        return page_of(request, access, claim.article, claim=str(claim.pk), problem=error)
    return sent_on(request, access, claim.article_id, changed=before)


@require_POST
@in_workspace(Right.ANNOTATE)
def restore_claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    claim = load_standing(access.workspace, Claim.objects.all(), key)
    claims.restore(claim, by=access.user)
    return sent_on(request, access, claim.article_id, claim=str(claim.pk), made=[claim.pk])


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
    return sent_on(request, access, article.pk, claim=request.POST.get("open", ""), everything=True)


@require_GET
@in_workspace()
def suggest_sources(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Type-ahead of the source slot, or whom marked words name (`for=mention`): this article's sources first."""
    article = loading.load(access.workspace, Article.objects.all(), key)
    words = request.GET.get("source", "").strip()
    found = source_proposals.proposed(access.workspace, words, article=article)
    context = {"options": found.sources, "typed": words, "exact": found.exact}
    part = "match" if request.GET.get("for") == "mention" else "source-options"
    return render(request, f"articles/annotate.html#{part}", context)


def _go_back(request: HttpRequest, access: Access, key: UUID, how: Callable[..., AuditEvent]) -> HttpResponse:
    article = loading.load(access.workspace, Article.objects.select_related("workspace"), key)
    opened = request.POST.get("open", "")
    events: list[AuditEvent] = []

    def go() -> UUID:
        events.append(how(article, by=access.user))
        return events[0].pk

    try:
        done_now(request, access, go)
    except ClaimsError as error:
        return page_of(request, access, article, claim=opened, problem=error)
    changed = [document for event in events for document in documents_in(event, article)]
    return sent_on(request, access, article.pk, claim=opened, changed=changed, everything=not changed)

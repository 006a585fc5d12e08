"""Deciding on suggestions beside the text; each form posts and is sent on to the annotate screen, as its own do."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadRecord, ClaimsError
from claims.models import Article, Suggestion
from claims.permissions import Right
from claims.queries import suggestions
from claims.queries.access import Access, load
from claims.services import claims, suggesters, suggesting
from claims.services import suggestions as writing
from claims.vocabulary import Band
from claims.web.forms.suggestions import changed
from claims.web.guard import in_workspace
from claims.web.redirects import see_other
from claims.web.views.annotate_changes import done_now, sent_on
from claims.web.views.annotate_page import page_of
from claims.web.views.suggestion_list import suggested


@require_GET
@in_workspace()
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """The list alone, as it is now."""
    article = load(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)
    at = claims.place(article, by=access.user)
    context = {"access": access, "article": article, **suggested(access, at)}
    return render(request, "annotate/suggestions.html", context)


@require_POST
@in_workspace(Right.ANNOTATE)
def accept(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """As proposed, or with what was changed."""
    row = _load(access, key)
    sent = request.POST.dict()

    def make() -> list[UUID]:
        return [writing.accept(row, by=access.user, change=lambda record: changed(record, sent)).pk]

    return _decide(request, access, row.version.article, make)


@require_POST
@in_workspace(Right.ANNOTATE)
def accept_above(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """All of the article in a band or above it; one undo takes them back."""
    article = load(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)

    def make() -> list[UUID]:
        band = request.POST.get("band", "")
        if band not in Band.values():
            raise BadRecord("Say which band: high, medium or low.", field="band")
        return [claim.pk for claim in writing.accept_above(article, Band(band), by=access.user)]

    return _decide(request, access, article, make)


@require_POST
@in_workspace(Right.ANNOTATE)
def reject(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    row = _load(access, key)
    return _decide(request, access, row.version.article, lambda: _nothing_made(writing.reject(row, by=access.user)))


@require_POST
@in_workspace(Right.ANNOTATE)
def read(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Reads the text now, with whatever suggests best."""
    article = load(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)
    at = claims.place(article, by=access.user)
    made = suggesting.propose(at.version, suggester=suggesters.active(access.workspace), by=access.user)
    if not made:
        messages.info(request, "Read; nothing new is suggested.")
    return see_other(reverse("annotate", args=[access.workspace.slug, article.pk]))


def _decide(request: HttpRequest, access: Access, article: Article, make: Callable[[], list[UUID]]) -> HttpResponse:
    opened = request.POST.get("open", "")
    made: list[UUID] = []

    def once() -> UUID:
        made.extend(make())
        return made[0] if made else article.pk

    try:
        is_new = done_now(request, access, once)
    except ClaimsError as error:
        return page_of(request, access, article, claim=opened, problem=error, status=422)
    claim = str(made[0]) if len(made) == 1 else opened
    return sent_on(request, access, article.pk, claim=claim, made=made, everything=not is_new)


def _nothing_made(_: Suggestion) -> list[UUID]:
    return []


def _load(access: Access, key: UUID) -> Suggestion:
    rows = suggestions.listed(access.workspace).select_related("version__article", "workspace")
    return load(access.workspace, rows, key)

"""Pages of articles: the list, what is known about one, and taking one out of the lists."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.errors import ClaimsError
from claims.exchange.records import SourceReference
from claims.models import Article, Claim
from claims.permissions import Right
from claims.queries import articles as reading
from claims.queries import filters, highlights, names, pages
from claims.queries.access import Access
from claims.queries.filters import ARTICLE_FILTERS
from claims.queries.pages import Page
from claims.queries.tombstones import load_standing
from claims.services import articles as writing
from claims.text.segments import Segment
from claims.vocabulary import SetKind
from claims.web.forms.articles import (
    KINDS,
    MOST_PARAGRAPHS,
    ArticleForm,
    corrected,
    initial_of,
    paragraphs,
    segments_of,
)
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import articles as presented
from claims.web.presenters.addresses import tidied
from claims.web.presenters.filters import article_fields
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other
from claims.web.views.lists import PAGE_SIZE, asked, neighbours

STANDING = Article.objects.filter(withdrawn_at__isnull=True)


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """The articles that pass the filters, newest first."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    question = asked(request, access, path=request.path, known=ARTICLE_FILTERS)
    page = Page([], None, None)
    if question.filters is not None:
        rows = filters.articles(access.workspace, question.filters)
        cursor = request.GET.get("cursor", "")
        page = pages.page(rows, cursor=cursor, size=PAGE_SIZE, narrowed=bool(question.filters), scope=request.path)
    documents = reading.rows_of(access.workspace, page.ids)
    found = highlights.of_articles(access.workspace, page.ids, question.values.get("q", []))
    context = frame(
        access,
        "articles",
        asked=question,
        rows=presented.rows(documents, found),
        fields=article_fields(question.make),
        source_names=names.of_sources(access.workspace),
        page=neighbours(question, page),
    )
    return render_page(request, "articles/list.html", context, fragment="results", status=question.status)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def edit(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Corrects what is known about an article and what its paragraphs are; never its text."""
    article = load_standing(access.workspace, STANDING.select_related("publisher__merged_into", "current_version"), key)
    version = article.current_version
    assert version is not None, "An article has a version from its first moment."
    segments = segments_of(version)
    form = ArticleForm(request.POST or None, initial=initial_of(article))
    status = 422 if form.is_bound else 200
    if form.is_bound:
        segments = corrected(segments, request.POST)
    if form.is_valid():
        try:
            _correct(access, article, form, segments)
            messages.success(request, "Saved.")
            return see_other("annotate", access.workspace.slug, article.pk)
        except ClaimsError as error:
            status = report(form, error)
    context = frame(
        access,
        "articles",
        article=article,
        form=form,
        paragraphs=paragraphs(version.text, segments),
        shortened=len(segments) > MOST_PARAGRAPHS,
        kinds=KINDS,
        source_names=names.of_sources(access.workspace),
    )
    return render_page(request, "articles/edit.html", context, status=status)


def _correct(access: Access, article: Article, form: ArticleForm, segments: list[Segment]) -> None:
    """What the form does not show stays as it is: the wire credit, and a publisher whose name was not touched."""
    record = form.record(text="", segments=segments, was=article.published)
    if article.publisher_id and "publisher" not in form.changed_data:
        record = replace(record, publisher=SourceReference(id=article.publisher_id))
    if article.wire_credit_id:
        record = replace(record, wire_credit=SourceReference(id=article.wire_credit_id))
    writing.correct(article, record, by=access.user, revision=form.cleaned_data["revision"])


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def withdraw(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Asks first; afterwards this is the page from which the article is restored."""
    article = load_standing(access.workspace, Article.objects.all(), key)
    if request.method == "POST" and article.withdrawn_at is None:
        seen = request.POST.get("revision", "")
        writing.withdraw(article, by=access.user, revision=int(seen) if seen.isdecimal() and len(seen) < 9 else None)
        messages.success(request, "The article is withdrawn.")
        return see_other("article-withdraw", access.workspace.slug, article.pk)
    claims = Claim.objects.filter(workspace=access.workspace, article=article, withdrawn_at__isnull=True)
    count = claims.filter(annotation_set__kind=SetKind.RECORD).count()
    return render_page(request, "articles/withdraw.html", frame(access, "articles", article=article, count=count))


@require_POST
@in_workspace(Right.ANNOTATE)
def restore(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    article = load_standing(access.workspace, Article.objects.all(), key)
    if article.withdrawn_at is not None:
        writing.restore(article, by=access.user)
        messages.success(request, "The article is restored, with its claims.")
    return see_other("annotate", access.workspace.slug, article.pk)

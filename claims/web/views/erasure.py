"""Words that go for good, asked twice by an admin; and the page that says what went and how the rest is proven."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from claims.errors import ClaimsError
from claims.models import Article, ArticleVersion, Claim
from claims.permissions import Right
from claims.queries import pages, seals, tombstones
from claims.queries.access import Access
from claims.queries.tombstones import load_standing
from claims.services import erasure
from claims.web.forms.erasure import ReasonForm
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.addresses import address
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other
from claims.web.views.lists import PAGE_SIZE


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ADMINISTER)
def take_down(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Asks first, and needs a reason."""
    article = load_standing(access.workspace, Article.objects.select_related("current_version"), key)
    form = ReasonForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            erasure.take_down(article, reason=form.cleaned_data["reason"], by=access.user)
            messages.success(request, "The article is taken down.")
            return see_other("evidence", access.workspace.slug)
        except ClaimsError as error:
            status = report(form, error)
    version = article.current_version
    assert version is not None, "An article has a version from its first moment."
    twins = ArticleVersion.objects.filter(workspace=access.workspace, sha256=version.sha256).exclude(article=article)
    claims = Claim.objects.filter(workspace=access.workspace, article=article).count()
    context = frame(access, "articles", article=article, form=form, count=claims, twins=twins.count())
    return render_page(request, "articles/take_down.html", context, status=status)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ADMINISTER)
def erase_history(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Erases what the audit holds of one claim; the claim as it is now stays."""
    claim = load_standing(access.workspace, Claim.objects.all(), key)
    form = ReasonForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            erasure.erase(access.workspace, reason=form.cleaned_data["reason"], by=access.user, object_id=claim.pk)
            messages.success(request, "The history of this claim is erased.")
            return see_other("claim", access.workspace.slug, claim.pk)
        except ClaimsError as error:
            status = report(form, error)
    return render_page(request, "claims/erase.html", frame(access, "claims", claim=claim, form=form), status=status)


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    """The seal to note elsewhere, and all tombstones, the latest first."""
    cursor = request.GET.get("cursor", "")
    page = pages.page(tombstones.of(access.workspace), cursor=cursor, size=PAGE_SIZE, scope=request.path)
    older = address(request.path, {}, cursor=page.next) if page.next else ""
    newer = address(request.path, {}, cursor=page.previous) if page.previous else ""
    context = frame(
        access,
        "",
        seal=seals.last(access.workspace),
        stones=tombstones.tombstones_of(access.workspace, page.ids),
        older=older,
        newer=newer,
    )
    return render_page(request, "evidence.html", context)

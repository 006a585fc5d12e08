"""The texts of an article: which there were, bringing in a changed one, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ClaimsError
from claims.models import Article
from claims.permissions import Right
from claims.queries.access import Access
from claims.queries.tombstones import load_standing
from claims.queries.waiting import versions_of
from claims.services import versions
from claims.services.article_rows import Capture
from claims.services.versions import Brought
from claims.tasks import start_with_new_articles
from claims.vocabulary import CaptureMethod
from claims.web.errors import status_of
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

STANDING = Article.objects.filter(withdrawn_at__isnull=True).select_related("current_version", "workspace")


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def bring(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """The page with the present text to be changed or pasted over; what is wrong leaves what was sent in the form."""
    article = load_standing(access.workspace, STANDING, key)
    assert article.current_version is not None, "An article has a version from its first moment."
    text, problem, status = article.current_version.text, "", 200
    if request.method == "POST":
        text = request.POST.get("text", "")
        seen = request.POST.get("revision", "")
        try:
            brought = versions.bring(
                article,
                text,
                capture=Capture(CaptureMethod.PASTE, request.POST.get("captured_from", "")),
                by=access.user,
                revision=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
            )
            start_with_new_articles(access.workspace, by=access.user)
            return _told(request, access, article, brought)
        except ClaimsError as error:
            problem, status = error.message, status_of(error)
    context = frame(
        access,
        "articles",
        article=article,
        text=text,
        problem=problem,
        captured_from=request.POST.get("captured_from", article.url),
        versions=versions_of(article).defer("text", "offset_map", "segments", "search"),
        may_take_back=article.current_version.number > 1,
    )
    return render_page(request, "annotate/versions.html", context, status=status)


@require_POST
@in_workspace(Right.ANNOTATE)
def take_back(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    article = load_standing(access.workspace, STANDING, key)
    try:
        return _told(request, access, article, versions.take_back(article, by=access.user))
    except ClaimsError as error:
        messages.error(request, error.message)
        return see_other("article-versions", access.workspace.slug, article.pk)


def _told(request: HttpRequest, access: Access, article: Article, brought: Brought) -> HttpResponse:
    number = brought.version.number
    stand = f"{brought.moved} claim{'' if brought.moved == 1 else 's'} stand{'s' if brought.moved == 1 else ''} there."
    messages.success(request, f"The text is version {number} now; {stand}")
    if brought.waiting:
        return see_other("place-again", access.workspace.slug, article.pk)
    return see_other("annotate", access.workspace.slug, article.pk)

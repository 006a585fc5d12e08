"""A captured text before it is saved: what was found about it, to be corrected, and the making of the article."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError
from claims.ingestion.document import Document
from claims.models import Article
from claims.permissions import Right
from claims.queries import names
from claims.queries.access import Access
from claims.services import articles as writing
from claims.services.article_rows import check_text
from claims.services.once import make_once
from claims.tasks import start_with_new_articles
from claims.text.dates import format_date
from claims.text.segments import Segment
from claims.vocabulary import CaptureMethod
from claims.web.forms.articles import KINDS, MOST_PARAGRAPHS, ArticleForm, corrected, paragraphs
from claims.web.forms.previews import Preview, digest_of, preview_of, seal, unseal
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other


def preview_page(
    request: HttpRequest, access: Access, document: Document, *, method: CaptureMethod, captured_from: str = ""
) -> HttpResponse:
    """What was found in a document, as a form; nothing is saved yet. Raises EmptyText and TextTooLarge."""
    check_text(document.text)
    found = preview_of(document, method=method, captured_from=captured_from)
    form = ArticleForm(
        initial={
            "title": document.title,
            "publisher": document.publisher,
            "byline": document.byline,
            "published": format_date(document.published) if document.published else "",
            "language": document.language,
            "url": document.url,
        }
    )
    return _page(request, access, found, document.text, form, found.segments, status=200)


@require_POST
@in_workspace(Right.ANNOTATE)
def save(request: HttpRequest, access: Access) -> HttpResponse:
    """Makes the article and goes on to its claims. Sent twice, it makes one."""
    # Browsers send line breaks as CR LF, whatever the form had.
    text = request.POST.get("text", "").replace("\r\n", "\n")
    found = unseal(request.POST.get("preview", ""), access, text=text)
    segments = corrected(found.segments, request.POST)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        return _page(request, access, found, text, form, segments, status=422)
    record = form.record(text=text, segments=segments, was=found.published)

    def make() -> UUID:
        return writing.add(access.workspace, record, capture=found.capture, by=access.user).pk

    try:
        key, is_new = make_once(access.workspace, found.key, make, by=access.user)
    except ClaimsError as error:
        return _page(request, access, found, text, form, segments, status=report(form, error))
    start_with_new_articles(access.workspace, by=access.user)
    if not is_new:
        messages.info(request, "This form was sent before; here is the article it made.")
    return see_other("annotate", access.workspace.slug, key)


def _page(
    request: HttpRequest,
    access: Access,
    found: Preview,
    text: str,
    form: ArticleForm,
    segments: list[Segment] | tuple[Segment, ...],
    *,
    status: int,
) -> HttpResponse:
    context = frame(
        access,
        "import",
        form=form,
        text=text,
        preview=seal(found, access),
        notes=found.notes,
        same=_same(access, text),
        paragraphs=paragraphs(text, segments),
        shortened=len(segments) > MOST_PARAGRAPHS,
        kinds=KINDS,
        source_names=names.of_sources(access.workspace),
    )
    return render_page(request, "imports/preview.html", context, status=status)


def _same(access: Access, text: str) -> Article | None:
    """The article that has this very text already."""
    digest = bytes.fromhex(digest_of(text))
    known = writing.with_same_text(access.workspace, [digest]).get(digest)
    return Article.objects.filter(workspace=access.workspace, pk=known).first() if known else None

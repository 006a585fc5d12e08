"""The ways in: files, pasted text and addresses; one article goes to its preview, tables come in at once."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import ClaimsError
from claims.exchange.registry import detect
from claims.ingestion.decode import check_size
from claims.ingestion.ingest import read_file, read_url
from claims.ingestion.plain import read_pasted
from claims.models import Article
from claims.permissions import Right
from claims.queries.access import Access
from claims.services.imports import HEAD_BYTES, import_file
from claims.services.once import make_once
from claims.tasks import start_with_new_articles
from claims.vocabulary import CaptureMethod
from claims.web.errors import status_of
from claims.web.forms.imports import AddressForm, PasteForm
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.presenters.imports import FileResult, brought, refused, with_titles
from claims.web.redirects import see_other
from claims.web.views.previews import preview_page

LAST_IMPORT = "last_import"


class NothingSaved(Exception):
    """Every file was refused: the form may be sent again."""


@require_GET
@in_workspace(Right.ANNOTATE)
def start(request: HttpRequest, access: Access) -> HttpResponse:
    return _page(request, access)


@require_POST
@in_workspace(Right.ANNOTATE)
def upload(request: HttpRequest, access: Access) -> HttpResponse:
    """One text or page is shown before it is saved; tables, and several files together, come in at once."""
    files = request.FILES.getlist("files")
    if not files:
        return _page(request, access, results=[refused("Files", ClaimsError("Choose a file first."))], status=422)
    try:
        if len(files) == 1 and _is_one_article(files[0]):
            name = files[0].name or ""
            document = read_file(_bytes_of(files[0]), filename=name)
            return preview_page(request, access, document, method=CaptureMethod.UPLOAD, captured_from=name)
    except ClaimsError as error:
        results = [refused(files[0].name or "File", error)]
        return _page(request, access, results=results, status=status_of(error))
    results = _once(request, access, files)
    if results and all(result["refused"] for result in results):
        return _page(request, access, results=results, status=422)
    if results:
        request.session[LAST_IMPORT] = results
    return see_other("import-result", access.workspace.slug)


@require_GET
@in_workspace(Right.ANNOTATE)
def result(request: HttpRequest, access: Access) -> HttpResponse:
    """What came of the files that were imported last."""
    results: list[FileResult] = request.session.get(LAST_IMPORT, [])
    ids = [key for one in results for key in one["articles"]]
    rows = Article.objects.filter(workspace=access.workspace, pk__in=ids, withdrawn_at__isnull=True)
    titles = dict(rows.values_list("pk", "title"))
    context = frame(access, "import", files=[with_titles(one, titles) for one in results])
    return render_page(request, "imports/result.html", context)


def _once(request: HttpRequest, access: Access, files: Sequence[UploadedFile]) -> list[FileResult]:
    """Imports the files, each whole or not at all; nothing where the same form was sent with the same files before."""
    results: list[FileResult] = []

    def bring_in() -> UUID:
        results.extend(_import(access, file) for file in files)
        if all(result["refused"] for result in results):
            raise NothingSaved
        return access.workspace.pk

    with suppress(NothingSaved):
        make_once(access.workspace, _key(request.POST.get("once", ""), files), bring_in, by=access.user)
    return results


def _key(once: str, files: Sequence[UploadedFile]) -> str:
    """Other files make it another import, also from a form to which somebody went back."""
    digest = hashlib.sha256(once.encode())
    for file in files:
        digest.update(f"\n{file.name} {file.size} ".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return f"import:{digest.hexdigest()}"


def _import(access: Access, file: UploadedFile) -> FileResult:
    name = file.name or "File"
    try:
        outcome = import_file(access.workspace, _bytes_of(file), filename=name, by=access.user)
        if outcome.articles:
            start_with_new_articles(access.workspace, by=access.user)
        return brought(name, outcome)
    except ClaimsError as error:
        return refused(name, error)


def _is_one_article(file: UploadedFile) -> bool:
    """Raises ClaimsError for what no format can read."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return detect(file.name or "", head) in ("txt", "html")


def _bytes_of(file: UploadedFile) -> bytes:
    """Raises TextTooLarge before a byte is in memory."""
    check_size(file.size or 0)
    content: bytes = file.read()
    return content


@require_POST
@in_workspace(Right.ANNOTATE)
def paste(request: HttpRequest, access: Access) -> HttpResponse:
    form = PasteForm(request.POST, auto_id="paste-%s")
    if not form.is_valid():
        return _page(request, access, paste=form, status=422)
    try:
        document = read_pasted(form.cleaned_data["text"], url=form.cleaned_data["url"])
        return preview_page(request, access, document, method=CaptureMethod.PASTE)
    except ClaimsError as error:
        return _page(request, access, paste=form, status=report(form, error))


@require_POST
@in_workspace(Right.ANNOTATE)
def fetch(request: HttpRequest, access: Access) -> HttpResponse:
    form = AddressForm(request.POST, auto_id="fetch-%s")
    if not form.is_valid():
        return _page(request, access, fetch=form, status=422)
    wanted = form.cleaned_data["url"]
    try:
        document = read_url(wanted)
        return preview_page(request, access, document, method=CaptureMethod.URL, captured_from=wanted)
    except ClaimsError as error:
        return _page(request, access, fetch=form, status=report(form, error))


def _page(
    request: HttpRequest,
    access: Access,
    *,
    paste: PasteForm | None = None,
    fetch: AddressForm | None = None,
    results: Sequence[FileResult] = (),
    status: int = 200,
) -> HttpResponse:
    """The three ways in, with what was sent and why it was refused."""
    context = frame(
        access,
        "import",
        paste=paste or PasteForm(auto_id="paste-%s"),
        fetch=fetch or AddressForm(auto_id="fetch-%s"),
        results=results,
        once=uuid4().hex,
    )
    return render_page(request, "imports/start.html", context, status=status)

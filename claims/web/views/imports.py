"""The ways in: files, pasted text and addresses; one article goes to its preview, tables come in at once."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadRows, ClaimsError
from claims.ingestion.ingest import read_file, read_url
from claims.ingestion.plain import read_pasted
from claims.permissions import Right
from claims.queries.access import Access
from claims.vocabulary import CaptureMethod
from claims.web.errors import status_of
from claims.web.forms.imports import AddressForm, PasteForm
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.views.previews import preview_page


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
        return _page(request, access, problem=ClaimsError("Choose a file first."), status=422)
    try:
        document = read_file(files[0].read(), filename=files[0].name or "")
    except ClaimsError as error:
        return _page(request, access, problem=error, status=status_of(error))
    return preview_page(request, access, document, method=CaptureMethod.UPLOAD, captured_from=files[0].name or "")


@require_POST
@in_workspace(Right.ANNOTATE)
def paste(request: HttpRequest, access: Access) -> HttpResponse:
    form = PasteForm(request.POST, auto_id="paste-%s")
    if not form.is_valid():
        return _page(request, access, paste=form, status=422)
    try:
        document = read_pasted(form.cleaned_data["text"], url=form.cleaned_data["url"])
    except ClaimsError as error:
        return _page(request, access, paste=form, status=report(form, error))
    return preview_page(request, access, document, method=CaptureMethod.PASTE)


@require_POST
@in_workspace(Right.ANNOTATE)
def fetch(request: HttpRequest, access: Access) -> HttpResponse:
    form = AddressForm(request.POST, auto_id="fetch-%s")
    if not form.is_valid():
        return _page(request, access, fetch=form, status=422)
    wanted = form.cleaned_data["url"]
    try:
        document = read_url(wanted)
    except ClaimsError as error:
        return _page(request, access, fetch=form, status=report(form, error))
    return preview_page(request, access, document, method=CaptureMethod.URL, captured_from=wanted)


def _page(
    request: HttpRequest,
    access: Access,
    *,
    paste: PasteForm | None = None,
    fetch: AddressForm | None = None,
    problem: ClaimsError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The three ways in, with what was sent and why it was refused."""
    context = frame(
        access,
        "import",
        paste=paste or PasteForm(auto_id="paste-%s"),
        fetch=fetch or AddressForm(auto_id="fetch-%s"),
        problem=problem,
        bad_rows=problem.rows if isinstance(problem, BadRows) else [],
    )
    return render_page(request, "imports/start.html", context, status=status)

"""Pages of claims: the list with all filters, what is done to many at once, and one claim at its permanent address."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import ClaimsError, NotFound
from claims.models import Claim
from claims.permissions import Right
from claims.queries import filters, highlights, labels, names, pages, sets
from claims.queries.access import Access
from claims.queries.claim_documents import documents_of
from claims.queries.filters import CLAIM_FILTERS
from claims.queries.pages import Page
from claims.services import bulk_edits, undo
from claims.web.errors import status_of
from claims.web.forms.bulk import BulkForm, ticked
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import claims as presented
from claims.web.presenters.addresses import address, tidied, values_of
from claims.web.presenters.filters import claim_groups
from claims.web.presenters.frame import frame
from claims.web.redirects import next_address, see_other
from claims.web.views.lists import PAGE_SIZE, asked, neighbours

LAST_BULK = "last_bulk_edit"


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """The claims that pass the filters, newest first."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    return _list(request, access, BulkForm())


@require_POST
@in_workspace(Right.ANNOTATE)
def edit_many(request: HttpRequest, access: Access) -> HttpResponse:
    """Does to the ticked claims what the bar asks for, and goes back to the list they were ticked in."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _list(request, access, form, status=422)
    try:
        chosen = ticked(request.POST)
        _check_visible(access, chosen)
        event = bulk_edits.apply(access.workspace, chosen, form.edit(), by=access.user)
    except ClaimsError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _list(request, access, form, status=status_of(error))
    request.session[LAST_BULK] = str(event.pk)
    messages.success(request, presented.done_in_words(form.edit(), count=len(chosen)))
    return see_other(_list_address(request, access))


@require_POST
@in_workspace(Right.ANNOTATE)
def undo_many(request: HttpRequest, access: Access) -> HttpResponse:
    """Takes the last change of ticked claims back, unless one of them changed since."""
    event = request.session.pop(LAST_BULK, None)
    try:
        if event is None:
            raise ClaimsError("There is nothing left here to take back.")
        undo.take_back(access.workspace, UUID(event), by=access.user)
        messages.success(request, "Taken back.")
    except ClaimsError as error:
        messages.error(request, error.message)
    return see_other(next_address(request, otherwise=reverse("claims", args=[access.workspace.slug])))


def _check_visible(access: Access, ids: Sequence[UUID]) -> None:
    """Raises NotFound for claims of other workspaces and of other people's blind work."""
    rows = sets.only_visible(access, Claim.objects.filter(workspace=access.workspace, pk__in=ids))
    if rows.count() < len(ids):
        raise NotFound("One of the ticked claims is not in this workspace.")


def _list_address(request: HttpRequest, access: Access) -> str:
    return address(reverse("claims", args=[access.workspace.slug]), values_of(request.GET))


def _list(request: HttpRequest, access: Access, bulk: BulkForm, *, status: int = 0) -> HttpResponse:
    """The list as asked for, with the bar as it was sent and its boxes as they were ticked."""
    workspace = access.workspace
    path = reverse("claims", args=[workspace.slug])
    question = asked(request, access, path=path, known=CLAIM_FILTERS)
    values = question.values
    page = Page([], None, None)
    counted = None
    if question.filters is not None:
        rows = filters.claims(workspace, question.filters)
        cursor = request.GET.get("cursor", "")
        page = pages.page(rows, cursor=cursor, size=PAGE_SIZE, narrowed=bool(question.filters), scope=path)
        counted = rows.count() if "count" in request.GET else None
    found = highlights.of_claims(workspace, page.ids, values.get("q", []))
    offered = list(labels.offered(workspace).values_list("name", flat=True))
    context = frame(
        access,
        "claims",
        asked=question,
        here=address(path, values),
        count_address=address(path, values, count="yes"),
        bulk_address=address(reverse("claims-bulk", args=[workspace.slug]), values),
        export_address=address(reverse("export-file", args=[workspace.slug, "claims", "csv"]), question.filter_values),
        export_page=address(reverse("export", args=[workspace.slug]), question.filter_values),
        rows=presented.rows(documents_of(workspace, page.ids), found),
        ticked=set(request.POST.getlist("claim")),
        counted=counted,
        words=question.make.field("q"),
        groups=claim_groups(
            question.make, labels=offered, members=names.of_members(workspace), may_review=access.allows(Right.REVIEW)
        ),
        source_names=names.of_sources(workspace),
        labels=offered,
        bulk=bulk,
        may_undo=LAST_BULK in request.session and bool(messages.get_messages(request)),
        page=neighbours(question, page),
    )
    return render_page(request, "claims/list.html", context, fragment="results", status=status or question.status)

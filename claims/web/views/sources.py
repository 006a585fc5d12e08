"""Pages of the registry of sources: the list, one source with what it said, and the forms that change it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.errors import ClaimsError
from claims.models import Claim, Source, SourceRelation
from claims.permissions import Right
from claims.queries import filters, name_pages, names, pages, source_duplicates, source_histories
from claims.queries import sources as reading
from claims.queries.access import Access, load
from claims.queries.claim_documents import documents_of
from claims.queries.dossiers import dossier_of
from claims.queries.filters import SOURCE_FILTERS, Filters
from claims.queries.pages import Page
from claims.services import sources as writing
from claims.web.forms.problems import report
from claims.web.forms.sources import RelationForm, SourceForm, initial_of
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import sources as presented
from claims.web.presenters.addresses import tidied
from claims.web.presenters.claims import ClaimRow
from claims.web.presenters.claims import rows as claim_rows
from claims.web.presenters.dossiers import grades_chart, months_chart
from claims.web.presenters.filters import source_fields
from claims.web.presenters.frame import frame
from claims.web.presenters.grades import panel
from claims.web.redirects import see_other
from claims.web.views.lists import PAGE_SIZE, asked, neighbours
from claims.web.views.source_targets import named_target

CLAIMS_SHOWN = 10


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """The sources that pass the filters, by name."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    question = asked(request, access, path=request.path, known=SOURCE_FILTERS)
    page = Page([], None, None)
    if question.filters is not None:
        rows = filters.sources(access.workspace, question.filters)
        page = name_pages.page(rows, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, scope=request.path)
    documents = reading.documents_of(access.workspace, page.ids)
    context = frame(
        access,
        "sources",
        asked=question,
        rows=presented.rows(documents, question.values.get("q", [])),
        fields=source_fields(question.make),
        page=neighbours(question, page),
    )
    return render_page(request, "sources/list.html", context, fragment="results", status=question.status)


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    source = load(access.workspace, Source.objects.select_related("merged_into", "article"), key)
    return _page(request, access, source, RelationForm(), status=200)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def make(request: HttpRequest, access: Access) -> HttpResponse:
    form = SourceForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = writing.make(access.workspace, form.record(), by=access.user)
            messages.success(request, f"“{made.name}” is in the registry now.")
            return see_other("source", access.workspace.slug, made.pk)
        except ClaimsError as error:
            status = report(form, error)
    return render_page(request, "sources/edit.html", frame(access, "sources", form=form, source=None), status=status)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def edit(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    source = load(access.workspace, Source.objects.filter(merged_into__isnull=True), key)
    form = SourceForm(request.POST or None, source=source, initial=initial_of(source))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            writing.revise(source, form.record(), by=access.user, revision=form.cleaned_data["revision"])
            messages.success(request, "Saved.")
            return see_other("source", access.workspace.slug, source.pk)
        except ClaimsError as error:
            status = report(form, error)
    return render_page(request, "sources/edit.html", frame(access, "sources", form=form, source=source), status=status)


@require_POST
@in_workspace(Right.ANNOTATE)
def relate(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """States how the source stands to another; one that is not in the registry is refused, not made."""
    source = load(access.workspace, Source.objects.select_related("merged_into", "article"), key)
    form = RelationForm(request.POST)
    if not form.is_valid():
        return _page(request, access, source, form, status=422)
    try:
        target = named_target(access, form.cleaned_data["target"], field="target")
        writing.relate(source, form.record(), target=target, by=access.user)
    except ClaimsError as error:
        return _page(request, access, source, form, status=report(form, error))
    return see_other("source", access.workspace.slug, source.pk)


@require_POST
@in_workspace(Right.ANNOTATE)
def unrelate(request: HttpRequest, access: Access, key: UUID, relation: UUID) -> HttpResponse:
    """Takes a statement of a relation back."""
    rows = SourceRelation.objects.filter(source=key, ended_at__isnull=True).select_related("source")
    writing.unrelate(load(access.workspace, rows, relation), by=access.user)
    messages.success(request, "The relation is taken back.")
    return see_other("source", access.workspace.slug, key)


def _page(request: HttpRequest, access: Access, source: Source, relation: RelationForm, *, status: int) -> HttpResponse:
    document = reading.documents_of(access.workspace, [source.pk])[0]
    mine = (str(source.pk),)
    dossier = dossier_of(source)
    said_first = filters.claims(access.workspace, Filters({"origin": mine}))
    context = frame(
        access,
        "sources",
        source=document,
        row=source,
        dossier=dossier,
        chart=months_chart(dossier.months),
        grade_chart=grades_chart(dossier.grades),
        grading=panel(source, access.workspace.slug),
        merges=source_histories.merges_of(source),
        splits=source_histories.splits_of(source),
        alike=source_duplicates.of_source(source),
        other_names=presented.other_names(document),
        incoming=reading.relations_to(source),
        first_said=_rows(access, said_first),
        relayed=_rows(access, filters.claims(access.workspace, Filters({"source": mine})).exclude(pk__in=said_first)),
        relation_form=relation,
        source_names=names.of_sources(access.workspace),
    )
    return render_page(request, "sources/show.html", context, status=status)


def _rows(access: Access, claims: QuerySet[Claim]) -> list[ClaimRow]:
    """The newest of these claims. Three queries."""
    page = pages.page(claims, size=CLAIMS_SHOWN, narrowed=True)
    return claim_rows(documents_of(access.workspace, page.ids), {})

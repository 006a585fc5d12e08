"""That two sources are one, or one is two, as forms: merging, splitting, and taking either back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ClaimsError
from claims.exchange.records import SourceReference
from claims.models import Source, SourceRedirect
from claims.permissions import Right
from claims.queries import source_histories
from claims.queries.access import Access, load
from claims.queries.sources import matching
from claims.services import source_merges, source_splits
from claims.web.forms.problems import report
from claims.web.forms.source_merges import MergeForm, SplitForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other
from claims.web.views.source_targets import named_target


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def merge(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    source = load(access.workspace, Source.objects.filter(merged_into__isnull=True).select_related("workspace"), key)
    form = MergeForm(request.POST or None, initial={"revision": source.revision})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            into = named_target(access, form.cleaned_data["into"], field="into")
            source_merges.merge(source, into=into, by=access.user, revision=form.cleaned_data["revision"])
            messages.success(
                request, f"“{source.name}” counts as “{into.name}” now. The merge can be taken back below."
            )
            return see_other("source", access.workspace.slug, into.pk)
        except ClaimsError as error:
            status = report(form, error)
    alike = [row for row in matching(access.workspace, source.name.split()[0]) if row.pk != source.pk]
    context = frame(access, "sources", source=source, form=form, offered=[row.name for row in alike])
    return render_page(request, "sources/merge.html", context, status=status)


@require_POST
@in_workspace(Right.ANNOTATE)
def unmerge(request: HttpRequest, access: Access, key: UUID, merge: UUID) -> HttpResponse:
    rows = SourceRedirect.objects.filter(source=key, undone_at__isnull=True)
    redirect = load(access.workspace, rows.select_related("workspace", "source"), merge)
    source = source_merges.unmerge(redirect, by=access.user)
    messages.success(request, f"“{source.name}” stands for itself again, with all that was said of it.")
    return see_other("source", access.workspace.slug, source.pk)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def split(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Steps of the source with a tick box each, and the source that the ticked ones are of."""
    source = load(access.workspace, Source.objects.filter(merged_into__isnull=True).select_related("workspace"), key)
    steps = source_histories.steps_of(source)
    form = SplitForm(
        request.POST or None, steps=[str(step.hop) for step in steps], initial={"revision": source.revision}
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = source_splits.split(
                source,
                hops=[UUID(value) for value in form.cleaned_data["steps"]],
                to=SourceReference(name=form.cleaned_data["to"]),
                by=access.user,
                revision=form.cleaned_data["revision"],
            )
            count = f"{len(made.hops)} step{'' if len(made.hops) == 1 else 's'}"
            messages.success(request, f"{count} moved to “{made.to.name}”. This can be taken back below.")
            return see_other("source", access.workspace.slug, source.pk)
        except ClaimsError as error:
            status = report(form, error)
    ticked = set(request.POST.getlist("steps"))
    context = frame(
        access, "sources", source=source, form=form, steps=[(step, str(step.hop) in ticked) for step in steps]
    )
    return render_page(request, "sources/split.html", context, status=status)


@require_POST
@in_workspace(Right.ANNOTATE)
def unsplit(request: HttpRequest, access: Access, key: UUID, event: UUID) -> HttpResponse:
    source = load(access.workspace, Source.objects.select_related("workspace"), key)
    source_splits.unsplit(source, event, by=access.user)
    messages.success(request, "The steps are back where they were.")
    return see_other("source", access.workspace.slug, source.pk)

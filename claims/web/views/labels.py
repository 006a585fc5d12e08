"""The page of a workspace's labels: each with its claims, and the forms that make, rename and retire one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import ClaimsError
from claims.models import Label
from claims.permissions import Right
from claims.queries import labels as reading
from claims.queries.access import Access, load
from claims.services import label_merges
from claims.services import labels as writing
from claims.web.forms.labels import LabelForm, RenameForm
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    return _page(request, access, LabelForm())


@require_POST
@in_workspace(Right.ANNOTATE)
def make(request: HttpRequest, access: Access) -> HttpResponse:
    form = LabelForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form, status=422)
    given = form.cleaned_data
    try:
        made = writing.make(access.workspace, given["name"], by=access.user, description=given["description"])
    except ClaimsError as error:
        return _page(request, access, form, status=report(form, error))
    messages.success(request, f"The label “{made.name}” can be chosen now.")
    return see_other("labels", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def rename(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    label = load(access.workspace, Label.objects.filter(merged_into__isnull=True), key)
    form = RenameForm(request.POST, auto_id=f"{key}-%s")
    if not form.is_valid():
        return _page(request, access, LabelForm(), renamed=(label, form), status=422)
    try:
        writing.rename(label, form.cleaned_data["name"], by=access.user)
    except ClaimsError as error:
        return _page(request, access, LabelForm(), renamed=(label, form), status=report(form, error))
    messages.success(request, "Renamed; the claims that carry it were not touched.")
    return see_other("labels", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def retire(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    label = load(access.workspace, Label.objects.filter(retired_at__isnull=True), key)
    writing.retire(label, by=access.user)
    messages.success(request, f"The label “{label.name}” is no longer offered; claims that carry it keep it.")
    return see_other("labels", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def restore(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    label = load(access.workspace, Label.objects.filter(retired_at__isnull=False, merged_into__isnull=True), key)
    writing.restore(label, by=access.user)
    messages.success(request, f"The label “{label.name}” is offered again.")
    return see_other("labels", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def merge(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Into the label chosen; claims keep theirs and show the other one."""
    label = load(access.workspace, Label.objects.filter(merged_into__isnull=True), key)
    try:
        into = load(access.workspace, Label.objects.all(), request.POST.get("into", ""))
        label_merges.merge(label, into=into, by=access.user)
        messages.success(request, f"“{label.name}” counts as “{into.name}” now; no claim was touched.")
    except ClaimsError as error:
        messages.error(request, error.message)
    return see_other("labels", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def unmerge(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    label = load(access.workspace, Label.objects.filter(merged_into__isnull=False), key)
    label_merges.unmerge(label, by=access.user)
    messages.success(request, f"“{label.name}” stands for itself again.")
    return see_other("labels", access.workspace.slug)


def _page(
    request: HttpRequest,
    access: Access,
    form: LabelForm,
    *,
    renamed: tuple[Label, RenameForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """All labels; the one whose new name was refused shows the form as it was sent."""
    rows = [
        (label, renamed[1])
        if renamed and renamed[0].pk == label.pk
        else (label, RenameForm(initial={"name": label.name}, auto_id=f"{label.pk}-%s"))
        for label in reading.with_counts(access.workspace)
    ]
    context = frame(
        access,
        "labels",
        form=form,
        offered=[row for row in rows if row[0].retired_at is None],
        retired=[row for row in rows if row[0].retired_at is not None],
        merged=reading.merged(access.workspace),
    )
    return render_page(request, "labels/list.html", context, status=status)

"""The family tree of a source at a date that can be chosen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.errors import BadDate
from claims.models import Source
from claims.permissions import Right
from claims.queries.access import Access, load
from claims.queries.source_trees import moment_of, tree_of
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import source_trees as shown
from claims.web.presenters.frame import frame


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Today, unless a date is asked for; a date that cannot be read is said."""
    rows = Source.objects.select_related("workspace", "merged_into")
    source = load(access.workspace, rows, key)
    asked, error, at = request.GET.get("at", "").strip(), "", timezone.now()
    try:
        at = moment_of(asked) if asked else at
    except BadDate as wrong:
        error = wrong.message
    tree = tree_of(source, at=at)
    context = frame(
        access,
        "sources",
        source=tree.source,
        tree=tree,
        asked=asked,
        error=error,
        at=at,
        picture=shown.drawing(tree, access.workspace.slug) if tree.links else "",
        twigs=shown.nested(tree),
    )
    return render_page(request, "sources/family.html", context, status=422 if error else 200)

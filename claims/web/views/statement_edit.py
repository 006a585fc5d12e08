"""Changing a statement: its words, what was merged into it, how it relates to others; not who makes it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError, Conflict, Stale
from claims.models import Proposition, PropositionRelation
from claims.permissions import Right
from claims.queries import propositions, statement_histories
from claims.queries.access import Access, load
from claims.queries.filters import as_uuid
from claims.services import propositions as writing
from claims.vocabulary import PropositionRelationKind
from claims.web.errors import status_of
from claims.web.forms.statements import StatementForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

MOST_OFFERED = 200
Do = Callable[[HttpRequest, Access, Proposition], str]


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def edit(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """`do` says which of the page's forms was sent. What was merged is changed at the statement it counts as."""
    row = load(access.workspace, Proposition.objects.all(), key)
    if row.merged_into_id:
        return see_other("statement-edit", access.workspace.slug, row.merged_into_id)
    error: ClaimsError | None = None
    if request.method == "POST":
        do = DEEDS.get(request.POST.get("do", ""), _refuse)
        try:
            messages.success(request, do(request, access, row))
            return see_other("statement-edit", access.workspace.slug, row.pk)
        except ClaimsError as wrong:
            error = wrong
    given = request.POST if request.POST.get("do") == "revise" else {"text": row.text, "note": row.note}
    others = propositions.standing(access.workspace).exclude(pk=row.pk).order_by("-pk")
    context = frame(
        access,
        "statements",
        statement=row,
        error=error.message if error else "",
        stands=row if isinstance(error, Stale) else None,
        form=StatementForm(initial={"text": given.get("text", ""), "note": given.get("note", "")}),
        revision=row.revision,
        merged=Proposition.objects.filter(workspace=access.workspace, merged_into=row).order_by("pk"),
        relations=[(one, one.proposition_id == row.pk) for one in _relations(access, row)],
        kinds=list(PropositionRelationKind),
        splits=statement_histories.splits_of(row),
        offered=others.values_list("text", flat=True)[:MOST_OFFERED],
    )
    return render_page(request, "statements/edit.html", context, status=status_of(error) if error else 200)


def _refuse(request: HttpRequest, access: Access, row: Proposition) -> str:
    raise Conflict("Send one of the forms of this page.")


def _revise(request: HttpRequest, access: Access, row: Proposition) -> str:
    seen = request.POST.get("revision", "")
    writing.revise(
        row,
        text=request.POST.get("text", ""),
        note=request.POST.get("note", ""),
        by=access.user,
        revision=int(seen) if seen.isdecimal() else None,
    )
    return "The statement was changed."


def _merge(request: HttpRequest, access: Access, row: Proposition) -> str:
    """The other one counts as this one from now on."""
    other = _named(request, access, row)
    writing.merge(other, into=row, by=access.user)
    return f"“{other.text}” counts as this statement now."


def _unmerge(request: HttpRequest, access: Access, row: Proposition) -> str:
    rows = Proposition.objects.filter(merged_into=row)
    other = writing.unmerge(load(access.workspace, rows, request.POST.get("other", "")), by=access.user)
    return f"“{other.text}” stands for itself again."


def _relate(request: HttpRequest, access: Access, row: Proposition) -> str:
    kind = request.POST.get("kind", "")
    if kind not in PropositionRelationKind.values():
        raise Conflict(f"A relation is one of: {', '.join(PropositionRelationKind.values())}.", field="kind")
    writing.relate(row, PropositionRelationKind(kind), target=_named(request, access, row), by=access.user)
    return "The relation is kept."


def _unrelate(request: HttpRequest, access: Access, row: Proposition) -> str:
    writing.unrelate(load(access.workspace, _relations(access, row), request.POST.get("other", "")), by=access.user)
    return "The relation was taken back."


DEEDS: dict[str, Do] = {
    "revise": _revise,
    "merge": _merge,
    "unmerge": _unmerge,
    "relate": _relate,
    "unrelate": _unrelate,
}


def _relations(access: Access, row: Proposition) -> QuerySet[PropositionRelation]:
    return propositions.relations_of(access.workspace, row).select_related("proposition", "target")


def _named(request: HttpRequest, access: Access, row: Proposition) -> Proposition:
    """Another standing statement, by its id or its words. Raises Conflict."""
    words = " ".join(request.POST.get("other", "").split())
    rows = propositions.standing(access.workspace).exclude(pk=row.pk)
    key = as_uuid(words)
    found = (rows.filter(pk=key) if key else rows.filter(text=words)).order_by("pk").first()
    if found is None:
        raise Conflict("There is no other statement with these words; choose one that is offered.", field="other")
    return found

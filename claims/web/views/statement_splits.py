"""That one statement is two, as a form: claims with a tick box each, what they say instead, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import ClaimsError
from claims.models import Claim, Proposition
from claims.permissions import Right
from claims.queries import propositions, sets
from claims.queries.access import Access, load
from claims.queries.claim_documents import documents_of
from claims.queries.verdicts import in_effect
from claims.services import verdicts
from claims.services.verdicts import MOST_AT_ONCE, Split
from claims.web.forms.problems import report
from claims.web.forms.statements import SplitForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import claims as presented
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

MOST_OFFERED = 200


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def split(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """What was merged is split at the statement it counts as."""
    row = load(access.workspace, Proposition.objects.select_related("workspace"), key)
    if row.merged_into_id:
        return see_other("statement-split", access.workspace.slug, row.merged_into_id)
    members = [one.claim for one in in_effect(access.workspace, [row.pk])]
    seen = sets.only_visible(access, Claim.objects.filter(workspace=access.workspace, pk__in=members))
    ids = list(seen.order_by("-pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    form = SplitForm(request.POST or None, claims=[str(one) for one in ids], initial={"revision": row.revision})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = _made(access, row, form)
            count = len(form.cleaned_data["claims"])
            messages.success(
                request,
                f"{count} claim{'' if count == 1 else 's'} now make{'s' if count == 1 else ''} “{made.to.text}”. "
                "This can be taken back below.",
            )
            return see_other("statement-edit", access.workspace.slug, row.pk)
        except ClaimsError as error:
            status = report(form, error)
    ticked = set(request.POST.getlist("claims"))
    others = propositions.standing(access.workspace).exclude(pk=row.pk).order_by("-pk")
    context = frame(
        access,
        "statements",
        statement=row,
        form=form,
        claims=[(one, one.claim["id"] in ticked) for one in presented.rows(documents_of(access.workspace, ids), {})],
        offered=others.values_list("text", flat=True)[:MOST_OFFERED],
    )
    return render_page(request, "statements/split.html", context, status=status)


@require_POST
@in_workspace(Right.ANNOTATE)
def unsplit(request: HttpRequest, access: Access, key: UUID, event: UUID) -> HttpResponse:
    row = load(access.workspace, Proposition.objects.select_related("workspace"), key)
    verdicts.unsplit(row, event, by=access.user)
    messages.success(request, "The claims make this statement again, by the verdicts they had.")
    return see_other("statement-edit", access.workspace.slug, row.pk)


def _made(access: Access, row: Proposition, form: SplitForm) -> Split:
    """To the statement that has these words already, else to a new one."""
    text = " ".join(form.cleaned_data["to"].split())
    claims = [UUID(value) for value in form.cleaned_data["claims"]]
    revision = form.cleaned_data["revision"]
    into = propositions.standing(access.workspace).filter(text=text).order_by("pk").first()
    if into is not None:
        return verdicts.split(row, claims, into=into, by=access.user, revision=revision)
    return verdicts.split_off(row, claims, text=text, by=access.user, revision=revision)

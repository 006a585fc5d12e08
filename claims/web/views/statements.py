"""Statements as a list, and new ones; one statement has a page of its own."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from claims.errors import ClaimsError
from claims.lineage.tracing import trace
from claims.models import Claim, Workspace
from claims.permissions import Right
from claims.queries import candidates, dependences, pages, propositions, sets
from claims.queries.access import Access, load
from claims.queries.claim_documents import documents_of
from claims.queries.evidence import evidence_of_each
from claims.queries.filters import as_uuid
from claims.queries.pages import Page
from claims.queries.propositions import PropositionDocument
from claims.services import judgements, verdicts
from claims.vocabulary import Verdict
from claims.web.forms.problems import report
from claims.web.forms.statements import StatementForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import statements as presented
from claims.web.presenters.addresses import tidied
from claims.web.presenters.frame import frame
from claims.web.presenters.lineages import card_of
from claims.web.redirects import see_other
from claims.web.views.lists import PAGE_SIZE, asked, neighbours

MOST_TRACED = 1000
"""Claims of a page whose sources are counted at once; for the rest, the page of the statement does."""
MOST_OF_ONE = 200


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """Statements that contain the words, the newest first."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    question = asked(request, access, path=request.path, known=("q",))
    page = Page([], None, None)
    words = question.values.get("q", [])
    if question.filters is not None:
        rows = propositions.standing(access.workspace, words=words)
        page = pages.page(rows, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, scope=request.path)
    documents = propositions.documents_of(access.workspace, page.ids)
    context = frame(
        access,
        "statements",
        asked=question,
        words=" ".join(words),
        rows=presented.rows(documents, words, _independent(access.workspace, documents)),
        page=neighbours(question, page),
        copies=dependences.waiting(access.workspace).count(),
    )
    return render_page(request, "statements/list.html", context, fragment="results", status=question.status)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def make(request: HttpRequest, access: Access) -> HttpResponse:
    """A new statement, on its own or out of a claim, which is then the first to make it."""
    claim = _claim(access, request.GET.get("claim", ""))
    form = StatementForm(request.POST or None, initial={"text": claim.quote[:1000]} if claim else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = judgements.make_proposition(
                access.workspace, form.cleaned_data["text"], by=access.user, note=form.cleaned_data["note"]
            )
            if claim:
                verdicts.judge(claim, made, Verdict.SAME, by=access.user)
            messages.success(request, "The statement is made. Now look for other claims that say the same.")
            return see_other("candidates", access.workspace.slug, made.pk)
        except ClaimsError as error:
            status = report(form, error)
    found = candidates.for_claim(access.workspace, claim, by=access.user)[:5] if claim else []
    documents = documents_of(access.workspace, [one.claim for one in found])
    texts = propositions.texts_of(access.workspace, [one["proposition"] for one in documents if one["proposition"]])
    alike = [(one, texts.get(one["proposition"] or "", "")) for one in documents]
    context = frame(access, "statements", form=form, claim=claim, alike=alike)
    return render_page(request, "statements/new.html", context, status=status)


def _claim(access: Access, key: str) -> Claim | None:
    if not key:
        return None
    rows = sets.only_visible(access, Claim.objects.filter(withdrawn_at__isnull=True).select_related("workspace"))
    return load(access.workspace, rows, as_uuid(key) or key)


def _independent(workspace: Workspace, documents: Sequence[PropositionDocument]) -> dict[str, str]:
    """On how many independent sources each rests, in words, for as many of the page as is quickly counted."""
    chosen, total = [], 0
    for document in documents:
        if 0 < document["claims"] <= MOST_OF_ONE and total + document["claims"] <= MOST_TRACED:
            total += document["claims"]
            chosen.append(UUID(document["id"]))
    evidence = evidence_of_each(workspace, chosen) if chosen else {}
    return {str(key): card_of(trace(evidence[key])).independent for key in chosen}

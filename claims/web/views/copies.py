"""Articles that may be copies of each other: one pair at a time, both texts side by side, decided by one key."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.models import Article, Dependence, Source
from claims.permissions import Right
from claims.queries import copies, dependences, preferences
from claims.queries.access import Access, load
from claims.queries.filters import as_uuid
from claims.services import dependences as writing
from claims.tasks import start_finding_copies
from claims.vocabulary import DependenceKind, ProposalState
from claims.web.forms.statements import DecisionForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.key_choices import screen_context
from claims.web.keys import COPY_KEYS
from claims.web.presenters.addresses import address
from claims.web.presenters.frame import frame
from claims.web.presenters.statements import compared
from claims.web.redirects import see_other

DECIDED = "decided_copies"
MOST_UNDONE = 50
SIDE = ("current_version", "publisher__merged_into", "wire_credit__merged_into")


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    """The newest pair that waits and was not passed over (`passed`), or the one asked for (`pair`)."""
    waiting = dependences.waiting(access.workspace)
    passed = request.GET.get("passed", "")
    after = as_uuid(passed)
    left = waiting.filter(pk__lt=after) if after else waiting
    asked = as_uuid(request.GET.get("pair", ""))
    pair = (waiting.filter(pk=asked).first() if asked else None) or left.order_by("-pk").first()
    count = left.count()
    here = reverse("copies", args=[access.workspace.slug])
    context = frame(
        access,
        "statements",
        pair=pair,
        sides=_sides(access, pair) if pair else [],
        left=count,
        skipped=waiting.count() - count,
        waiting_for=copies.count_unsigned(access.workspace) if pair is None else 0,
        passed=passed,
        next=address(here, {}, passed=str(pair.pk)) if pair else "",
        here=here,
        may_undo=bool(request.session.get(DECIDED)),
        decisions=[key for key in COPY_KEYS if key.group == "Decision" and key.command != "accept"],
        **screen_context("Articles that may be copies", preferences.of(access.user)),
    )
    return render_page(request, "statements/copies.html", context, fragment="pair")


@require_POST
@in_workspace(Right.ANNOTATE)
def decide(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    row = load(access.workspace, dependences.listed(access.workspace), key)
    form = DecisionForm(request.POST)
    if form.is_valid():
        writing.decide(row, ProposalState.ACCEPTED, by=access.user, kind=form.kind())
        request.session[DECIDED] = [*request.session.get(DECIDED, []), [str(row.pk), str(row.kind)]][-MOST_UNDONE:]
    else:
        messages.warning(request, "Choose how the two depend, or that they are independent.")
    return see_other(_on(access, passed=request.POST.get("passed", "")))


@require_POST
@in_workspace(Right.ANNOTATE)
def undo(request: HttpRequest, access: Access) -> HttpResponse:
    """Puts the pair that was decided last back, as it was proposed, and shows it again."""
    done = request.session.get(DECIDED, [])
    if not done:
        messages.warning(request, "There is no decision of yours to undo here.")
        return see_other(_on(access, passed=request.POST.get("passed", "")))
    request.session[DECIDED] = done[:-1]
    key, kind = done[-1]
    row = dependences.listed(access.workspace).filter(pk=key, decided_by=access.user.pk).first()
    if row is None:
        messages.warning(request, "Somebody decided on this pair anew since, so it stays.")
        return see_other(_on(access, passed=request.POST.get("passed", "")))
    writing.decide(row, ProposalState.PENDING, by=access.user, kind=DependenceKind(kind))
    return see_other(_on(access, passed=request.POST.get("passed", ""), pair=key))


@require_POST
@in_workspace(Right.ANNOTATE)
def find(request: HttpRequest, access: Access) -> HttpResponse:
    """Queues the comparison of what was not compared yet."""
    if start_finding_copies(access.workspace, by=access.user):
        messages.success(request, "All articles are compared in the background; copies appear here.")
    else:
        messages.warning(request, "A comparison waits already; copies appear here.")
    return see_other("copies", access.workspace.slug)


def _sides(access: Access, pair: Dependence) -> list[dict[str, object]]:
    """The later article first."""
    rows = Article.objects.filter(workspace=access.workspace, pk__in=[pair.article_id, pair.on_article_id])
    found = rows.select_related(*SIDE).in_bulk()
    sides = [found[key] for key in (pair.article_id, pair.on_article_id) if key]
    texts = [side.current_version.text if side.current_version else "" for side in sides]
    return [
        {
            "article": side,
            "publisher": _name(side.publisher),
            "wire": _name(side.wire_credit),
            "text": compared(texts[place], texts[1 - place]),
        }
        for place, side in enumerate(sides)
    ]


def _name(source: Source | None) -> str:
    return (source.merged_into or source).name if source else ""


def _on(access: Access, **more: str) -> str:
    here = reverse("copies", args=[access.workspace.slug])
    return address(here, {}, **{name: value for name, value in more.items() if value})

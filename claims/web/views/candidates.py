"""Is it the same? One claim at a time beside a statement, with a person's verdict by one key, and its undoing."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import ClaimsError
from claims.models import AuditEvent, Claim, Proposition
from claims.permissions import Right
from claims.queries import candidates, preferences, propositions, sets
from claims.queries.access import Access, load
from claims.queries.candidates import Found
from claims.queries.claim_documents import documents_of
from claims.queries.verdicts import in_effect
from claims.services import verdicts
from claims.vocabulary import Verdict
from claims.web.forms.statements import VerdictForm
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.key_choices import screen_context
from claims.web.presenters.addresses import address
from claims.web.presenters.chains import claim_words
from claims.web.presenters.claims import rows as claim_rows
from claims.web.presenters.frame import frame
from claims.web.presenters.highlights import marked_words
from claims.web.redirects import see_other

JUDGED = "judged"
MOST_UNDONE = 50
CLAIMS_SHOWN = 5


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """The likeliest claim that was neither judged nor passed over (`passed`), or the one asked for (`claim`)."""
    row = load(access.workspace, Proposition.objects.all(), key)
    if row.merged_into_id:
        return see_other("candidates", access.workspace.slug, row.merged_into_id)
    found = candidates.for_proposition(access.workspace, row, by=access.user)
    passed = request.GET.get("passed", "")
    left = _left(found, passed=passed, first=request.GET.get("claim", ""))
    members = [one.claim for one in in_effect(access.workspace, [row.pk])]
    shown = documents_of(access.workspace, [*(one.claim for one in left[:1]), *members[-CLAIMS_SHOWN:]])
    candidate = shown.pop(0) if left else None
    here = reverse("candidates", args=[access.workspace.slug, row.pk])
    texts = propositions.texts_of(
        access.workspace, [candidate["proposition"]] if candidate and candidate["proposition"] else []
    )
    context = frame(
        access,
        "statements",
        statement=row,
        present=claim_rows(shown, {}),
        more=len(members) - len(shown),
        candidate=candidate,
        quote=marked_words(candidate["quote"], left[0].phrases) if candidate else "",
        chain=claim_words(candidate) if candidate else "",
        why=left[0].why if left else "",
        now_in="".join(texts.values()),
        left=len(left),
        skipped=len(found) - len(left),
        passed=passed,
        next=address(here, {}, passed=_rank(left[0])) if left else "",
        here=here,
        may_undo=bool(_done(request, row.pk)),
        **screen_context("Is it the same?", preferences.of(access.user)),
    )
    return render_page(request, "statements/candidates.html", context, fragment="candidate")


@require_POST
@in_workspace(Right.ANNOTATE)
def judge(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Keeps the verdict and goes on to the next claim."""
    row = load(access.workspace, Proposition.objects.select_related("workspace"), key)
    form = VerdictForm(request.POST)
    if form.is_valid():
        rows = sets.only_visible(access, Claim.objects.select_related("workspace"))
        claim = load(access.workspace, rows, form.cleaned_data["claim"])
        try:
            made = verdicts.judge(claim, row, Verdict(form.cleaned_data["verdict"]), by=access.user)
            _remember(request, access, row.pk, judgement=made.pk, claim=claim.pk)
        except ClaimsError as error:
            messages.warning(request, error.message)
    else:
        messages.warning(request, "Choose: the same, different or unsure.")
    return see_other(_on(access, row.pk, passed=request.POST.get("passed", "")))


@require_POST
@in_workspace(Right.ANNOTATE)
def undo(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Takes the last verdict given here back and shows its claim again."""
    row = load(access.workspace, Proposition.objects.all(), key)
    done = _done(request, row.pk)
    if not done:
        messages.warning(request, "There is no verdict of yours to undo here.")
        return see_other(_on(access, row.pk, passed=request.POST.get("passed", "")))
    event, claim = done[-1]
    request.session[JUDGED] = [one for one in request.session[JUDGED] if one[1] != event]
    try:
        verdicts.take_back(access.workspace, UUID(event), by=access.user)
    except ClaimsError as error:
        messages.warning(request, error.message)
    return see_other(_on(access, row.pk, passed=request.POST.get("passed", ""), claim=claim))


def _left(found: Sequence[Found], *, passed: str, first: str) -> list[Found]:
    """Those that come after the rank that was passed over, and before them the one asked for."""
    rest = [one for one in found if not passed or _rank(one) > passed]
    asked = [one for one in found if str(one.claim) == first]
    return asked + [one for one in rest if one not in asked]


def _rank(one: Found) -> str:
    """Where a claim stands in the list, as text that sorts like it."""
    return f"{1 - one.score:.4f}-{(1 << 128) - one.claim.int:039d}"


def _on(access: Access, key: UUID, **more: str) -> str:
    here = reverse("candidates", args=[access.workspace.slug, key])
    return address(here, {}, **{name: value for name, value in more.items() if value})


def _remember(request: HttpRequest, access: Access, key: UUID, *, judgement: UUID, claim: UUID) -> None:
    """Which events this browser may undo here, the last one last."""
    event = (
        AuditEvent.objects.filter(workspace=access.workspace, object_id=judgement, action="judgement.make")
        .order_by("pk")
        .last()
    )
    if event is not None:
        kept = [*request.session.get(JUDGED, []), [str(key), str(event.pk), str(claim)]]
        request.session[JUDGED] = kept[-MOST_UNDONE:]


def _done(request: HttpRequest, key: UUID) -> list[tuple[str, str]]:
    return [(event, claim) for of, event, claim in request.session.get(JUDGED, []) if of == str(key)]

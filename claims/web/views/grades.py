"""The pages that grade a source, a statement or a claim; each shows what was given before, and takes the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError
from claims.models import Claim, Proposition, Source
from claims.permissions import Right
from claims.queries import grades as reading
from claims.queries import sets
from claims.queries.access import Access, load
from claims.services import grades as writing
from claims.vocabulary import Credibility, Reliability
from claims.web.forms.grades import CredibilityForm, ReliabilityForm
from claims.web.forms.problems import report
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.frame import frame
from claims.web.presenters.grades import Subject, panel
from claims.web.redirects import see_other


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def source(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    subject = load(access.workspace, Source.objects.all(), key)
    form = ReliabilityForm(request.POST or None)
    if form.is_valid():
        try:
            given = form.cleaned_data
            writing.grade_reliability(subject, Reliability(given["grade"]), given["rationale"], by=access.user)
            messages.success(request, "Graded; earlier grades stay in the history.")
            return see_other("source", access.workspace.slug, subject.pk)
        except ClaimsError as error:
            report(form, error)
    return _page(request, access, subject, form, section="sources", words=subject.name)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def statement(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    subject = load(access.workspace, Proposition.objects.all(), key)
    form = CredibilityForm(request.POST or None)
    if _graded(request, access, subject, form):
        return see_other("statement", access.workspace.slug, subject.pk)
    return _page(request, access, subject, form, section="statements", words=subject.text)


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def claim(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    rows = sets.only_visible(access, Claim.objects.filter(withdrawn_at__isnull=True))
    subject = load(access.workspace, rows, key)
    form = CredibilityForm(request.POST or None)
    if _graded(request, access, subject, form):
        return see_other("claim", access.workspace.slug, subject.pk)
    return _page(request, access, subject, form, section="claims", words=f"“{subject.quote}”")


def _graded(request: HttpRequest, access: Access, subject: Proposition | Claim, form: CredibilityForm) -> bool:
    """A 1 that fewer than two lines bear is saved where the tick says that it is known."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    grade = Credibility(given["grade"])
    if grade is Credibility.CONFIRMED and not given["anyway"]:
        warning = reading.warning(grade, reading.lower_bound(access.workspace, subject))
        if warning:
            form.ask(warning)
            return False
    try:
        writing.grade_credibility(subject, grade, given["rationale"], by=access.user)
    except ClaimsError as error:
        report(form, error)
        return False
    messages.success(request, "Graded; earlier grades stay in the history.")
    return True


def _page(
    request: HttpRequest,
    access: Access,
    subject: Subject,
    form: ReliabilityForm | CredibilityForm,
    *,
    section: str,
    words: str,
) -> HttpResponse:
    context = frame(
        access, section, grading=panel(subject, access.workspace.slug, form=form), subject=words, whole_page=True
    )
    return render_page(request, "grades/edit.html", context, status=422 if form.is_bound else 200)

"""The page on suggestions: how they were decided by band and by rule, what was learned, and learning anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from claims import tasks
from claims.permissions import Right
from claims.queries import jobs, suggestions
from claims.queries.access import Access
from claims.queries.finished import finished
from claims.services import suggesters
from claims.suggestions.bands import ENOUGH
from claims.suggestions.training import FEWEST
from claims.vocabulary import ProposalState
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import acceptance
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    decided = suggestions.tallies(access.workspace)
    row = suggestions.fitted(access.workspace)
    job = jobs.latest(access.workspace, tasks.TRAIN)
    context = frame(
        access,
        "analysis",
        bands=acceptance.by_band(decided),
        rules=acceptance.by_rule(decided),
        is_measured=acceptance.is_measured(decided),
        enough=ENOUGH,
        waiting=suggestions.listed(access.workspace).filter(state=ProposalState.PENDING).count(),
        learned=row,
        report=row.report if row else {},
        fault=suggesters.fault(row) if row else "",
        curve=acceptance.learning_curve(row.report) if row else [],
        ticks=acceptance.ticks(),
        job=job,
        running=job if job and job.state in jobs.OPEN else None,
        finished=finished(access.workspace).count(),
        fewest=FEWEST,
        size={
            "bar": acceptance.BAR,
            "row": acceptance.ROW,
            "names": acceptance.NAMES,
            "width": acceptance.CURVE_WIDTH,
            "height": acceptance.CURVE_HEIGHT,
            "left": acceptance.MARGIN_LEFT,
        },
    )
    return render_page(request, "analysis/suggestions.html", context, fragment="learning")


@require_POST
@in_workspace(Right.ANNOTATE)
def train(request: HttpRequest, access: Access) -> HttpResponse:
    if tasks.start_training(access.workspace, by=access.user) is None:
        messages.info(request, "It waits already.")
    return see_other("analysis-suggestions", access.workspace.slug)

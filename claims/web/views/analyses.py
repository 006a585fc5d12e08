"""Pages of what is computed over many statements: matrix, alerts, ledger, grades, and the summary of one statement."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from claims import tasks
from claims.errors import BadFilter
from claims.exchange.csv_tables import neutralise
from claims.models import Proposition
from claims.permissions import Right
from claims.queries import alerts, analyses, diagnostics, ledgers, matrices, summaries
from claims.queries.access import Access, load
from claims.queries.claim_documents import documents_of
from claims.vocabulary import Credibility, Reliability
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import analyses as shown
from claims.web.presenters.addresses import address, values_of
from claims.web.presenters.claims import rows as claim_rows
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

NOTHING = alerts.Alerts().document()
KINDS = (
    ("Loops", "cycles", shown.loop_alerts, "a loop", "Outlets that cite each other until the loop closes."),
    ("Firmer than its source", "inflation", shown.firmer_alerts, "firmer", "Surer than the article it comes from."),
    ("Source lost", "attribution_loss", shown.lost_alerts, "source lost", "Own words for what had a source before."),
)
"""Of each kind of alert the title, its name in the result of a scan, how it is put in words, its chip and a note."""


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    return render_page(request, "analysis/index.html", frame(access, "analysis"))


@require_GET
@in_workspace(Right.READ)
def matrix(request: HttpRequest, access: Access) -> HttpResponse:
    """A statement or source that is not there is said above the matrix of all."""
    given = values_of(request.GET)
    error = ""
    try:
        found = _matrix(access, given)
    except BadFilter as wrong:
        error, given = wrong.message, {}
        found = _matrix(access, given)
    context = frame(
        access,
        "analysis",
        columns=found.columns,
        rows=shown.matrix_rows(found, access.workspace.slug),
        legend=shown.matrix_legend(),
        is_chosen=bool(given),
        error=error,
        file_query=address("", {name: given[name] for name in ("proposition", "family") if name in given}),
        most=matrices.MOST_ROWS,
    )
    return render_page(request, "analysis/matrix.html", context, status=422 if error else 200)


@require_GET
@in_workspace(Right.READ)
def matrix_file(request: HttpRequest, access: Access) -> HttpResponse:
    """The matrix as CSV, a dot for who is silent; no cell that a spreadsheet would run."""
    lines = io.StringIO()
    table = analyses.matrix_table(_matrix(access, values_of(request.GET)))
    csv.writer(lines).writerows([neutralise(cell) for cell in line] for line in table)
    response = HttpResponse(lines.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{access.workspace.slug}-matrix.csv"'
    return response


def _matrix(access: Access, given: dict[str, list[str]]) -> matrices.Matrix:
    return matrices.matrix(
        access.workspace, propositions=given.get("proposition", []), families=given.get("family", [])
    )


@require_GET
@in_workspace(Right.READ)
def show_alerts(request: HttpRequest, access: Access) -> HttpResponse:
    """What the last scan found; while one runs, how far it is."""
    scan = alerts.latest_scan(access.workspace)
    kept = scan.result if scan else {}
    context = frame(
        access,
        "analysis",
        scan=scan,
        running=alerts.running_scan(access.workspace),
        kinds=[
            (title, kept.get(key, NOTHING)["count"], make(kept.get(key, NOTHING)), chip, note)
            for title, key, make, chip, note in KINDS
        ],
    )
    return render_page(request, "analysis/alerts.html", context, fragment="scan")


@require_POST
@in_workspace(Right.ANNOTATE)
def start_scan(request: HttpRequest, access: Access) -> HttpResponse:
    if tasks.start_scan(access.workspace, by=access.user) is None:
        messages.info(request, "A scan waits already.")
    return see_other("analysis-alerts", access.workspace.slug)


@require_GET
@in_workspace(Right.READ)
def ledger(request: HttpRequest, access: Access) -> HttpResponse:
    found = ledgers.ledger(access.workspace)
    context = frame(
        access,
        "analysis",
        rows=shown.ledger_rows(found, access.workspace.slug),
        kinds=shown.NOT_NAMED,
        width=shown.BAR,
        most=ledgers.MOST_PUBLISHERS if len(found) == ledgers.MOST_PUBLISHERS else 0,
    )
    return render_page(request, "analysis/ledger.html", context)


@require_GET
@in_workspace(Right.READ)
def grades(request: HttpRequest, access: Access) -> HttpResponse:
    """The heat map, and the claims of one of its cells where one is asked for."""
    found = diagnostics.diagnostics(access.workspace)
    pair = request.GET.get("reliability", ""), request.GET.get("credibility", "")
    is_asked = pair[0] in Reliability.values() and pair[1] in Credibility.values()
    ids = diagnostics.claims_graded(access.workspace, Reliability(pair[0]), Credibility(pair[1])) if is_asked else []
    context = frame(
        access,
        "analysis",
        found=found,
        share=shown.percent(found.share),
        rows=shown.heat_map(found, access.workspace.slug),
        credibilities=tuple(Credibility),
        pair=pair if is_asked else None,
        claims=claim_rows(documents_of(access.workspace, ids), {}),
        most=diagnostics.MOST_SHOWN,
    )
    return render_page(request, "analysis/grades.html", context)


@require_GET
@in_workspace(Right.READ)
def summary(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """A draft of the source summary statement; what was merged into another statement leads there."""
    row = load(access.workspace, Proposition.objects.all(), key)
    slug = access.workspace.slug
    if row.merged_into_id:
        return see_other("statement-summary", slug, row.merged_into_id)
    found = summaries.summary_of(access.workspace, row)
    context = frame(access, "statements", statement=row, points=shown.summary_points(found, slug), text=found.text)
    return render_page(request, "analysis/summary.html", context)

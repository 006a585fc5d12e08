"""One statement: on how many independent sources it rests, who passed it on, and what if one had been silent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.lineage.tracing import trace
from claims.models import Proposition, Source
from claims.permissions import Right
from claims.queries import lineages
from claims.queries.access import Access, load
from claims.queries.claim_documents import documents_of
from claims.queries.evidence import evidence_of
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import claims as presented
from claims.web.presenters import lineages as shown
from claims.web.presenters.addresses import address, values_of
from claims.web.presenters.frame import frame
from claims.web.presenters.grades import panel
from claims.web.redirects import see_other

MOST_CLAIMS = 200
"""More are behind a link to the list of claims."""


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """What was merged into another statement leads there."""
    row = load(access.workspace, Proposition.objects.all(), key)
    slug = access.workspace.slug
    if row.merged_into_id:
        return see_other("statement", slug, row.merged_into_id)
    given = values_of(request.GET).get("without", [])
    silent = lineages.struck(access.workspace, given)
    names = Source.objects.filter(workspace=access.workspace, pk__in=silent, merged_into__isnull=True)
    struck = list(names.order_by("name").values_list("pk", "name"))
    evidence = evidence_of(access.workspace, row.pk)
    found = trace(evidence, without=silent)
    standing = trace(evidence) if struck else found
    path = reverse("statement", args=[slug, row.pk])
    ids = list(
        dict.fromkeys([*(one.assertion.id for one in found.supports), *(one.assertion.id for one in found.left_out)])
    )
    reasons = shown.reasons(found)
    events = shown.events(found)
    context = frame(
        access,
        "statements",
        statement=row,
        card=shown.card_of(found),
        grading=panel(row, slug, lower=len(standing.surely)),
        before=shown.card_of(standing) if struck else None,
        struck=[name for _, name in struck],
        found=found,
        picture=shown.drawing(found, slug, title=row.text),
        branches=shown.text_form(found, slug),
        strikes=shown.strikes(found, struck, path=path),
        events=events[: shown.MOST_EVENTS],
        more_events=events[shown.MOST_EVENTS :],
        findings=shown.findings(found),
        rows=[
            (one, reasons.get(one.claim["id"], ""))
            for one in presented.rows(documents_of(access.workspace, ids[:MOST_CLAIMS]), {})
        ],
        claims=len(ids),
        path=path,
        file_query=address("", {"without": [str(one) for one, _ in struck]}) if struck else "",
    )
    return render_page(request, "statements/show.html", context)

"""One claim at its permanent address: where it stands, who says so, and what was done to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.models import Claim
from claims.permissions import Right
from claims.queries import histories, sets, statements
from claims.queries.access import Access
from claims.queries.claim_documents import documents_of
from claims.queries.tombstones import load_standing
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.chains import citation, claim_words, name_of
from claims.web.presenters.claims import in_context
from claims.web.presenters.frame import frame
from claims.web.presenters.grades import panel
from claims.web.presenters.histories import deeds


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Withdrawn claims, too: their address holds for ever."""
    claim = load_standing(access.workspace, sets.only_visible(access, Claim.objects.select_related("version")), key)
    document = documents_of(access.workspace, [claim.pk])[0]
    statement = statements.of_claim(access.workspace, document)
    address = request.build_absolute_uri(reverse("claim", args=[access.workspace.slug, claim.pk]))
    context = frame(
        access,
        "claims",
        claim=document,
        chain=claim_words(document),
        publisher=name_of(document["publisher"], otherwise="The article"),
        paragraphs=in_context(document, claim.version),
        statement=statement,
        citation=citation(document, address=address),
        grading=panel(claim, access.workspace.slug),
        history=deeds(histories.of_claim(claim), document),
    )
    return render_page(request, "claims/show.html", context)

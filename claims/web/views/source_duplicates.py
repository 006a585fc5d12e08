"""Sources that may be one: the search for them, and one pair at a time for a person to decide."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.models import Job, Source, SourceLikeness
from claims.permissions import Right
from claims.queries import preferences, sources
from claims.queries import source_duplicates as reading
from claims.queries.access import Access, load
from claims.queries.filter_values import as_uuid
from claims.services import source_duplicates as deciding
from claims.tasks import DUPLICATES, start_finding_duplicates
from claims.vocabulary import Verdict
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.key_choices import screen_context
from claims.web.presenters.frame import frame
from claims.web.redirects import see_other

SAID = {
    Verdict.SAME: "“{}” and “{}” count as one now.",
    Verdict.DIFFERENT: "“{}” and “{}” are two; nobody will be asked again.",
    Verdict.UNSURE: "“{}” and “{}” are possibly the same.",
}


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    """The next pair behind the one that `after` names."""
    workspace = access.workspace
    pair = reading.next_pair(workspace, as_uuid(request.GET.get("after", "")))
    job = Job.objects.filter(workspace=workspace, kind=DUPLICATES).order_by("-pk").first()
    sides = sources.documents_of(workspace, [pair.source_id, pair.other_id]) if pair else []
    context = frame(
        access,
        "sources",
        pair=pair,
        sides=sorted(sides, key=lambda side: -side["claims_first_said"] - side["claims_relayed"]),
        waiting=reading.waiting(workspace).count(),
        decided=reading.decided(workspace),
        job=job,
        is_running=job is not None and job.state in ("waiting", "running"),
        is_skipping="after" in request.GET,
        **screen_context("Sources that may be one", preferences.of(access.user)),
        path=reverse("source-duplicates", args=[workspace.slug]),
    )
    return render_page(request, "sources/duplicates.html", context, fragment="search")


@require_POST
@in_workspace(Right.ANNOTATE)
def find(request: HttpRequest, access: Access) -> HttpResponse:
    if start_finding_duplicates(access.workspace, by=access.user) is None:
        messages.info(request, "The search waits in the queue already.")
    return see_other("source-duplicates", access.workspace.slug)


@require_POST
@in_workspace(Right.ANNOTATE)
def find_for(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Looks for the same source under other names, at once."""
    source = load(access.workspace, Source.objects.select_related("workspace"), key)
    found = deciding.propose_for(source, by=access.user)
    messages.success(request, f"{found} more to compare it with." if found else "Nobody new has a name like these.")
    return see_other("source", access.workspace.slug, source.pk)


@require_POST
@in_workspace(Right.ANNOTATE)
def decide(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    pair = load(access.workspace, SourceLikeness.objects.select_related("workspace", "source", "other"), key)
    given = request.POST.get("verdict", "")
    if given not in Verdict.values():
        messages.error(request, "Say whether they are the same, different, or may be the same.")
        return see_other("source-duplicates", access.workspace.slug)
    verdict = Verdict(given)
    deciding.decide(pair, verdict, by=access.user, into=as_uuid(request.POST.get("into", "")))
    messages.success(request, SAID[verdict].format(pair.source.name, pair.other.name))
    return see_other(f"{reverse('source-duplicates', args=[access.workspace.slug])}?after={pair.pk}")


@require_POST
@in_workspace(Right.ANNOTATE)
def reconsider(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    pair = load(access.workspace, SourceLikeness.objects.select_related("workspace"), key)
    deciding.reconsider(pair, by=access.user)
    messages.success(request, "Taken back; the pair waits again.")
    return see_other("source-duplicates", access.workspace.slug)

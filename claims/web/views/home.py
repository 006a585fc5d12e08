"""The front door: workspaces of a user, and the reports of the content security policy."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from claims.models import Workspace

logger = logging.getLogger("claims.csp")
LONGEST_REPORT = 8_000


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """200 for everybody: what this is for strangers, their workspaces for people who are logged in."""
    workspaces = Workspace.objects.visible_to(request.user).order_by("name") if request.user.is_authenticated else []
    return render(request, "home.html", {"workspaces": workspaces})


@require_GET
def enter_workspace(request: HttpRequest, slug: str) -> HttpResponse:
    return redirect("articles", slug)


@csrf_exempt
@require_POST
def report_violation(request: HttpRequest) -> HttpResponse:
    """Browsers post here what the policy stopped; tests assert that nothing comes."""
    logger.warning("Content security policy violation: %s", request.body[:LONGEST_REPORT].decode(errors="replace"))
    return HttpResponse(status=204)

"""Lets a logged-in member into a view of a workspace, with the right it needs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.permissions import Right
from claims.queries import access
from claims.queries.access import Access

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


def in_workspace(
    right: Right = Right.READ,
) -> Callable[[Callable[Concatenate[HttpRequest, Access, P], HttpResponseBase]], View]:
    """The view gets an Access instead of the slug: 302 to log in, 404 outside the workspace, 403 without the right."""

    def decorate(view: Callable[Concatenate[HttpRequest, Access, P], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            entered = access.enter(request.user, slug)
            entered.require(right)
            return view(request, entered, *args, **kwargs)

        return login_required(guarded)

    return decorate

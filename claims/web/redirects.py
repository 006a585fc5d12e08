"""Where a browser goes after a form: always by GET, and never to another site."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def see_other(to: str, *args: object) -> HttpResponse:
    """303 to an address or to a page by its name: the browser, and htmx within it, asks for it anew."""
    return HttpResponseRedirect(resolve_url(to, *args), status=303)


def next_address(request: HttpRequest, *, otherwise: str) -> str:
    """The page of ours that the form names in `next`, if it is one."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise

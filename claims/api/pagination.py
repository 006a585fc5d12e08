"""Lists: the envelope `{next, previous, results}` with keyset cursors; the pages themselves are of claims.queries."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from claims.api.answers import answer_text, as_json
from claims.errors import BadFilter
from claims.models.tenancy import TenantModel
from claims.queries.pages import LARGEST_PAGE, Together, page

USUAL_PAGE = 50
YES_OR_NO = {"true": True, "1": True, "false": False, "0": False, "": False}


def listing(
    request: Request,
    rows: QuerySet[TenantModel] | Together,
    texts_of: Callable[[Sequence[UUID]], Sequence[str]],
    *,
    narrowed: bool = False,
) -> HttpResponse:
    """One page; `texts_of` gives the JSON texts of its ids in their order, `narrowed` says that filters were asked for.

    One query, two where narrowed, one more with a count, and those of `texts_of`.
    """
    cursor = request.query_params.get("cursor", "")
    found = page(rows, cursor=cursor, size=page_size(request), narrowed=narrowed, scope=request.path)
    count = f'"count":{rows.count()},' if switch(request, "count") else ""
    following, previous = (as_json(_neighbour(request, cursor)) for cursor in (found.next, found.previous))
    results = ",".join(texts_of(found.ids)) if found.ids else ""
    return answer_text(f'{{"next":{following},"previous":{previous},{count}"results":[{results}]}}')


def page_size(request: Request) -> int:
    """At most 1000, whatever is asked."""
    given = request.query_params.get("page_size", str(USUAL_PAGE))
    if not (given.isascii() and given.isdigit() and int(given[:9]) > 0):
        raise BadFilter(f"page_size is a number from 1 to {LARGEST_PAGE}.", field="page_size")
    return min(int(given[:9]), LARGEST_PAGE)


def switch(request: Request, name: str) -> bool:
    """`?name=true`."""
    given = request.query_params.get(name, "").lower()
    if given not in YES_OR_NO:
        raise BadFilter(f"{name} is true or false.", field=name)
    return YES_OR_NO[given]


def _neighbour(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    parameters = request.query_params.copy()
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")

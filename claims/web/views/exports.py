"""Taking tables along: the page that offers them, and the files themselves."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.errors import NotFound
from claims.exchange.csv_tables import CsvStyle
from claims.permissions import Right
from claims.queries import exports, record_exports, sets
from claims.queries.access import Access
from claims.queries.filters import CLAIM_FILTERS, Filters
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters.addresses import address, tidied, values_of
from claims.web.presenters.exports import SHAPES, head_of
from claims.web.presenters.filters import WORDS
from claims.web.presenters.frame import frame
from claims.web.views.lists import asked

EVERYTHING = ("all", "jsonl")
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    """Which table, of what, in which form; with its first rows as they will be written."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    given = values_of(request.GET)
    shape = given.get("shape", ["claims"])[0]
    shape = shape if shape in SHAPES else "claims"
    question = asked(request, access, path=request.path, known=exports.FILTERS[shape])
    style = _style(request)
    table = None
    if question.filters is not None:
        table = head_of(exports.stream_csv(access.workspace, shape, question.filters, style=CsvStyle(style.guarded)))
    options: dict[str, Sequence[str]] = {name: ["true"] for name in ("excel", "raw") if name in given}
    file = reverse("export-file", args=[access.workspace.slug, shape, "csv"])
    context = frame(
        access,
        "export",
        asked=question,
        shape=shape,
        shapes=SHAPES.items(),
        kept=[(name, value) for name, values in question.filter_values.items() for value in values],
        unused=[WORDS[name] for name in CLAIM_FILTERS if name in given and name not in question.known],
        excel=style.excel,
        raw=not style.guarded,
        table=table,
        everything_address=address(
            reverse("export-file", args=[access.workspace.slug, *EVERYTHING]),
            {name: values for name, values in given.items() if name in CLAIM_FILTERS},
        ),
        file_address=address(file, {**question.filter_values, **options}),
    )
    return render_page(request, "exports/show.html", context, fragment="results", status=question.status)


@require_GET
@in_workspace(Right.READ)
def download(request: HttpRequest, access: Access, shape: str, form: str) -> HttpResponseBase:
    """The bytes of one table, the same as those of the API and the command; or everything, as `all.jsonl`."""
    parameters = values_of(request.GET)
    rows: Iterable[bytes]
    if (shape, form) == EVERYTHING:
        filters = Filters.parse(parameters)
        sets.check_asked(access, filters)
        rows = record_exports.stream_jsonl(access.workspace, filters)
    elif form == "csv" and shape in exports.FILTERS:
        filters = exports.parse_filters(shape, parameters)
        sets.check_asked(access, filters)
        rows = exports.stream_csv(access.workspace, shape, filters, style=_style(request))
    else:
        raise NotFound(f"There is no export “{shape}.{form}”.")
    response = StreamingHttpResponse(rows, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{access.workspace.slug}-{shape}.{form}"'
    return response


def _style(request: HttpRequest) -> CsvStyle:
    return CsvStyle(guarded=request.GET.get("raw") != "true", excel=request.GET.get("excel") == "true")

"""Tables as CSV; what stands in them is said in claims.queries."""

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.pagination import switch
from claims.api.workspace_view import WorkspaceView
from claims.errors import NotFound
from claims.exchange.csv_tables import CsvStyle
from claims.queries import exports, sets

STYLE = [
    OpenApiParameter("raw", bool, description="Leave cells alone that a spreadsheet would run as formulas."),
    OpenApiParameter("excel", bool, description="Add a byte order mark and end lines with CRLF."),
]


class Export(WorkspaceView):
    @extend_schema(
        operation_id="exports_csv",
        parameters=[
            OpenApiParameter("shape", str, OpenApiParameter.PATH, enum=list(exports.FILTERS)),
            *filters.CLAIMS,
            *STYLE,
        ],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, slug: str, shape: str) -> HttpResponseBase:
        """All rows that pass the filters, the oldest first, streamed. Sources and articles know fewer filters."""
        if shape not in exports.FILTERS:
            raise NotFound(f"There is no table “{shape}”; there are {', '.join(exports.FILTERS)}.")
        wanted = exports.parse_filters(shape, filters.parameters(request))
        sets.check_asked(self.access, wanted)
        style = CsvStyle(guarded=not switch(request, "raw"), excel=switch(request, "excel"))
        rows = exports.stream_csv(self.access.workspace, shape, wanted, style=style)
        response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slug}-{shape}.csv"'
        return response

"""Exports as streams of bytes: a workspace's tables by COPY; what the columns hold is said in `export_tables`."""

from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from claims.errors import BadFilter, UnknownFormat
from claims.exchange.csv_tables import COLUMNS, GUARD_PATTERN, CsvStyle
from claims.models import Workspace
from claims.models.tenancy import TenantModel
from claims.queries import filters as narrowing
from claims.queries.export_tables import TABLES
from claims.queries.filters import ARTICLE_FILTERS, CLAIM_FILTERS, SOURCE_FILTERS, Filters

GUARDED_CSV = CsvStyle()
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLOCK_BYTES = 64 * 1024
FILTERS = {
    "claims": CLAIM_FILTERS,
    "attributions": CLAIM_FILTERS,
    "sources": SOURCE_FILTERS,
    "articles": ARTICLE_FILTERS,
}
"""Shape to the names of the filters it knows."""

# A digit or a letter of ASCII at the start, by far the most common, spares the pattern, which costs half the export.
# An empty text is printed like a missing one: without quotation marks.
GUARDED = """CASE WHEN ascii({0}) BETWEEN 48 AND 57 OR ascii({0}) BETWEEN 65 AND 122 THEN {0}
 WHEN {0} ~ %s THEN '''' || {0} ELSE nullif({0}, '') END"""

Row = TypeVar("Row", bound=TenantModel)
Rows = QuerySet[Row, Row]
Sql = tuple[str, list[Any]]


def parse_filters(shape: str, parameters: Mapping[str, Sequence[str]]) -> Filters:
    """The filters of this shape among query parameters. Raises UnknownFormat and BadFilter."""
    return Filters.parse(parameters, known=FILTERS[_known(shape)])


def only_filters(shape: str, parameters: Mapping[str, Sequence[str]]) -> Filters:
    """The same where every parameter must be a filter. Raises BadFilter for one that is not."""
    known = FILTERS[_known(shape)]
    for name in parameters:
        if name not in known:
            raise BadFilter(f"“{name}” is no filter of {shape}; use {', '.join(known)}.", field=name)
    return Filters.parse(parameters, known=known)


def stream_csv(
    workspace: Workspace, shape: str, filters: Filters, *, style: CsvStyle = GUARDED_CSV
) -> Generator[bytes, None, int]:
    """One table in blocks of whole rows, oldest first, as it stood at one moment; returns how many rows it had.

    Raises UnknownFormat and BadFilter at once, before the first block. Closing the generator early cancels the query
    and frees the connection.
    """
    return _copy(copy_statement(workspace, shape, filters, style=style), style)


def copy_statement(workspace: Workspace, shape: str, filters: Filters, *, style: CsvStyle = GUARDED_CSV) -> Sql:
    """The COPY that prints one table. Raises UnknownFormat and BadFilter."""
    table = TABLES[_known(shape)]
    parameters: list[Any] = []
    cells = []
    for column in table.columns:
        name = f't."{column}"'
        if column not in table.guarded:
            cells.append(name)
        elif style.guarded:
            cells.append(f'{GUARDED.format(name)} AS "{column}"')
            parameters.append(GUARD_PATTERN)
        else:
            cells.append(f"nullif({name}, '') AS \"{column}\"")
    chosen_sql, chosen_parameters = _chosen(workspace, shape, filters)
    parameters += chosen_parameters
    if "url" in table.columns:
        parameters.append(page_address(workspace))
    rows = table.select.format(chosen=chosen_sql, workspace=f"'{workspace.pk}'::uuid")
    sql = f"COPY (SELECT {', '.join(cells)} FROM ({rows}) t ORDER BY {table.order}) TO STDOUT (FORMAT csv, HEADER)"
    return sql, parameters


def chosen_ids(rows: QuerySet[Any]) -> Sql:
    """A SELECT of the ids of these rows, to stand within a larger statement."""
    try:
        sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL::uuid WHERE false", []
    return sql, list(parameters)


def page_address(workspace: Workspace) -> str:
    """Where the pages of this workspace begin."""
    return f"{settings.BASE_URL}/w/{workspace.slug}/"


def _known(shape: str) -> str:
    if shape not in COLUMNS:
        raise UnknownFormat(f"“{shape}” is no table; use one of {', '.join(COLUMNS)}.", field="shape")
    return shape


def _chosen(workspace: Workspace, shape: str, filters: Filters) -> Sql:
    rows: QuerySet[Any, TenantModel]
    if shape == "sources":
        rows = narrowing.sources(workspace, filters)
    elif shape == "articles":
        rows = narrowing.articles(workspace, filters)
    else:
        rows = narrowing.claims(workspace, filters)
    return chosen_ids(rows)


def _copy(statement: Sql, style: CsvStyle) -> Generator[bytes, None, int]:
    block = bytearray(BYTE_ORDER_MARK if style.excel else b"")
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(cursor.mogrify(*statement)) as copy,
    ):
        # libpq hands over whole rows, so that the last byte of each is the end of the row and no other line break.
        for row in copy:
            if style.excel:
                block += bytes(row)[:-1] + b"\r\n"
            else:
                block += row
            if len(block) >= BLOCK_BYTES:
                yield bytes(block)
                block.clear()
        if block:
            yield bytes(block)
        return int(cursor.rowcount)

"""New rows by the cheapest way in, a few by INSERT, many by COPY; what they mean is not known here."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connection, models

from claims.models.prepared import prepared_cursor

Convert = Callable[[Any], Any]
FEW = 20
"""Up to so many rows are sent as INSERTs without waiting for each; COPY waits three times a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one model travel."""

    copy: str
    insert: str
    values: Callable[[models.Model], Sequence[Any]]
    converted: tuple[tuple[int, Convert], ...]
    """Place and conversion of the columns that do not travel as Python has them."""
    timed: "tuple[models.Field[Any, Any], ...]"
    """Columns that are set at the moment of writing."""


def insert(rows: Sequence[models.Model]) -> None:
    """Writes new rows of one model. Raises what the database raises for INSERT, wrapped as Django does."""
    insert_together(rows)


def insert_together(*lists: Sequence[models.Model]) -> None:
    """The same for rows of several models, each list of one."""
    kinds = [rows for rows in lists if rows]
    if not kinds:
        return
    if sum(map(len, kinds)) <= FEW:
        _insert(kinds)
    else:
        for rows in kinds:
            _copy(rows)
    for row in chain.from_iterable(kinds):
        row._state.adding = False
        row._state.db = connection.alias


def _insert(kinds: Sequence[Sequence[models.Model]]) -> None:
    with prepared_cursor() as cursor, connection.wrap_database_errors, connection.connection.pipeline():
        for rows in kinds:
            table = _table(type(rows[0]))
            cursor.executemany(table.insert, [_values(table, row) for row in rows])


def _copy(rows: Sequence[models.Model]) -> None:
    table = _table(type(rows[0]))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(table.copy) as copy:
        for row in rows:
            copy.write_row(_values(table, row))


def _values(table: Table, row: models.Model) -> list[Any]:
    for field in table.timed:
        field.pre_save(row, add=True)
    values = list(table.values(row))
    for place, convert in table.converted:
        values[place] = convert(values[place])
    return values


@cache
def _table(model: type[models.Model]) -> Table:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    name = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    return Table(
        copy=f"COPY {name} ({columns}) FROM STDIN",
        insert=f"INSERT INTO {name} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})",  # noqa: S608 - of the model
        values=attrgetter(*(field.attname for field in fields)),
        converted=tuple((place, _as_json) for place, field in enumerate(fields) if isinstance(field, models.JSONField)),
        timed=tuple(field for field in fields if isinstance(field, models.DateTimeField) and _is_timed(field)),
    )


def _is_timed(field: "models.DateTimeField[Any, Any]") -> bool:
    return field.auto_now or field.auto_now_add


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)

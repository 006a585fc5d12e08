"""Rows of models out of hand-written SELECTs: for what every request reads, where putting SQL together costs most."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


class Part(Generic[Row]):
    """The columns of one model within a SELECT, and its rows out of what came back. Generated columns stay away."""

    def __init__(self, model: type[Row], alias: str, *, only: Sequence[str] = ()) -> None:
        fields = [
            field
            for field in model._meta.concrete_fields
            if not field.generated and (not only or field.attname in only)
        ]
        self.model = model
        self.sql = ", ".join(f'{alias}."{field.column}"' for field in fields)
        self.width = len(fields)
        self._names = [field.attname for field in fields]
        self._converted: list[tuple[int, Callable[..., Any]]] = [
            (place, convert)
            for place, field in enumerate(fields)
            if (convert := getattr(field, "from_db_value", None)) is not None
        ]

    def row(self, values: Sequence[Any]) -> Row:
        found = list(values)
        for place, convert in self._converted:
            found[place] = convert(found[place], None, connection)
        return self.model.from_db(connection.alias, self._names, found)

"""What SQL some work runs, written down and run again without the application around it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection


@dataclass(frozen=True, slots=True)
class Statement:
    """`prepared`: sent with its parameters apart, so that the server keeps its plan."""

    sql: str
    parameters: Any
    prepared: bool


@contextmanager
def written_down() -> Iterator[list[Statement]]:
    found: list[Statement] = []

    def write_down(execute: Any, sql: str, parameters: Any, many: bool, context: dict[str, Any]) -> Any:
        raw = context["cursor"].cursor
        found.append(Statement(sql, parameters, not isinstance(raw, psycopg.ClientCursor)))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(write_down):
        yield found


def run_again(statements: list[Statement]) -> Callable[[], None]:
    """All of them with all their rows, in the connection that Django has."""
    connection.ensure_connection()
    raw: Any = connection.connection

    def run() -> None:
        for statement in statements:
            kind = psycopg.Cursor if statement.prepared else psycopg.ClientCursor
            with kind(raw) as cursor:
                cursor.execute(statement.sql, statement.parameters)
                if cursor.description:
                    cursor.fetchall()

    return run

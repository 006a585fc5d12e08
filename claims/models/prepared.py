"""A cursor whose statements PostgreSQL plans once a connection: for long SQL that is the same each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """Parameters go to the server apart from the statement, which must therefore say their types where it is unclear.

    Django writes them into the statement, so that it is planned each time: for the document of a claim, which joins 15
    tables, ten times the cost of running it. Where OPTIONS turn `prepare_threshold` off, it is planned each time, too.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: Any = psycopg.Cursor(connection.connection)
    wrap: Any = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(cursor) as wrapped:
        yield wrapped

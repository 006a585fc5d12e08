"""Statements whose plan PostgreSQL keeps."""

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from claims.models.prepared import prepared_cursor

STATEMENT = "SELECT %s::int + 1 /* kept */"


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%/* kept */'", [])
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_third_use_keeps_the_plan() -> None:
    for expected in (0, 0, 1, 1):
        with prepared_cursor() as cursor:
            cursor.execute(STATEMENT, (41,))
            assert cursor.fetchall() == [(42,)]
        assert kept() == expected


@pytest.mark.django_db
def test_it_counts_as_a_query_and_raises_the_errors_of_django() -> None:
    with CaptureQueriesContext(connection) as queries, prepared_cursor() as cursor, pytest.raises(DataError):
        cursor.execute(STATEMENT, (2**31 - 1,))
    assert len(queries) == 1

"""Errors that real servers gave, and what a user is told of them."""

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, connection, transaction

from claims.queries.outages import AWAY, BUSY, FULL, READS_ONLY, outage_of


def wrapped(kind: type[Exception], cause: Exception) -> Exception:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (wrapped(OperationalError, psycopg.errors.DiskFull()), FULL),
        (psycopg.errors.DiskFull(), FULL),
        (wrapped(OperationalError, psycopg.errors.AdminShutdown()), AWAY),
        (wrapped(OperationalError, psycopg.errors.CannotConnectNow()), AWAY),
        (wrapped(OperationalError, psycopg.OperationalError("the connection is closed")), AWAY),
        (wrapped(OperationalError, psycopg.errors.DeadlockDetected()), BUSY),
        (wrapped(OperationalError, psycopg.errors.QueryCanceled()), BUSY),
        (OperationalError("The embedded PostgreSQL could not start: the disk is full."), AWAY),
        (wrapped(IntegrityError, psycopg.errors.UniqueViolation()), None),
        (wrapped(InternalError, psycopg.errors.InternalError_()), None),
        (ValueError(), None),
        (None, None),
    ],
    ids=str,
)
def test_only_what_passes_is_an_outage(error: Exception | None, outage: object) -> None:
    assert outage_of(error) is outage


@pytest.mark.django_db
def test_a_server_that_only_reads_says_so() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        with pytest.raises(InternalError) as caught, transaction.atomic():
            cursor.execute("CREATE TABLE nowhere ()")
    assert outage_of(caught.value) is READS_ONLY

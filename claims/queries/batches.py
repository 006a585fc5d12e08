"""Reading more rows than fit in memory: one state of the database, a batch at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet

from claims.models.tenancy import TenantModel

Row = TypeVar("Row", bound=TenantModel)


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that reads one state of the database; within another transaction, that one's."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def in_batches(rows: QuerySet[Row, Row], size: int) -> Iterator[list[Row]]:
    """Oldest first, by key and not by a server-side cursor, which a pooler would lose."""
    batch = list(rows.order_by("pk")[:size])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk).order_by("pk")[:size])

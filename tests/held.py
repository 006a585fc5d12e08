"""Rows that the tests of a module share: made once, and whatever a test changes in them is undone after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def undone(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written within is there until its end: one around a module holds the rows, one around each test its own.

    A module that does so names its fixture for each test `db`, in the place of that of pytest-django.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

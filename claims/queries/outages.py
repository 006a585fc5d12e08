"""Errors of the database that pass by themselves, and the sentence for each; statuses are decided in api and web."""

import re
from dataclasses import dataclass

import psycopg
from django.db import Error, InterfaceError, OperationalError

AWAY_STATES = re.compile(r"08...|57P0.")


@dataclass(frozen=True, slots=True)
class Outage:
    """What the database cannot do now, and when to ask again."""

    sentence: str
    seconds: int


AWAY = Outage("The database cannot be reached now, it may be starting again; try again in a moment.", 2)
FULL = Outage(
    "The disk of the database is full, so nothing was saved; reading goes on. Try again when there is space.", 30
)
READS_ONLY = Outage(
    "The database only reads now, because its disk is nearly full or somebody set it so; nothing was saved. "
    "Try again later.",
    30,
)
BUSY = Outage("The database cannot do this now; try again.", 1)


def outage_of(error: BaseException | None) -> Outage | None:
    """None for what is no error of the database, or will be the same next time."""
    cause = error.__cause__ if isinstance(error, Error) else error
    match cause:
        case psycopg.errors.DiskFull():
            return FULL
        case psycopg.errors.ReadOnlySqlTransaction():
            return READS_ONLY
        case psycopg.OperationalError() | psycopg.InterfaceError():
            is_away = cause.sqlstate is None or AWAY_STATES.fullmatch(cause.sqlstate)
            return AWAY if is_away else BUSY
    # The embedded server could not be started, or Django found the connection closed.
    return AWAY if isinstance(error, OperationalError | InterfaceError) else None

"""What to tell a person when the database cannot be used; using it is Django's matter."""

import re
from typing import Any

import psycopg
from django.db.utils import OperationalError

from provenance.postgres.errors import ServerUnavailable

OLDEST_VERSION = 15

# Connection exceptions, wrong password or account, unknown database, too many connections, shutdown. What happens
# before there is a session has no code at all.
CONNECTION_STATES = re.compile(r"08...|28...|3D000|53300|57P0.")


def sentence_about(error: OperationalError, settings: dict[str, Any]) -> str | None:
    """One sentence for a database that cannot be reached, or None for an error that is none of the person's doing."""
    cause = error.__cause__
    if isinstance(cause, ServerUnavailable):
        return str(cause)
    if not isinstance(cause, psycopg.OperationalError):
        return None
    if cause.sqlstate is not None and not CONNECTION_STATES.fullmatch(cause.sqlstate):
        return None
    host, port = settings.get("HOST") or "the local socket", settings.get("PORT") or "5432"
    advice = "" if "EMBEDDED" in settings else " Check DATABASE_URL, and that PostgreSQL runs there."
    return f"The database {settings['NAME']} at {host}, port {port}, cannot be used: {_reason(str(cause))}.{advice}"


def _reason(message: str) -> str:
    """libpq tells host, way and reason in one breath; the reason comes last, in the last line that has one."""
    lines = [line.strip() for line in message.splitlines() if "failed: " in line or "FATAL" in line]
    line = lines[-1] if lines else message.strip().splitlines()[0]
    return re.sub(r"^.*(?:failed|FATAL): +", "", line).rstrip(".")

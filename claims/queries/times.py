"""How every document prints a time."""

from datetime import UTC, datetime


def printed(time: datetime) -> str:
    """ISO 8601 in UTC with microseconds, as the documents that are built in SQL have it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

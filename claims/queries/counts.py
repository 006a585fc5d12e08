"""How many rows there are, up to a limit beyond which nobody needs the exact number."""

from typing import Any

from django.db.models import QuerySet

MOST = 1000


def up_to(rows: QuerySet[Any], *, most: int = MOST) -> tuple[int, bool]:
    """The number, at most `most`, and whether there are more. One query that stops counting at the limit."""
    found = rows.order_by()[: most + 1].count()
    return min(found, most), found > most

"""A form that is sent twice makes one thing: what came of it is kept under the key that the form carries."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.models import IdempotencyKey, Workspace

KEPT = timedelta(days=1)
"""How long an answer is remembered."""


@transaction.atomic
def make_once(workspace: Workspace, key: str, make: Callable[[], UUID], *, by: AbstractBaseUser) -> tuple[UUID, bool]:
    """The id of what was made, and whether it was made now.

    Of two at once the second waits for the first; a failure gives the key back.
    """
    row, is_new = IdempotencyKey.objects.get_or_create(
        workspace=workspace,
        user_id=by.pk,
        key=f"form:{key}",
        defaults={"request_digest": hashlib.sha256(key.encode()).digest()},
    )
    if not is_new:
        return UUID(row.body), False
    made = make()
    row.body = str(made)
    row.save(update_fields=["body"])
    return made, True


def forget(*, before: datetime) -> None:
    """Requests that are too old to be sent again, of forms and of programs."""
    IdempotencyKey.objects.filter(created_at__lt=before).delete()

"""Watches what a block of a test writes into the audit."""

from collections.abc import Iterator
from contextlib import contextmanager

from claims.models import AuditEvent


@contextmanager
def events_during() -> Iterator[list[AuditEvent]]:
    """The audit events of all workspaces that the block writes; filled when the block is left."""
    known = set(AuditEvent.objects.values_list("pk", flat=True))
    found: list[AuditEvent] = []
    yield found
    found.extend(AuditEvent.objects.exclude(pk__in=known).order_by("pk"))

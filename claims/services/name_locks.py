"""Locks by name, held until commit: two writers that make something of one new name at the same moment make one."""

import hashlib
import zlib
from collections.abc import Iterable

from django.db import connection

from claims.models import Workspace

BUCKETS = 1024
"""Names share locks: an import that brings a hundred thousand must not fill the lock table of PostgreSQL."""


def hold(workspace: Workspace, kind: str, names: Iterable[str]) -> None:
    """Waits for every other writer that holds one of these names of this kind. Locks of transactions suit a pooler."""
    base = int.from_bytes(hashlib.sha256(workspace.pk.bytes + kind.encode()).digest()[:6], "big") * BUCKETS
    # In one order, so that two writers never wait for each other.
    keys = sorted({base + zlib.crc32(name.encode()) % BUCKETS for name in names})
    if keys:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(k) FROM unnest(%s::bigint[]) k", [keys])

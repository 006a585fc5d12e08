"""What the bench ran on, and how fast that is on its own; nothing of the application is measured here."""

import hashlib
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import django
from django.conf import settings
from django.db import connection

from tests.bench.timing import seconds


def described(sizes: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    yield f"{_cpu()}, {os.cpu_count()} cores, {_memory_gb():.0f} GB of memory, {platform.system()}"
    yield (
        f"PostgreSQL {postgres} ({'embedded' if settings.EMBEDDED_DATABASE else 'DATABASE_URL'}), "
        f"Python {platform.python_version()}, Django {django.__version__}"
    )
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {sizes}"


def calibration() -> str:
    """Three figures that compare machines: the processor, a round trip to the database, a durable commit."""
    block = bytes(1_000_000)
    hashing = median(seconds(lambda: hashlib.sha256(block).digest()) for _ in range(50))
    with connection.cursor() as cursor:
        trip = median(seconds(lambda: cursor.execute("SELECT 1")) for _ in range(300))
        write = "SELECT pg_current_xact_id(); SELECT pg_logical_emit_message(true, '', '')"
        commit = median(seconds(lambda: cursor.execute(write)) for _ in range(100))
    return (
        f"calibration: SHA-256 {1 / hashing:.0f} MB/s, round trip to PostgreSQL {trip * 1e6:.0f} µs, "
        f"durable commit {commit * 1e3:.2f} ms, load average {os.getloadavg()[0]:.1f}"
    )


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gb() -> float:
    return float(os.sysconf("SC_PHYS_PAGES")) * os.sysconf("SC_PAGE_SIZE") / 1e9

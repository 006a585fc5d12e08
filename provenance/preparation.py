"""What `make run` brings up to date before it serves: migrations, static files, the demo; cheap when nothing is due."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from provenance.database import OLDEST_VERSION

PREPARING = 0x70726F76
"""The number of PostgreSQL's advisory lock under which two starts at once prepare one after the other."""


class TooOld(Exception):
    """A PostgreSQL of before our time."""


def prepare(*, password: str, token: str) -> None:
    """Leave a database and static files that this code can serve, and the demo with these credentials."""
    with _one_at_a_time():
        _migrate()
        _collect_static_files()
        call_command("load_demo", password=password, token=token)
    connection.close()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        version = connection.pg_version // 10000  # type: ignore[attr-defined]
        if version < OLDEST_VERSION:
            raise TooOld(f"The database runs PostgreSQL {version}; version {OLDEST_VERSION} or newer is needed.")
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static_files() -> None:
    """Copied, hashed and compressed only when a file changed since the last time."""
    stamp: Path = settings.DATA_DIR / "static.stamp"
    state = hashlib.sha256(repr(sorted(_static_files())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state and settings.STATIC_ROOT.is_dir():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state, encoding="ascii")


def _static_files() -> Iterator[tuple[Any, ...]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            yield path, status.st_size, status.st_mtime_ns

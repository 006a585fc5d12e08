"""A consistent dump of the whole database in PostgreSQL's own format, and back; what rows mean is not known here."""

import contextlib
import itertools
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from provenance.postgres.binaries import program

MAGIC = b"PGDMP"
APPLIED = re.compile(r"^\d+\t(\w+)\t(\w+)\t", re.MULTILINE)
"""A row of django_migrations as pg_restore prints it: id, application, name, when."""
EMPTY_THE_DATABASE = "DROP SCHEMA IF EXISTS public CASCADE;"
"""The dump itself makes the schema anew."""

SECONDS_TO_WAIT = 20
"""How long a restore waits for others to let go of the tables it replaces."""
TOLD_TO_STOP_WAITING = "lock timeout"

HEAD_LINES = 40
UNKNOWN_TO_OLDER_SERVERS = (b"SET transaction_timeout = 0;\n",)
"""What a newer pg_restore writes at the head, whatever server is to read it."""


class DumpFailed(Exception):
    """A dump that could not be written or read back; the message is a sentence for the user."""


def write(path: Path) -> None:
    """Dumps one snapshot while writing goes on. The file appears under its name only when it is whole."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={partial}")
        partial.chmod(0o600)
        partial.replace(path)
    except OSError as error:
        raise DumpFailed(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Reads the whole dump. Raises DumpFailed where it is no dump, cut short, or of a newer version of this program."""
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise DumpFailed(f"{path} cannot be read: {error.strerror}.") from error
    if head != MAGIC:
        raise DumpFailed(f"{path} is no backup of this program; give a file that manage.py backup wrote.")
    try:
        _run("pg_restore", f"--file={os.devnull}", str(path), connected=False)
    except DumpFailed as error:
        raise DumpFailed(f"{path} is damaged or cut short; take another backup file ({error}).") from error
    unknown = _migrations_in(path) - set(MigrationLoader(None).disk_migrations)
    if unknown:
        newest = max(unknown)
        raise DumpFailed(
            f"{path} was written by a newer version of this program (it has the migration {'.'.join(newest)}); "
            "install that version, then restore."
        )


def restore(path: Path) -> None:
    """Replaces everything in the database by the dump, in one transaction: a failure leaves the database as it was."""
    check(path)
    with (
        subprocess.Popen(  # noqa: S603 - the bundled PostgreSQL
            [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", path], stdout=subprocess.PIPE
        ) as reading,
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603 - the bundled PostgreSQL
            [program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction",
             f"--command=SET lock_timeout = '{SECONDS_TO_WAIT}s';", f"--command={EMPTY_THE_DATABASE}", "--file=-"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=_environment(),
        ) as writing,
    ):  # fmt: skip
        assert reading.stdout is not None
        assert writing.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # psql has ended then; its own words follow
            for line in itertools.islice(reading.stdout, HEAD_LINES):
                writing.stdin.write(b"" if line in UNKNOWN_TO_OLDER_SERVERS else line)
            shutil.copyfileobj(reading.stdout, writing.stdin)
        with contextlib.suppress(BrokenPipeError):
            writing.stdin.close()
        reading.stdout.close()
        writing.wait()
        said.seek(0)
        reason = said.read().decode(errors="replace")
    if writing.returncode != 0 and TOLD_TO_STOP_WAITING in reason:
        raise DumpFailed("Somebody still works on the database; stop the server, then restore. Nothing was changed.")
    if writing.returncode != 0:
        raise DumpFailed(f"The database did not take the backup, and is as it was: {_first_line(reason)}")


def _migrations_in(path: Path) -> set[tuple[str, str]]:
    rows = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(path), connected=False)
    return set(APPLIED.findall(rows))


def _run(name: str, *arguments: str, connected: bool = True) -> str:
    done = subprocess.run(  # noqa: S603 - the bundled PostgreSQL
        [program(name), *arguments],
        env=_environment() if connected else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise DumpFailed(_first_line(done.stderr))
    return done.stdout


def _environment() -> dict[str, str]:
    """How libpq's programs reach the database that Django uses; starts the embedded one where it does not run."""
    connection.ensure_connection()
    info = connection.connection.info
    given = {
        "PGHOST": info.host,
        "PGPORT": str(info.port),
        "PGUSER": info.user,
        "PGDATABASE": info.dbname,
        "PGPASSWORD": info.password,
        "PGOPTIONS": "-c client_min_messages=warning",
    }
    options = settings.DATABASES["default"].get("OPTIONS", {})
    given |= {f"PG{name.upper()}": str(options[name]) for name in ("sslmode", "sslrootcert") if name in options}
    return os.environ | {name: value for name, value in given.items() if value}


def _first_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return (lines[0] if lines else "no reason given").removeprefix("pg_dump: ").removeprefix("pg_restore: ")

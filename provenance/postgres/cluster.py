"""The files of a PostgreSQL cluster: made once, configured at each start; processes are the keeper's matter."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from provenance.postgres.binaries import MAJOR_VERSION, program
from provenance.postgres.disk import READS_ONLY
from provenance.postgres.errors import ServerUnavailable
from provenance.postgres.server import DATABASE, PORT, USER, Server

NEEDED_MB = 100
"""An empty cluster with its first write-ahead log, and a little room to work."""

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
"""Nothing of the caller's PG* variables or language reaches the server."""

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "min_wal_size": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # When one process crashes all end, and the next connection starts them again: one way back, not two.
    "restart_after_crash": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}

ACCESS = """\
# Only the socket, and the folder it lies in admits nobody but its owner.
local all all trust
local replication all trust
"""

Run = Callable[[list[str], str], "subprocess.CompletedProcess[str]"]
"""Runs a program of PostgreSQL with this input; the keeper ties it to its own life and to the server lock."""


def prepare(server: Server, *, run: Run) -> None:
    """Make the cluster if there is none, refuse one of another release, and write its configuration."""
    if not server.data.exists():
        _make(server, run=run)
    version = _version(server.data)
    if version != MAJOR_VERSION:
        raise ServerUnavailable(
            f"The database in {server.data} was made by PostgreSQL {version}, and this release carries PostgreSQL "
            f"{MAJOR_VERSION}; move the folder away and restore a backup."
        )
    _configure(server)


def _make(server: Server, *, run: Run) -> None:
    """Made aside and renamed when whole, so that an interrupted start leaves nothing that looks like a database."""
    free_mb = shutil.disk_usage(server.folder).free // 1_000_000
    if free_mb < NEEDED_MB:
        raise ServerUnavailable(
            f"A new database needs {NEEDED_MB} MB of disk and {server.folder} has {free_mb} MB left."
        )
    draft = server.folder / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    done = run(
        [
            *(str(program("initdb")), "--pgdata", str(draft), "--username", USER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *("--no-instructions", "--no-sync"),
        ],
        "",
    )
    if done.returncode == 0:
        # The sync comes from the checkpoint of this first, single-user run.
        command = [str(program("postgres")), "--single", "-c", "fsync=on", "-D", str(draft), "postgres"]
        done = run(command, f"CREATE DATABASE {DATABASE};\n")
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise ServerUnavailable(f"The database could not be made in {server.folder}: {reason(done.stderr)}.")
    draft.rename(server.data)


def _version(data: Path) -> str:
    try:
        return (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ServerUnavailable(f"The folder {data} is not a database of PostgreSQL ({error.strerror}).") from error


def _configure(server: Server) -> None:
    settings = SETTINGS | (DURABLE if server.durable else NOT_DURABLE)
    settings["unix_socket_directories"] = str(server.socket_folder)
    lines = ["# Written at each start; put settings of your own into ../local.conf, they win."]
    lines += [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()]
    if (server.folder / "local.conf").exists():
        lines.append("include = '../local.conf'")
    lines.append(f"include_if_exists = '../{READS_ONLY}'")
    _write(server.data / "postgresql.conf", "\n".join(lines) + "\n")
    _write(server.data / "pg_hba.conf", ACCESS)


def _write(path: Path, content: str) -> None:
    """Only where it says something else: on a full disk a file that was opened for writing stays empty."""
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def reason(output: str) -> str:
    """What PostgreSQL gives as the cause: its last error, without the decoration."""
    if "No space left on device" in output:
        return "the disk is full"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    # Clients that knock too early are told so in the same log.
    telling = [
        line
        for line in lines
        if any(word in line.lower() for word in ("fatal:", "panic:", "error:")) and "the database system is" not in line
    ]
    line = (telling or lines or ["no reason was given"])[-1]
    for word in ("FATAL:", "PANIC:", "ERROR:", "error:"):
        _, found, rest = line.partition(word)
        line = rest.strip() if found else line
    return line.rstrip(".")

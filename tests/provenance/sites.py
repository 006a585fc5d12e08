"""A site as `make run` starts it, with its processes; what a test does to them is its own matter."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from provenance.places import PROJECT_DIR
from provenance.postgres.server import DATABASE, USER, Server
from tests.provenance.processes import free_port, processes_naming, processes_with_variable, wait_for

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Site:
    """`make run` as its user sees it: the process, and what it printed."""

    process: "subprocess.Popen[str]"
    data_dir: Path
    address: str
    password: str
    token: str

    def members(self) -> list[int]:
        """Every process that belongs to it, PostgreSQL and its keeper included."""
        named = processes_naming(str(self.data_dir))
        return sorted({*named, *processes_with_variable(f"DATA_DIR={self.data_dir}")})

    def cpu_seconds(self) -> float:
        fields = [stat_fields(pid) for pid in self.members()]
        return sum(int(user) + int(system) for user, system in (field[11:13] for field in fields)) / CLOCK_TICKS

    def web_server(self) -> int:
        """gunicorn's master: its workers have larger numbers."""
        (master,) = [pid for pid in processes_naming("-m gunicorn") if pid in children_of(self.process.pid)]
        return master

    def web_workers(self) -> list[int]:
        return children_of(self.web_server())

    def worker(self) -> list[int]:
        """The background worker; none while it is started again."""
        return [pid for pid in processes_naming("manage.py work") if pid in children_of(self.process.pid)]

    @property
    def server(self) -> Server:
        return Server(self.data_dir / "postgres")

    def keeper(self) -> list[int]:
        return processes_naming(f"provenance.postgres.keeper {self.server.folder} ")

    def postmaster(self) -> int:
        return int((self.server.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])

    def assert_nothing_is_left(self) -> None:
        wait_for(lambda: self.members() == [])


def children_of(parent: int) -> list[int]:
    """By number, the oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(stat_fields(int(path.name))[1]) == parent:
                found.append(int(path.name))
    return sorted(found)


def stat_fields(pid: int) -> list[str]:
    """The fields of proc(5) from the third one on."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def start(data_dir: Path, **variables: str) -> Site:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "provenance.run"],
        cwd=PROJECT_DIR,
        env={"PATH": os.defpath, "DATA_DIR": str(data_dir), "PORT": str(port), **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if "API token" in line:
            break
    else:
        _, errors = process.communicate()
        raise AssertionError(errors)
    found = {key: re.search(rf"{key}\s+(?:at\s+)?(\S+)", printed) for key in ("runs", "Password", "API token")}
    address, password, token = (match[1] if match else "" for match in found.values())
    return Site(process, data_dir, address, password, token)


def finish(site: Site) -> tuple[int, str]:
    _, errors = site.process.communicate(timeout=180)
    return site.process.returncode, errors


def connected(site: Site) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(host=str(site.server.socket_folder), dbname=DATABASE, user=USER, autocommit=True)

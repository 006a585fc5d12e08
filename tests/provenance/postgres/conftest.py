"""Real servers and real processes that use them; one cluster is made for the module, its servers come and go."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.places import PROJECT_DIR
from provenance.postgres import users
from provenance.postgres.server import Server
from tests.provenance.processes import processes_naming, wait_for

USE = """
import sys, psycopg
from pathlib import Path
from provenance.postgres import users
from provenance.postgres.errors import ServerUnavailable
from provenance.postgres.server import Server
from tests.provenance.processes import processes_naming, wait_for
server = Server(Path(sys.argv[1]))
try:
    users.attach(server)
except ServerUnavailable as error:
    sys.exit(str(error))
connection = psycopg.connect(host=str(server.socket_folder), dbname="provenance", user="provenance", autocommit=True)
(started,) = connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()
print(started, flush=True)
sys.stdin.readline()
"""


Process = subprocess.Popen[str]


@dataclass(frozen=True, slots=True)
class User:
    """A process of its own that is attached to the server until it is told to end."""

    process: Process
    started: str
    """When the server it met was started: two users of one server read the same."""

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def leave(self) -> str:
        """End in the normal way; what it wrote to stderr."""
        _, errors = self.process.communicate("\n", timeout=30)
        return errors


def meet(process: Process) -> User:
    assert process.stdout is not None
    started = process.stdout.readline().strip()
    if not started:
        _, errors = process.communicate()
        raise AssertionError(errors)
    return User(process, started)


def keeper_of(server: Server) -> int:
    (pid,) = processes_naming(f"provenance.postgres.keeper {server.folder} ")
    return pid


def postmaster_of(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


@pytest.fixture(scope="module")
def cluster_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster") / "postgres"


@pytest.fixture
def server(cluster_folder: Path) -> Iterator[Server]:
    server = Server(cluster_folder)
    yield server
    wait_for(lambda: not users.is_running(server))


@pytest.fixture
def launch(server: Server) -> Iterator[Callable[[], Process]]:
    """Start one more process that uses the server, without waiting for it; those left over are killed."""
    launched: list[Process] = []

    def one_more() -> Process:
        launched.append(
            subprocess.Popen(
                [sys.executable, "-c", USE, str(server.folder)],
                cwd=PROJECT_DIR,
                env={"PATH": os.defpath},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return launched[-1]

    yield one_more
    for process in launched:
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.fixture
def use(launch: Callable[[], Process]) -> Callable[[], User]:
    """Call it to get one more user, which has met the server."""
    return lambda: meet(launch())

"""kill -9 of each process in the middle of writing: what was acknowledged is there, no half of anything, all goes on.

One site lives in one folder for all rounds. A fault brings it to where it was or ends it; then it is stopped, must
leave nothing, starts again, and is proved.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from provenance.places import PROJECT_DIR
from tests.faults.conftest import Row
from tests.faults.savers import Saver
from tests.provenance.processes import run_python, wait_for
from tests.provenance.sites import Site, connected, finish, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

ARTICLES, CLAIMS_OF_EACH = 400, 3
Fault = Callable[[Site, Row], None]


def kill(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


@contextmanager
def while_saving(site: Site, row: Row) -> Iterator[Saver]:
    """Somebody saves claims meanwhile; each that was acknowledged has to be there when all is over."""
    with Saver(site) as saver:
        saver.wait_for_more(5)
        time.sleep(random.uniform(0, 0.2))  # noqa: S311 - any moment will do
        yield saver
    assert saver.defects == []
    row.acknowledged += len(saver.acknowledged)
    row.refused += saver.refused
    acknowledged.extend(saver.acknowledged)


acknowledged: list[str] = []


def web_worker(site: Site, row: Row) -> None:
    with while_saving(site, row) as saver:
        before = site.web_workers()
        kill(before[0])
        wait_for(lambda: len(set(site.web_workers()) - set(before)) == 1)
        row.recovered.append(saver.wait_for_more(5))


def web_master(site: Site, row: Row) -> None:
    with while_saving(site, row):
        kill(site.web_server())
        code, errors = finish(site)
    assert (code, "The web server ended by itself (code -9)" in errors) == (1, True)


def launcher(site: Site, row: Row) -> None:
    with while_saving(site, row):
        kill(site.process.pid)
        finish(site)


def postmaster(site: Site, row: Row) -> None:
    with while_saving(site, row) as saver:
        kill(site.postmaster())
        row.recovered.append(saver.wait_for_more(5))


def backend(site: Site, row: Row) -> None:
    with while_saving(site, row) as saver:
        with connected(site) as connection:
            kill(first_of(lambda: writers(connection)))
        row.recovered.append(saver.wait_for_more(5))


def keeper(site: Site, row: Row) -> None:
    with while_saving(site, row) as saver:
        kill(*site.keeper())
        row.recovered.append(saver.wait_for_more(5))


def first_of(find: Callable[[], list[int]]) -> int:
    found: list[int] = []

    def look() -> bool:
        found.extend(find())
        return bool(found)

    wait_for(look)
    return found[0]


def writers(connection: "psycopg.Connection[tuple[Any, ...]]") -> list[int]:
    """Sessions that have written something and not yet committed it."""
    sql = "SELECT pid FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
    return [pid for (pid,) in connection.execute(sql).fetchall()]


def worker_in_mid_job(site: Site, row: Row) -> None:
    """The job waits for a lock of ours with three of its four parts done."""
    with connected(site) as connection:
        with connection.transaction():
            connection.execute("LOCK TABLE claims_auditseal IN ACCESS EXCLUSIVE MODE")
            queue_a_check(site)
            wait_for(lambda: bool(jobs_of(site, state="running", done=3)))
            kill(*site.worker())
            (job,) = jobs_of(site, state="running", done=3)
        began = time.monotonic()
        wait_for(lambda: jobs_of(site, id=job["id"])[0]["state"] == "done")
        row.recovered.append(time.monotonic() - began)
        left = connection.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
        ).fetchone()
    assert left == (0,)


def queue_a_check(site: Site) -> None:
    line = (
        "from claims import models, tasks; assert tasks.start_check(models.Workspace.objects.get(slug='demo'), by=None)"
    )
    done = run_python("manage.py", "shell", "--no-imports", "-c", line, DATA_DIR=str(site.data_dir))
    assert done.returncode == 0, done.stderr


def jobs_of(site: Site, **wanted: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(site, "jobs/")["results"]
    return [job for job in found if all(job[name] == value for name, value in wanted.items())]


def import_command(site: Site, row: Row) -> None:
    before = articles_in(site)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_records", "--workspace", "demo", "--format", "jsonl", "-"],
        cwd=PROJECT_DIR,
        env={"PATH": os.defpath, "DATA_DIR": str(site.data_dir)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(records(time.monotonic_ns()))
    process.stdin.close()
    with connected(site) as connection:
        wait_for(lambda: bool(writers(connection)) or process.poll() is not None)
    time.sleep(random.uniform(0, 0.3))  # noqa: S311 - any moment will do
    process.kill()
    process.wait()
    with connected(site) as connection:
        wait_for(lambda: not writers(connection))
    assert articles_in(site) - before in (0, ARTICLES)


def records(salt: int) -> bytes:
    """Articles with claims that are in no other import."""
    lines = []
    for number in range(ARTICLES):
        text = f"The harbour of berth {salt} counted {number} boats. " * (CLAIMS_OF_EACH + 1)
        claims = [
            {"spans": [{"start": at, "end": at + 11}], "chains": [{"lineage": "none_given", "attributions": []}]}
            for at in (part * (len(text) // (CLAIMS_OF_EACH + 1)) for part in range(CLAIMS_OF_EACH))
        ]
        lines.append(json.dumps({"title": f"{salt} {number}", "text": text.strip(), "claims": claims}))
    return "\n".join(lines).encode()


def articles_in(site: Site) -> int:
    count: int = read(site, "articles/?page_size=1&count=true")["count"]
    return count


def read(site: Site, path: str) -> Any:
    """Asked again for as long as the database starts again."""
    answers: list[httpx.Response] = []

    def answered() -> bool:
        with suppress(httpx.TransportError):
            headers = {"Authorization": f"Token {site.token}"}
            answers.append(httpx.get(f"{site.address}api/v1/workspaces/demo/{path}", headers=headers, timeout=60))
        return bool(answers) and answers[-1].status_code != 503

    wait_for(answered)
    assert answers[-1].status_code == 200, answers[-1].text
    return answers[-1].json()


FAULTS: tuple[Fault, ...] = (
    web_worker, web_master, launcher, postmaster, backend, keeper, worker_in_mid_job, import_command,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    acknowledged.clear()
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("faults") / "var"))


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[list[Site]]:
    """The site as it runs now: each round starts it anew and leaves it running for the next."""
    sites = [start(folder)]
    yield sites
    stop(sites[-1])
    sites[-1].assert_nothing_is_left()


def stop(site: Site) -> None:
    if site.process.poll() is None:
        site.process.terminate()
        finish(site)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_is_lost_by_kill_9(running: list[Site], folder: Path, fault: Fault, number: int, row: Row) -> None:
    fault(running[-1], row)
    stop(running[-1])
    running[-1].assert_nothing_is_left()
    began = time.monotonic()
    with ThreadPoolExecutor() as meanwhile:
        verified = meanwhile.submit(run_python, "manage.py", "verify", DATA_DIR=str(folder))
        site = start(folder)
        running.append(site)
        row.started.append(time.monotonic() - began)
        done = verified.result()
    assert (done.returncode, done.stdout.count("ok: ")) == (0, 1), done.stdout + done.stderr
    assert missing(site) == set()
    row.rounds += 1


def missing(site: Site) -> set[str]:
    """Of all that were ever acknowledged."""
    with connected(site) as connection:
        sql = "SELECT id::text FROM unnest(%s::uuid[]) AS a (id) EXCEPT SELECT id::text FROM claims_claim"
        return {key for (key,) in connection.execute(sql, [acknowledged]).fetchall()}

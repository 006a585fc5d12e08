"""A disk that runs full under a running site: writers get a sentence, readers what they want, with space all goes on.

Needs a file system of its own, and therefore the right to mount one.
"""

import ctypes
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import psycopg
import pytest

from provenance.postgres.disk import Disk
from tests.faults.savers import claim_on, first_article
from tests.provenance.processes import run_python, wait_for
from tests.provenance.sites import Site, connected, finish, start

SIZE = "400m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 MB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    is_linux = sys.platform == "linux"
    if not is_linux or libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={SIZE},mode=0700".encode()) != 0:
        pytest.skip("NOT TESTED: a full disk. This machine does not let us mount a small file system; root may.")
    yield folder
    assert libc.umount2(os.fsencode(folder), 0) == 0, os.strerror(ctypes.get_errno())


@pytest.fixture
def site(small_disk: Path, prepared: Path) -> Iterator[Site]:
    site = start(shutil.copytree(prepared, small_disk / "var"))
    yield site
    site.process.terminate()
    finish(site)
    site.assert_nothing_is_left()


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{site.address}api/v1/workspaces/demo/", headers={"Authorization": f"Token {site.token}"}, timeout=60
    ) as client:
        yield client


def fill(folder: Path) -> Path:
    """Until there is not a byte left."""
    path = folder / "something large"
    with path.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return path


def test_a_full_disk_is_said_reading_goes_on_and_writing_comes_back(
    small_disk: Path, site: Site, client: httpx.Client
) -> None:
    article = first_article(client)
    saved = [client.post("claims/", json=claim_on(article)).json()["id"] for _ in range(3)]
    assert Disk(site.server).reserve.exists()
    filling = fill(small_disk)
    # Pages that have room take some more for a moment.
    wait_for(lambda: client.post("claims/", json=claim_on(article)).status_code != 201)
    for _ in range(3):
        assert_refused_with_a_sentence(client.post("claims/", json=claim_on(article)))
        assert_reads(client, site, saved)
    assert_a_browser_gets_a_page_with_the_sentence(site)
    wait_for(lambda: Disk(site.server).reads_only)
    break_the_log(site)
    # The reserve is given up for this: on a full disk PostgreSQL would not start.
    wait_for(lambda: client.get(f"claims/{saved[0]}/").status_code == 200)
    assert not Disk(site.server).reserve.exists()
    # Each web worker learns by itself that its connection has ended, and says so once.
    wait_for(lambda: "disk" in client.post("claims/", json=claim_on(article)).json().get("detail", ""))
    assert_refused_with_a_sentence(client.post("claims/", json=claim_on(article)))
    assert_reads(client, site, saved)
    filling.unlink()
    wait_for(lambda: client.post("claims/", json=claim_on(article)).status_code == 201)
    wait_for(Disk(site.server).reserve.exists)
    done = run_python("manage.py", "verify", DATA_DIR=str(site.data_dir))
    assert (done.returncode, done.stdout.count("ok: ")) == (0, 1), done.stdout + done.stderr


def assert_refused_with_a_sentence(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert "disk" in answer.json()["detail"]
    assert answer.json()["detail"].endswith(".")


def assert_a_browser_gets_a_page_with_the_sentence(site: Site) -> None:
    """Who logs in writes, too."""
    with httpx.Client(base_url=site.address, timeout=60) as browser:
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("login/").text)
        form = {"csrfmiddlewaretoken": token, "username": "alice", "password": site.password}
        answer = browser.post("login/", data=form)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (503, "text/html"), answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert "disk" in answer.text


def assert_reads(client: httpx.Client, site: Site, saved: list[str]) -> None:
    assert [client.get(f"claims/{key}/").status_code for key in saved] == [200] * len(saved)
    assert client.get("exports/claims.csv").text.count("\n") > len(saved)
    assert httpx.get(f"{site.address}login/", follow_redirects=True, timeout=60).status_code == 200


def break_the_log(site: Site) -> None:
    """Uses up PostgreSQL's log, segment after segment; then it ends, as it does by itself at the next thing to log."""
    with suppress(psycopg.OperationalError), connected(site) as connection:
        connection.execute("SET default_transaction_read_only = off")
        while True:
            connection.execute("SELECT pg_logical_emit_message(false, 'test', 'a word'), pg_switch_wal()")
    # It may be gone before we look, or between looking and killing.
    with suppress(FileNotFoundError, IndexError, ProcessLookupError):
        before = site.postmaster()
        os.kill(before, signal.SIGKILL)
        wait_for(lambda: not Path(f"/proc/{before}").exists())

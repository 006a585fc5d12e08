import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from provenance.places import PROJECT_DIR
from tests.provenance.processes import (
    assert_one_sentence,
    free_port,
    processes_naming,
    run_python,
    wait_for,
)
from tests.provenance.sites import Site, finish, start

CPU_SECONDS_FOR_A_SECOND_START = 5
"""The bar is 5 seconds on the clock; processor time says the same on a machine that does something else as well."""


@dataclass(frozen=True, slots=True)
class FirstStart:
    """The first start in an empty folder, and how it ended by SIGTERM."""

    site: Site
    ended: tuple[int, str]
    left: list[int]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> FirstStart:
    site = start(tmp_path_factory.mktemp("site") / "var")
    site.process.terminate()
    return FirstStart(site, finish(site), site.members())


@pytest.fixture
def again(first: FirstStart) -> Iterator[Site]:
    """The next start in the same folder."""
    site = start(first.site.data_dir)
    yield site
    if site.process.poll() is None:
        site.process.terminate()
        finish(site)
    site.assert_nothing_is_left()


def test_sigterm_stops_everything(first: FirstStart) -> None:
    assert (first.ended, first.left) == ((0, ""), [])


def test_a_second_start_is_quick_and_serves_the_same_site_until_ctrl_c(first: FirstStart, again: Site) -> None:
    assert again.cpu_seconds() < CPU_SECONDS_FOR_A_SECOND_START
    assert (again.password, again.token) == (first.site.password, first.site.token)
    page = httpx.get(again.address)
    assert (page.status_code, page.headers["content-type"].split(";")[0]) == (200, "text/html")
    answer = httpx.get(f"{again.address}api/v1/workspaces/demo/", headers={"Authorization": f"Token {again.token}"})
    assert (answer.status_code, answer.json()["slug"]) == (200, "demo")
    os.killpg(again.process.pid, signal.SIGINT)
    assert finish(again) == (0, "")
    assert again.members() == []


def test_ctrl_c_during_the_start_stops_everything(first: FirstStart) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "provenance.run"],
        cwd=PROJECT_DIR,
        env={"PATH": os.defpath, "DATA_DIR": str(first.site.data_dir), "PORT": str(free_port())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: processes_naming(f"-D {first.site.data_dir}") != [])
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    first.site.assert_nothing_is_left()


def test_what_happened_is_sealed_while_it_runs(again: Site) -> None:
    def seals() -> int:
        done = subprocess.run(
            [sys.executable, "manage.py", "verify", "--workspace", "demo"],
            cwd=PROJECT_DIR,
            env={"PATH": os.defpath, "DATA_DIR": str(again.data_dir)},
            capture_output=True,
            text=True,
            check=True,
        )
        return int(re.findall(r"(\d+) seals", done.stdout)[0])

    wait_for(lambda: seals() > 0)


def test_a_killed_supervisor_leaves_nothing(again: Site) -> None:
    again.process.kill()
    finish(again)
    again.assert_nothing_is_left()


def test_a_killed_web_server_ends_the_run_and_leaves_nothing(again: Site) -> None:
    os.kill(again.web_server(), signal.SIGKILL)
    code, errors = finish(again)
    assert code == 1
    assert "The web server ended by itself (code -9); start again.\n" in errors
    again.assert_nothing_is_left()


def test_a_taken_port_is_told_in_one_sentence_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = run_python("-m", "provenance.run", DATA_DIR=str(tmp_path / "var"), PORT=port)
    assert_one_sentence(done, f"Port {port}", "is taken")
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql://me@127.0.0.1:{free_port()}/claims"
    done = run_python("-m", "provenance.run", DATA_DIR=str(tmp_path), PORT=str(free_port()), DATABASE_URL=url)
    assert_one_sentence(done, "Connection refused", "Check DATABASE_URL")


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence() -> None:
    done = run_python("-m", "provenance.run", DATA_DIR="/proc/nowhere", PORT=str(free_port()))
    assert_one_sentence(done, "/proc/nowhere", "DATA_DIR")

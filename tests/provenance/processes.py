"""Processes of the tests: what they are started with, and which of them are still there."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from provenance.places import PROJECT_DIR


def wait_for(condition: Callable[[], bool], *, seconds: float = 120) -> None:
    """The limit is for what never happens: a machine that does much else may take long for what does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def processes_naming(text: str) -> list[int]:
    """The processes whose command line holds the text; PostgreSQL's children do not, they rename themselves."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if text in path.read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                found.append(int(path.parent.name))
    return found


def processes_with_variable(assignment: str) -> list[int]:
    """The processes that were started with NAME=VALUE, or by one that was."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if assignment.encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def run_python(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the project with only these variables set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT_DIR,
        env={"PATH": os.defpath, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """It ended with code 1 and one line on stderr that ends with a full stop and holds these words."""
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.endswith(".\n")
    for word in words:
        assert word in done.stderr

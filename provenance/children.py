"""Child processes of `make run`: each in a group of its own, so that only we stop it, and tied to our life."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from provenance.places import PROJECT_DIR
from provenance.postgres.account import die_with_parent

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def undisturbed() -> Iterator[None]:
    """What stops us waits until a child is started and known: the exception of a signal that arrives in the middle of
    a fork is lost, and one before the assignment would leave a child that nobody stops."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start(command: Sequence[str], *, pass_fds: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
    """To be called undisturbed."""
    parent = os.getpid()

    def before_it_begins() -> None:
        die_with_parent(parent, signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())

    return subprocess.Popen(  # noqa: S603 - our own interpreter and commands
        command,
        cwd=PROJECT_DIR,
        stdin=subprocess.DEVNULL,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=before_it_begins,
    )

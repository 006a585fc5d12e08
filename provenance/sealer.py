"""The process that chains audit events into seals while `make run` serves; what a seal is, is not known here."""

import os
import signal
import subprocess
import sys

from provenance.places import PROJECT_DIR
from provenance.postgres.account import die_with_parent

SECONDS_TO_STOP = 10


class Sealer:
    """`manage.py seal_events --follow`, in a process group of its own so that only we stop it."""

    def __init__(self) -> None:
        parent = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and command
            [sys.executable, str(PROJECT_DIR / "manage.py"), "seal_events", "--follow"],
            cwd=PROJECT_DIR,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),
        )

    def stop(self) -> None:
        """A seal is one transaction, so ending it early loses nothing: the next start seals what waits."""
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

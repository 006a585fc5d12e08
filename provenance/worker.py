"""The background worker as a child of `make run`: its start, its end, its return; what it does is not known here."""

import subprocess
import sys
import time

from provenance import children
from provenance.places import PROJECT_DIR

SECONDS_TO_STOP = 10
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
SECONDS_OF_CALM = 60.0
"""A worker that ran for so long did not fail at its start."""


class Worker:
    """`manage.py work`, started again as often as it ends by itself."""

    def __init__(self) -> None:
        self.pause = SHORTEST_PAUSE
        self._start()

    def _start(self) -> None:
        self.process = children.start([sys.executable, str(PROJECT_DIR / "manage.py"), "work"])
        self.started = time.monotonic()

    def keep_alive(self) -> None:
        """Start it again where it has ended, sooner the longer it ran. What it left undone is done then."""
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self.started
        if lived < self.pause:
            return
        self.pause = SHORTEST_PAUSE if lived > SECONDS_OF_CALM else min(self.pause * 2, LONGEST_PAUSE)
        sys.stderr.write(f"The background worker ended by itself (code {code}); it is started again.\n")
        self._start()

    def stop(self) -> None:
        """Work that it is in the middle of goes back into the queue."""
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

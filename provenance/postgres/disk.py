"""Room on the disk of the embedded server: writing is refused before there is none, and a reserve lets it start again.

PostgreSQL ends when its write-ahead log cannot grow, and does not start on a full disk. So below LOW new transactions
only read, and a file of RESERVE is given up for a start that would fail. With the space both come back.
"""

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from provenance.postgres.server import Server

MB = 1024 * 1024
RESERVE = 64 * MB
"""Four segments of the write-ahead log: what a recovery may need, and more reading than anybody does meanwhile."""
LOW = 32 * MB
ENOUGH = 64 * MB
"""For writing again: more than LOW, so that it does not go to and fro."""

READS_ONLY = "reads_only.conf"
CONTENT = "# The disk is nearly full; this file goes away by itself.\ndefault_transaction_read_only = on\n"


@dataclass(slots=True)
class Disk:
    """The disk of one server's folder; `free` is a parameter for who wants to play a full one."""

    server: Server
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free

    @property
    def reserve(self) -> Path:
        return self.server.folder / "reserve"

    @property
    def guard(self) -> Path:
        """Its presence is the switch: the configuration includes it."""
        return self.server.folder / READS_ONLY

    @property
    def folded_guard(self) -> Path:
        """Written in good times, because on a full disk a file can be renamed but not made."""
        return self.guard.with_suffix(".off")

    @property
    def reads_only(self) -> bool:
        return self.guard.exists()

    def before_start(self) -> None:
        """See to it that the server can start, if need be to read only."""
        if self.free(self.server.folder) < LOW:
            self.reserve.unlink(missing_ok=True)
            self._forbid_writing()
        else:
            self.look()

    def look(self) -> bool:
        """Whether writing was forbidden or allowed just now, and the server has to read its configuration again."""
        free, before = self.free(self.server.folder), self.reads_only
        if free < LOW:
            self._forbid_writing()
        elif free >= ENOUGH or not before:
            self._renew_reserve(free)
            self._allow_writing()
        return self.reads_only != before

    def _renew_reserve(self, free: int) -> None:
        """As soon as there is room for it and for work beside it; a small disk does without."""
        missing = RESERVE - (self.reserve.stat().st_size if self.reserve.exists() else 0)
        if missing <= 0 or free < missing + ENOUGH:
            return
        try:
            _allocate(self.reserve, RESERVE)
        except OSError:
            self.reserve.unlink(missing_ok=True)

    def _forbid_writing(self) -> None:
        with contextlib.suppress(OSError):
            if not self.reads_only:
                if not self.folded_guard.exists():
                    self.folded_guard.write_text(CONTENT, encoding="ascii")
                self.folded_guard.rename(self.guard)

    def _allow_writing(self) -> None:
        with contextlib.suppress(OSError):
            if self.reads_only:
                self.guard.rename(self.folded_guard)
            elif not self.folded_guard.exists():
                self.folded_guard.write_text(CONTENT, encoding="ascii")


def _allocate(path: Path, size: int) -> None:
    with path.open("wb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
            return
        for _ in range(size // MB):
            file.write(os.urandom(MB))

"""Processes of a PostgreSQL whose keeper is gone: found by the lock that they share, and ended if they do not end.

They end by themselves as a rule. But one that waits inside PostgreSQL for a lock whose holder was killed waits for
ever, and nothing may be started beside it.
"""

import contextlib
import os
import signal
from pathlib import Path

PROCESSES = Path("/proc")


def holders(lock: Path, *, of: Path) -> list[int]:
    """Handles (pidfd) of the processes that run the program `of` and have the lock file open; none but on Linux.

    Asked before the account changes: another user namespace may send a signal, but not look.
    """
    found = []
    for folder in PROCESSES.iterdir() if PROCESSES.is_dir() else ():
        if folder.name.isdigit():
            # It may end while we look, and others are not ours to look at.
            with contextlib.suppress(OSError):
                handle = os.pidfd_open(int(folder.name))
                if _is_of(folder, lock, of=of):
                    found.append(handle)
                else:
                    os.close(handle)
    return found


def end(handles: list[int]) -> None:
    """Safe where their postmaster has ended: the next start recovers from the write-ahead log."""
    for handle in handles:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.close(handle)


def _is_of(folder: Path, lock: Path, *, of: Path) -> bool:
    try:
        if not os.path.samefile(folder / "exe", of):
            return False
        return any(link.readlink() == lock for link in (folder / "fd").iterdir())
    except OSError:
        return False

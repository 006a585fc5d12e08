"""File locks of the kernel, which fall when their process ends, however it ends; server.py says what they guard."""

import errno
import fcntl
import os
from pathlib import Path

from provenance.postgres.errors import ServerUnavailable


def open_lock(path: Path) -> int:
    """A descriptor of the lock file; programs started later do not inherit it, forks do."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        # Root may visit a folder that belongs to someone else, who must still be able to use the lock afterwards.
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def lock(descriptor: int, operation: int) -> None:
    """Wait for the lock."""
    try:
        fcntl.flock(descriptor, operation)
    except OSError as error:
        raise _unsupported(error) from error


def try_lock(descriptor: int, operation: int) -> bool:
    try:
        fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return False
        raise _unsupported(error) from error
    return True


def share(path: Path) -> int | None:
    """Wait for a shared lock and return its descriptor, or None when the file was removed meanwhile."""
    descriptor = open_lock(path)
    lock(descriptor, fcntl.LOCK_SH)
    try:
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except FileNotFoundError:
        pass
    os.close(descriptor)
    return None


def _unsupported(error: OSError) -> ServerUnavailable:
    return ServerUnavailable(
        f"The file system of the data folder cannot lock files ({error.strerror}); set DATA_DIR to a local disk."
    )

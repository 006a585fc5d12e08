"""Being a user of the embedded server: attaching starts it when nobody has, detaching lets it stop."""

import errno
import fcntl
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from psycopg import pq

from provenance.places import PROJECT_DIR
from provenance.postgres import locks
from provenance.postgres.errors import ServerUnavailable
from provenance.postgres.server import PORT, USER, Server

logger = logging.getLogger(__name__)

RECOVERING = "Recovering the database after an unclean stop; this may take minutes."
POLL_SECONDS = 0.05
SILENT_SECONDS = 1.0

_users: dict[Path, int] = {}
_attaching = threading.Lock()


def attach(server: Server) -> None:
    """Count this process, and whatever it forks, among the users until it ends; start the server if need be."""
    with _attaching:
        if server.folder in _users:
            return
        _prepare_folder(server.folder)
        while (descriptor := locks.share(server.users_lock)) is None:
            _prepare_folder(server.folder)
        try:
            wait_until_ready(server)
        except BaseException:
            os.close(descriptor)
            raise
        _users[server.folder] = descriptor


def detach(server: Server) -> None:
    """Stop being a user. If this was the last one, wait until PostgreSQL has stopped."""
    with _attaching:
        descriptor = _users.pop(server.folder, None)
    if descriptor is None:
        return
    # Opened before we let go: the keeper of a server that is not durable removes the files these locks have.
    paths = [path for path in (server.keeper_lock, server.server_lock) if path.exists()]
    held = [os.open(path, os.O_RDWR | os.O_CLOEXEC) for path in paths]
    os.close(descriptor)
    try:
        while any(_is_held_by_others(lock) for lock in held) and not _has_other_users(server):
            time.sleep(POLL_SECONDS)
    finally:
        for lock in held:
            os.close(lock)


def is_running(server: Server) -> bool:
    """Whether a keeper or any process of PostgreSQL is alive."""
    return _is_held(server.keeper_lock) or _is_held(server.server_lock)


def wait_until_ready(server: Server) -> None:
    """Return when the server answers, however long its recovery takes; say so when it takes long."""
    started, said = time.monotonic(), False
    unexplained_ends = 0
    while True:
        keeper = _start_keeper(server)
        if keeper is not None:
            if _follow(keeper):
                return
            unexplained_ends += 1
            if unexplained_ends == 3:
                raise ServerUnavailable(f"The embedded PostgreSQL ended before it was ready; its log is {server.log}.")
            continue
        answer = _ping(server)
        if answer == pq.Ping.OK:
            return
        if answer == pq.Ping.REJECT and not said and time.monotonic() - started > SILENT_SECONDS:
            logger.warning(RECOVERING)
            said = True
        time.sleep(POLL_SECONDS)


def _prepare_folder(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if folder.stat().st_mode & 0o077:
                folder.chmod(0o700)
        os.close(locks.open_lock(folder / "users.lock"))
    except OSError as error:
        raise ServerUnavailable(_folder_sentence(folder, error)) from error


def _folder_sentence(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of the data folder {folder} is full; free some space and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The data folder {folder} is not writable; set DATA_DIR to a folder of your own."
    return f"The data folder {folder} cannot be used: {error.strerror}."


def _is_held(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return _is_held_by_others(descriptor)
    finally:
        os.close(descriptor)


def _is_held_by_others(descriptor: int) -> bool:
    """Trying is the only way to see it, so what was got is given back at once."""
    if not locks.try_lock(descriptor, fcntl.LOCK_EX):
        return True
    locks.lock(descriptor, fcntl.LOCK_UN)
    return False


def _has_other_users(server: Server) -> bool:
    """Others share the lock; a keeper on its way out holds it alone. Both are visible only by trying."""
    try:
        descriptor = os.open(server.users_lock, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not locks.try_lock(descriptor, fcntl.LOCK_EX) and locks.try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _ping(server: Server) -> pq.Ping:
    where = f"host='{server.socket_folder}' port={PORT} dbname=postgres user={USER} connect_timeout=2"
    return pq.Ping(pq.PGconn.ping(os.fsencode(where)))


def _start_keeper(server: Server) -> int | None:
    """The reading end of a new keeper's reports, or None when another keeper has the lock."""
    lock = locks.open_lock(server.keeper_lock)
    try:
        if not locks.try_lock(lock, fcntl.LOCK_EX):
            return None
        reading, writing = os.pipe()
        try:
            # The lock goes over to the keeper with its descriptor: there is no moment without a holder.
            subprocess.run(  # noqa: S603 - our own interpreter and module
                [
                    *(sys.executable, "-m", "provenance.postgres.keeper"),
                    *(str(server.folder), "durable" if server.durable else "passing", str(lock), str(writing)),
                ],
                check=False,  # a keeper that ends early is noticed by the end of its reports
                cwd=PROJECT_DIR,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(lock, writing),
                start_new_session=True,
            )
        except BaseException:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        return reading
    finally:
        os.close(lock)


def _follow(reports: int) -> bool:
    """Read a keeper's reports: True when the server is ready, False when the keeper ended without a word."""
    with os.fdopen(reports, encoding="utf-8") as lines:
        for line in lines:
            word, _, sentence = line.strip().partition(" ")
            if word == "ready":
                return True
            if word == "failed":
                raise ServerUnavailable(sentence)
            logger.warning(sentence)
    return False

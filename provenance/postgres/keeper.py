"""The detached process that is PostgreSQL's parent: starts it, and stops it when its last user is gone.

Run as `python -m provenance.postgres.keeper FOLDER durable|passing LOCK REPORTS` by users.py, which hands over the
keeper lock and the pipe for reports as open descriptors. A user that is killed with -9 drops its lock like any other;
a keeper that is killed with -9 takes PostgreSQL with it, and the next connection starts a new keeper.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

from provenance.postgres import account, cluster, locks, remains
from provenance.postgres.binaries import program
from provenance.postgres.disk import Disk
from provenance.postgres.errors import ServerUnavailable
from provenance.postgres.server import SOCKET_NAME, Server

SECONDS_FOR_FAST_SHUTDOWN = 60
SECONDS_BETWEEN_LOOKS_AT_DISK = 0.5
SECONDS_FOR_REMAINS = 5
"""As long as PostgreSQL itself waits for its processes before it kills them."""
SECONDS_BETWEEN_TRIES = 0.02
LARGEST_LOG = 10 * 1024 * 1024
RECOVERING = "Recovering the database after an unclean stop; this may take minutes."
WAITING = "Waiting for the remains of a stopped database to end."


class Keeper:
    """One life of the server, from the locks to the last user's end."""

    def __init__(self, server: Server, *, reports: int) -> None:
        self.server = server
        self.reports = reports
        self.users_gone = False
        self.is_ready = False
        self.lock = -1
        self.disk = Disk(server)
        self.remains: list[int] = []

    def report(self, word: str, sentence: str = "") -> None:
        # Whoever started this keeper may have ended; others may still be waiting for the server.
        with contextlib.suppress(BrokenPipeError):
            os.write(self.reports, f"{word} {sentence}".strip().encode() + b"\n")

    def keep(self) -> None:
        self._look_for_remains()
        account.become_owner_of(self.server.folder, to_run=program("postgres"))
        self._turn_to_log()
        self._take_server_lock()
        if self.server.durable and self.server.data.exists():
            self.disk.before_start()
        unclean = (self.server.data / "postmaster.pid").exists()
        cluster.prepare(self.server, run=self._run)
        self._make_socket_folder()
        if unclean:
            self.report("note", RECOVERING)
        self._remove_remains()
        log_start = self.server.log.stat().st_size
        postgres = self._start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop(postgres))
        signal.signal(signal.SIGALRM, lambda *_: postgres.send_signal(signal.SIGQUIT))
        threading.Thread(target=self._stop_after_last_user, args=(postgres,), daemon=True).start()
        self._wait_until_ready(postgres, log_start=log_start)
        os.close(self.reports)
        if self.server.durable:
            threading.Thread(target=self._watch_disk, args=(postgres,), daemon=True).start()
        postgres.wait()
        if self.server.socket_folder != self.server.folder:
            shutil.rmtree(self.server.socket_folder, ignore_errors=True)
        if self.users_gone and not self.server.durable:
            shutil.rmtree(self.server.folder, ignore_errors=True)

    def _turn_to_log(self) -> None:
        """From here on nothing is held open of whoever started this keeper."""
        log = self.server.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(descriptor, 2)
        os.close(descriptor)

    def _take_server_lock(self) -> None:
        self.lock = locks.open_lock(self.server.server_lock)
        if not locks.try_lock(self.lock, fcntl.LOCK_EX):
            self._stop_orphan()
            self.report("note", WAITING)
            if not self._gets_lock_within(SECONDS_FOR_REMAINS):
                remains.end(self.remains)
                locks.lock(self.lock, fcntl.LOCK_EX)

    def _look_for_remains(self) -> None:
        lock = locks.open_lock(self.server.server_lock)
        if not locks.try_lock(lock, fcntl.LOCK_EX):
            self.remains = remains.holders(self.server.server_lock.resolve(), of=program("postgres"))
        os.close(lock)

    def _gets_lock_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if locks.try_lock(self.lock, fcntl.LOCK_EX):
                return True
            time.sleep(SECONDS_BETWEEN_TRIES)
        return False

    def _stop_orphan(self) -> None:
        """Where the kernel does not tell PostgreSQL that its keeper was killed (macOS), the next keeper does."""
        if sys.platform == "linux":
            return
        try:
            first_line, *_ = (self.server.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            os.kill(int(first_line), signal.SIGQUIT)
        except (OSError, ValueError):
            return

    def _make_socket_folder(self) -> None:
        folder = self.server.socket_folder
        if folder == self.server.folder:
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
        if folder.is_symlink() or not folder.is_dir() or state.st_uid != os.geteuid() or state.st_mode & 0o077:
            raise ServerUnavailable(f"The folder {folder} for the database's socket is not ours alone; remove it.")

    def _remove_remains(self) -> None:
        """The lock proves that the processes these files name have ended; their numbers may be a stranger's by now."""
        socket = self.server.socket_folder / SOCKET_NAME
        for path in (self.server.data / "postmaster.pid", socket, socket.with_name(f"{SOCKET_NAME}.lock")):
            path.unlink(missing_ok=True)

    def _run(self, command: list[str], text: str) -> "subprocess.CompletedProcess[str]":
        parent = os.getpid()
        return subprocess.run(  # noqa: S603 - programs of the bundled PostgreSQL
            command,
            input=text,
            capture_output=True,
            text=True,
            env=cluster.ENVIRONMENT,
            pass_fds=(self.lock,),
            preexec_fn=lambda: account.die_with_parent(parent, signal.SIGKILL),
        )

    def _start(self) -> "subprocess.Popen[bytes]":
        parent = os.getpid()
        return subprocess.Popen(  # noqa: S603 - the bundled PostgreSQL
            [str(program("postgres")), "-D", str(self.server.data)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=cluster.ENVIRONMENT,
            pass_fds=(self.lock,),
            # The immediate shutdown: nobody is left who could see to it that a slower one comes to an end.
            preexec_fn=lambda: account.die_with_parent(parent, signal.SIGQUIT),
        )

    def _wait_until_ready(self, postgres: "subprocess.Popen[bytes]", *, log_start: int) -> None:
        """PostgreSQL says in the eighth line of its pid file how far it is; recovery may take minutes."""
        while postgres.poll() is None:
            if self._state(postgres.pid) == "ready":
                self.is_ready = True
                self.report("ready")
                return
            time.sleep(0.01)
        if postgres.returncode > 0:
            with self.server.log.open(encoding="utf-8", errors="replace") as log:
                log.seek(log_start)
                reason = cluster.reason(log.read())
            raise ServerUnavailable(f"The embedded PostgreSQL could not start: {reason}. Its log is {self.server.log}.")
        # It was told to stop or killed: no reason of its own, and whoever still wants it starts the next keeper.

    def _state(self, pid: int) -> str:
        try:
            lines = (self.server.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ""
        return lines[7].strip() if len(lines) > 7 and lines[0].strip() == str(pid) else ""

    def _watch_disk(self, postgres: "subprocess.Popen[bytes]") -> None:
        while True:
            with contextlib.suppress(OSError):
                if self.disk.look():
                    word = "only read" if self.disk.reads_only else "write again"
                    os.write(2, f"The disk of {self.server.folder}: transactions {word} from now on.\n".encode())
                    postgres.send_signal(signal.SIGHUP)
            time.sleep(SECONDS_BETWEEN_LOOKS_AT_DISK)

    def _stop_after_last_user(self, postgres: "subprocess.Popen[bytes]") -> None:
        """The lock is kept until this process ends: who comes meanwhile waits for it and starts a new keeper."""
        locks.lock(locks.open_lock(self.server.users_lock), fcntl.LOCK_EX)
        self.users_gone = True
        self._stop(postgres)

    def _stop(self, postgres: "subprocess.Popen[bytes]") -> None:
        """Fast shutdown: clients are cut off, and the next start needs no recovery. In the middle of a recovery
        PostgreSQL 18 can hang in it, therefore then, and in the end anyway, the immediate one, which is always safe."""
        postgres.send_signal(signal.SIGINT if self.is_ready else signal.SIGQUIT)
        signal.alarm(SECONDS_FOR_FAST_SHUTDOWN)


def main(folder: str, durability: str, lock: str, reports: str) -> NoReturn:
    if os.fork():
        os._exit(0)  # nobody's child: no zombie in a user that outlives the keeper
    os.set_inheritable(int(lock), False)
    os.set_inheritable(int(reports), False)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    keeper = Keeper(Server(Path(folder), durable=durability == "durable"), reports=int(reports))
    try:
        keeper.keep()
    except ServerUnavailable as error:
        keeper.report("failed", str(error))
    except OSError as error:
        keeper.report("failed", f"The data folder {folder} cannot be used: {error.strerror}.")
    # Not sys.exit: the thread that waits for the users may still be inside the lock call.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""As whom the embedded PostgreSQL runs: always the owner of its folder, and never as root, which PostgreSQL refuses."""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

from provenance.postgres.errors import ServerUnavailable

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
INNER_ID = 1000
"""How root's files look from inside the user namespace; any number but 0 would do."""

NO_WAY = (
    "PostgreSQL does not run as root, and this system offers no user namespace; "
    "run as a normal user, or set DATABASE_URL to a PostgreSQL 15 or newer."
)


def is_root() -> bool:
    return os.geteuid() == 0


def _enter_user_namespace() -> None:
    """Root outside, a normal user inside: the files keep their owner, and no folder has to be opened to anyone."""
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{INNER_ID} {group} 1", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{INNER_ID} {user} 1", encoding="ascii")


def user_namespace_works() -> bool:
    """Tried in a child process, because a namespace cannot be left again."""
    if sys.platform != "linux":
        return False
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _enter_user_namespace()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def become_owner_of(folder: Path, *, to_run: Path) -> None:
    """Make this process, which must have one thread, an account that PostgreSQL accepts and that owns the folder."""
    if not is_root():
        return
    if folder.stat().st_uid == 0 and user_namespace_works():
        _enter_user_namespace()
    else:
        if folder.stat().st_uid == 0:
            _give_to_nobody(folder)
        owner = folder.stat()
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
    for path, right in ((folder, os.W_OK | os.X_OK), (to_run, os.X_OK)):
        if not os.access(path, right):
            raise ServerUnavailable(
                f"PostgreSQL does not run as root, and the account it runs as here cannot reach {path}; "
                "run as a normal user, or set DATABASE_URL to a PostgreSQL 15 or newer."
            )


def _give_to_nobody(folder: Path) -> None:
    """Most containers have neither user namespaces nor anyone but root. Only a folder without data changes hands."""
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise ServerUnavailable(NO_WAY) from error
    if (folder / "data").exists():
        raise ServerUnavailable(NO_WAY)
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


def die_with_parent(parent: int, signal_number: signal.Signals) -> None:
    """Called between fork and exec: the kernel sends the signal when the parent ends, however it ends (Linux only)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)

"""The embedded server's folder: what lies where, and what its locks mean; nothing is started here.

Three locks in the folder say everything there is to know, because the kernel drops them with their process:
`users.lock`   shared by every process that uses the database; the keeper stops the server once it gets it alone.
`keeper.lock`  held by the keeper; whoever can take it may start one, so that two starts at once make one server.
`server.lock`  held by every process of PostgreSQL, so that a new server never meets the remains of an old one.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PORT = "5432"
SOCKET_NAME = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103
"""sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing NUL included."""

USER = "provenance"
DATABASE = "provenance"


@dataclass(frozen=True, slots=True)
class Server:
    """The embedded server of one folder. One that is not durable forgets everything with its last user (tests)."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def users_lock(self) -> Path:
        return self.folder / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        return self.folder / "keeper.lock"

    @property
    def server_lock(self) -> Path:
        return self.folder / "server.lock"

    @property
    def socket_folder(self) -> Path:
        """The folder itself, or a private one in /tmp where its path is too long for a socket. Every process must
        come to the same answer, so nothing of the environment (TMPDIR, XDG_RUNTIME_DIR) takes part in it."""
        if len(os.fsencode(self.folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.folder
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/tmp") / f"provenance-{name}"  # noqa: S108 - the keeper makes it private and checks its owner

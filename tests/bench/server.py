"""The real web server under the bench, started as production starts it, and a lean client of it."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from provenance.places import PROJECT_DIR

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
BLOCK = 1 << 20


class WebServer:
    """gunicorn with the project's configuration on a free port."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port: int = probe.getsockname()[1]

    def __enter__(self) -> "WebServer":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"{HOST}:{self.port}"],
            cwd=PROJECT_DIR,
            env=os.environ,
        )
        reason = ""
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < deadline:
            try:
                with Client(self.port) as client:
                    answer = client.get("/readyz")
                    if answer.status == 200:
                        return self
                    reason = answer.body.decode()
            except OSError as error:
                reason = str(error)
            time.sleep(0.2)
        raise SystemExit(f"The web server did not become ready: {reason}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in children.split()]

    def largest_memory(self) -> dict[int, float]:
        """The most memory, in MB, that each worker has had so far."""
        found = {}
        for pid in self.workers():
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            found[pid] = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
        return found


class Answer:
    """Status, headers as text, and body of an answer."""

    __slots__ = ("body", "head", "status")

    def __init__(self, head: bytes, body: bytes) -> None:
        self.status = int(head[9:12])
        self.head = head.decode("latin-1")
        self.body = body


class Client:
    """One connection that is kept. Answers must have a length, except in `stream`."""

    def __init__(self, port: int, *, token: str = "", cookie: str = "") -> None:
        self._socket = socket.create_connection((HOST, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        who = f"Authorization: Token {token}\r\n" if token else ""
        self._common = f"Host: localhost\r\n{who}" + (f"Cookie: {cookie}\r\n" if cookie else "")
        self._rest = b""

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def get(self, path: str) -> Answer:
        self._socket.sendall(f"GET {path} HTTP/1.1\r\n{self._common}\r\n".encode())
        return self._answer()

    def post(self, path: str, body: bytes, *, kind: str = "application/json", more: str = "") -> Answer:
        head = (
            f"POST {path} HTTP/1.1\r\n{self._common}{more}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._socket.sendall(head.encode() + body)
        return self._answer()

    def stream(self, path: str) -> tuple[float, float, int]:
        """Seconds to the first byte of the body and to its end, and its size; the connection is used up."""
        started = time.perf_counter()
        self._socket.sendall(f"GET {path} HTTP/1.1\r\n{self._common}Connection: close\r\n\r\n".encode())
        head, _, rest = self._until_head_ends()
        assert head.startswith(b"HTTP/1.1 200"), head
        size = len(rest)
        while not size:
            size += len(self._socket.recv(BLOCK))
        first = time.perf_counter() - started
        buffer = memoryview(bytearray(BLOCK))
        tail = b""
        while count := self._socket.recv_into(buffer):
            size += count
            tail = (tail + bytes(buffer[max(0, count - 8) : count]))[-8:]
        assert tail.endswith(b"0\r\n\r\n"), "The stream broke off."
        return first, time.perf_counter() - started, size

    def _answer(self) -> Answer:
        head, _, body = self._until_head_ends()
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        parts, have = [body], len(body)
        while have < length:
            parts.append(self._socket.recv(BLOCK))
            have += len(parts[-1])
        return Answer(head, b"".join(parts))

    def _until_head_ends(self) -> tuple[bytes, bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            block = self._socket.recv(BLOCK)
            if not block:
                raise ConnectionError("The server closed the connection.")
            received += block
        return received.partition(b"\r\n\r\n")

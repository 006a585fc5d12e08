"""Small web servers on this machine that answer byte by byte as a test says, however badly; no test lives here."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network

from claims.ingestion.addresses import AddressPolicy

Script = Callable[[str], Iterable[bytes | float]]
LONGEST_REQUEST = 65_536


@dataclass
class Served:
    """The address of a running server and the requests it has had."""

    port: int
    requests: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def policy(self, *, resolver: Callable[[str, int], list[str]] | None = None) -> AddressPolicy:
        """Allows this one server, and every name leads to it."""
        return AddressPolicy(
            ports=frozenset({self.port}),
            also_allowed=(ip_network("127.0.0.1/32"),),
            resolver=resolver or (lambda host, port: ["127.0.0.1"]),
        )


def page(body: bytes, *, status: str = "200 OK", headers: Iterable[str] = ("Content-Type: text/html",)) -> bytes:
    head = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(head).encode("latin-1") + body


def redirect(location: str) -> bytes:
    return page(b"", status="302 Found", headers=[f"Location: {location}"])


def gzipped(body: bytes) -> bytes:
    return page(gzip.compress(body), headers=["Content-Type: text/html", "Content-Encoding: gzip"])


@contextmanager
def serving(script: Script, *, tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    """The script gets the request and yields bytes to send and seconds to wait."""
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        served = Served(listener.getsockname()[1])
        if tls:
            tls.sni_callback = lambda _socket, name, _context: served.names.append(name)
        thread = threading.Thread(target=_accept, args=(listener, served, script, tls, stopped))
        thread.start()
        try:
            yield served
        finally:
            stopped.set()
            thread.join()


def _accept(
    listener: socket.socket, served: Served, script: Script, tls: ssl.SSLContext | None, stopped: threading.Event
) -> None:
    while not stopped.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        connection.settimeout(5)
        # A client that has had enough hangs up in the middle: for some tests that is the point.
        with connection, suppress(OSError):
            if tls:
                with tls.wrap_socket(connection, server_side=True) as secured:
                    _answer(secured, served, script, stopped)
            else:
                _answer(connection, served, script, stopped)


def _answer(connection: socket.socket, served: Served, script: Script, stopped: threading.Event) -> None:
    request = b""
    while b"\r\n\r\n" not in request and len(request) < LONGEST_REQUEST:
        piece = connection.recv(4096)
        if not piece:
            return
        request += piece
    served.requests.append(request.decode("latin-1"))
    for step in script(served.requests[-1]):
        if isinstance(step, bytes):
            connection.sendall(step)
        elif stopped.wait(step):
            return

"""The way onto the network: one look-up, checked, connected to as it is, within a deadline; no HTTP rules here."""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from claims.errors import FetchFailed
from claims.ingestion.addresses import AddressPolicy, check_address

SocketOptions = Iterable[Any]


class Deadline:
    """One moment by which everything must be done, however slowly it trickles in."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def remaining(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> FetchFailed:
        return FetchFailed(
            f"The page did not arrive within {self.seconds:g} seconds; try again, or paste the text.", field="url"
        )


class DeadlineStream(httpcore.NetworkStream):
    """Timeouts of the libraries hold for one read; a server that sends a byte a second would never meet them."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._deadline.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.remaining())
        return DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Every connection passes here, so no redirect and no second answer of the name server can lead elsewhere."""

    def __init__(self, *, policy: AddressPolicy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        addresses = check_address(host, port, policy=self._policy, seconds=self._deadline.remaining())
        for place, address in enumerate(addresses):
            # A host whose first address is out of reach still leaves time for the others.
            share = self._deadline.remaining() / (len(addresses) - place)
            try:
                stream = self._sockets.connect_tcp(str(address), port, timeout=share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return DeadlineStream(stream, self._deadline)
        raise httpcore.ConnectError


class ResponseBody(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class CheckedTransport(httpx.BaseTransport):
    """httpx's own transport takes no network backend. Host header, TLS name and certificate stay those of the URL."""

    def __init__(self, *, policy: AddressPolicy, deadline: Deadline, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            # A connection kept open would serve a later host without being checked for it.
            max_keepalive_connections=0,
            network_backend=CheckedBackend(policy=policy, deadline=deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=ResponseBody(response))

    def close(self) -> None:
        self._pool.close()

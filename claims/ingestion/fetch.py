"""A URL to the bytes of one page, within limits of time, size and place; what the bytes say is read elsewhere."""

import ssl
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http import HTTPStatus

import httpcore
import httpx

from claims.errors import FetchFailed, TextTooLarge
from claims.ingestion.addresses import PUBLIC_WEB, AddressPolicy, check_url
from claims.ingestion.connection import CheckedTransport, Deadline

USER_AGENT = "Provenance/0.1 (records who says what in news; fetches one page when a person asks for it)"
CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    # The one compression whose output can be bounded while it is unpacked, with the standard library alone.
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
MEGABYTE = 1_000_000
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
WHY_REFUSED = {
    401: "it asks for a login; open it in the browser and paste the text",
    403: "it does not let programs in; open it in the browser and paste the text",
    404: "it is not there; check the address",
    410: "it was taken down; look for an archived copy",
    429: "it was asked too often; try again later",
    451: "it is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Limits:
    max_bytes: int = 10 * MEGABYTE
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the page was found in the end; `charset` is what the server says, or nothing."""

    url: str
    content: bytes
    content_type: str
    status: int
    charset: str = ""


DEFAULT_LIMITS = Limits()


def fetch(
    url: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_WEB,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Raises AddressRefused, FetchFailed or TextTooLarge. Sends no cookies, uses no proxy, runs nothing."""
    target = check_url(url, policy=policy)
    deadline = Deadline(limits.seconds)
    tls = tls or _trusted()
    try:
        with CheckedTransport(policy=policy, deadline=deadline, tls=tls) as transport:
            for _ in range(limits.redirects + 1):
                step = _ask(target, transport=transport, limits=limits)
                if isinstance(step, Fetched):
                    return step
                target = check_url(str(step), policy=policy)
    except httpcore.TimeoutException as wrong:
        raise deadline.missed() from wrong
    except (httpcore.NetworkError, httpcore.ProtocolError) as wrong:
        raise FetchFailed(_sentence(wrong, host=target.host), field="url") from wrong
    raise FetchFailed(
        f"The page sends its readers on more than {limits.redirects} times; open it in the browser and copy "
        "the address it ends at.",
        field="url",
    )


@cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _ask(url: httpx.URL, *, transport: CheckedTransport, limits: Limits) -> Fetched | httpx.URL:
    """One request: the page, or the URL it points on to. A request of its own each time, so no cookie travels."""
    request = httpx.Request("GET", url, headers=HEADERS)
    response = transport.handle_request(request)
    try:
        if response.status_code in REDIRECTS:
            return _next_url(url, response.headers)
        if response.status_code != HTTPStatus.OK:
            raise FetchFailed(_status_sentence(response.status_code), field="url")
        kind, charset = _content_type(response.headers)
        _check_announced_size(response.headers, limits=limits)
        content = _unpacked(response, limits=limits)
        return Fetched(str(url), content, kind, response.status_code, charset)
    finally:
        response.close()


def _next_url(url: httpx.URL, headers: httpx.Headers) -> httpx.URL:
    location = headers.get("location", "")
    try:
        if location:
            return url.join(location)
    except (httpx.InvalidURL, ValueError):
        location = ""
    raise FetchFailed("The page sends its readers on without saying where; try its address in a browser.", field="url")


def _content_type(headers: httpx.Headers) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = headers.get("content-type", "")
    # Not `get_content_type()`, which takes whatever it does not understand for plain text.
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in CONTENT_TYPES:
        found = f"is {kind[:80]}" if kind else "does not say what it is"
        raise FetchFailed(f"What stands there {found}, not a web page or plain text; upload or paste it.", field="url")
    return kind, str(message.get_param("charset") or "")


def _check_announced_size(headers: httpx.Headers, *, limits: Limits) -> None:
    announced = headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > limits.max_bytes:
        raise _too_large(limits)


def _unpacked(response: httpx.Response, *, limits: Limits) -> bytes:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchFailed(
            f"The page is packed as “{coding[:40]}”, which was not asked for; paste the text.", field="url"
        )
    raw = response.iter_raw()
    content = bytearray()
    for piece in _gunzip(raw, at_most=limits.max_bytes) if "gzip" in coding else raw:
        content += piece
        if len(content) > limits.max_bytes:
            raise _too_large(limits)
    return bytes(content)


def _gunzip(pieces: Iterable[bytes], *, at_most: int) -> Iterator[bytes]:
    """Unpacks no more than a byte above the limit in one go: a small bomb never becomes large memory."""
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
    started = False
    try:
        for piece in pieces:
            started = started or bool(piece)
            while piece:
                if unpacker.eof:
                    # Several members in one stream are one content (RFC 1952); zeros after the last are padding.
                    piece = piece.lstrip(b"\0")
                    unpacker = zlib.decompressobj(GZIP_OR_ZLIB) if piece else unpacker
                    continue
                yield unpacker.decompress(piece, at_most + 1)
                piece = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as wrong:
        raise FetchFailed("The page arrived damaged and cannot be unpacked; paste the text.", field="url") from wrong
    if started and not unpacker.eof:
        raise FetchFailed("The page broke off before its end; try again.", field="url")


def _too_large(limits: Limits) -> TextTooLarge:
    return TextTooLarge(
        f"The page is larger than {limits.max_bytes / MEGABYTE:g} MB, the limit; paste the article's text instead.",
        field="url",
    )


def _status_sentence(status: int) -> str:
    if status in WHY_REFUSED:
        return f"The page was not fetched ({status}): {WHY_REFUSED[status]}."
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"The page was not fetched ({status}): its server is in trouble; try again later."
    return f"The page was not fetched: its server answered {status}, not a page; paste the text instead."


def _sentence(wrong: Exception, *, host: str) -> str:
    cause = wrong.__cause__ or wrong.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"“{host}” does not prove that it is “{host}” (its certificate is not valid); paste the text instead."
    if isinstance(cause, ssl.SSLError):
        return f"No secure connection to “{host}” came about; paste the text instead."
    if isinstance(wrong, httpcore.ConnectError):
        return f"“{host}” cannot be reached; check the address or try again later."
    return f"“{host}” broke off before the page was complete; try again."

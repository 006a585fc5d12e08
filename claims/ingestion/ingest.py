"""The one entry of this package: a file or a URL to a document, whatever it holds; pasted text goes to `plain`.

What parses pages and fetches URLs is loaded with the first page or URL: it would cost every start a second.
"""

import re
import ssl
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.ingestion.document import Document
from claims.ingestion.plain import read_text

if TYPE_CHECKING:
    from claims.ingestion.addresses import AddressPolicy
    from claims.ingestion.fetch import Limits

HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".xht"))
TEXT_SUFFIXES = frozenset((".txt", ".text", ".md"))
HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
ANY_TAG = re.compile(rb"<(?:p|div|body|article|main|h1|table)\b[^<>]*>", re.IGNORECASE)
START_BYTES = 4096


def read_file(raw: bytes, *, filename: str) -> Document:
    """A page is known by how it begins; the name decides only where the content does not."""
    suffix = PurePath(filename.lower()).suffix
    start = raw[:START_BYTES]
    if HTML_START.match(start) or (suffix in HTML_SUFFIXES and ANY_TAG.search(raw)):
        return read_page(raw)
    return read_text(raw, filename=filename)


def read_page(raw: bytes, *, url: str = "", charset: str = "") -> Document:
    """A web page, whatever its name."""
    from claims.ingestion.html import read_html  # noqa: PLC0415 - see the module

    return read_html(raw, url=url, charset=charset)


def read_url(
    url: str,
    *,
    limits: "Limits | None" = None,
    policy: "AddressPolicy | None" = None,
    tls: ssl.SSLContext | None = None,
) -> Document:
    """Without limits and policy: the usual limits, and the public web only."""
    from claims.ingestion.addresses import PUBLIC_WEB  # noqa: PLC0415 - see the module
    from claims.ingestion.fetch import DEFAULT_LIMITS, fetch  # noqa: PLC0415 - see the module

    page = fetch(url, limits=limits or DEFAULT_LIMITS, policy=policy or PUBLIC_WEB, tls=tls)
    if page.content_type == "text/plain":
        return read_text(page.content, url=page.url, charset=page.charset)
    return read_page(page.content, url=page.url, charset=page.charset)

"""The one entry of this package: a file or a URL to a document, whatever it holds; pasted text goes to `plain`."""

import re
import ssl
from pathlib import PurePath

from claims.ingestion.addresses import PUBLIC_WEB, AddressPolicy
from claims.ingestion.document import Document
from claims.ingestion.fetch import DEFAULT_LIMITS, Limits, fetch
from claims.ingestion.html import read_html
from claims.ingestion.plain import read_text

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
        return read_html(raw)
    return read_text(raw, filename=filename)


def read_url(
    url: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    policy: AddressPolicy = PUBLIC_WEB,
    tls: ssl.SSLContext | None = None,
) -> Document:
    page = fetch(url, limits=limits, policy=policy, tls=tls)
    if page.content_type == "text/plain":
        return read_text(page.content, url=page.url, charset=page.charset)
    return read_html(page.content, url=page.url, charset=page.charset)

"""Which formats come in and go out, and how to tell them apart; reading and writing them is done elsewhere."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from claims.errors import UnknownFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A file format by the name users type."""

    name: str
    label: str
    extensions: tuple[str, ...]
    description: str
    comes_in: bool
    goes_out: bool
    shapes: tuple[str, ...] = ()
    """What an export of this format may hold; empty where there is only one thing."""


FORMATS = (
    Format(
        name="txt",
        label="Plain text",
        extensions=(".txt", ".text"),
        description="One article; title and boilerplate are found in the text.",
        comes_in=True,
        goes_out=False,
    ),
    Format(
        name="html",
        label="Web page",
        extensions=(".html", ".htm", ".xhtml"),
        description="One article; the main text and what the page says about it are extracted.",
        comes_in=True,
        goes_out=False,
    ),
    Format(
        name="jsonl",
        label="JSON lines",
        extensions=(".jsonl", ".ndjson"),
        description="Everything, without loss: sources, propositions, articles and their claims, one a line.",
        comes_in=True,
        goes_out=True,
    ),
    Format(
        name="csv",
        label="CSV table",
        extensions=(".csv", ".tsv"),
        description="In: articles or sources, one a row. Out: claims, attributions, sources or articles.",
        comes_in=True,
        goes_out=True,
        shapes=("claims", "attributions", "sources", "articles"),
    ),
)

IMPORT_FORMATS = tuple(known for known in FORMATS if known.comes_in)
EXPORT_FORMATS = tuple(known for known in FORMATS if known.goes_out)

_NOT_TEXT = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_HTML = re.compile(rb"(?is)\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b")
_CSV_DELIMITERS = re.compile(rb"[,;\t|]")


def import_format(name: str) -> Format:
    """The format of this name, if files of it can be read."""
    return _named(name, IMPORT_FORMATS, "read")


def export_format(name: str) -> Format:
    """The format of this name, if it can be written."""
    return _named(name, EXPORT_FORMATS, "written")


def detect(filename: str, head: bytes) -> str:
    """Name of the import format, by the extension, else by the first bytes (a few thousand are enough)."""
    for magic, what in _NOT_TEXT.items():
        if head.startswith(magic):
            raise UnknownFormat(
                f"{_quoted(filename)} is {what}, which cannot be read; {_known(IMPORT_FORMATS)}.", field="format"
            )
    extension = PurePath(filename).suffix.lower()
    for known in IMPORT_FORMATS:
        if extension in known.extensions:
            return known.name
    by_content = _by_content(head.removeprefix(b"\xef\xbb\xbf"))
    if by_content is None:
        raise UnknownFormat(
            f"It is not clear what format {_quoted(filename)} has; {_known(IMPORT_FORMATS)}. Name one of them.",
            field="format",
        )
    return by_content


def _by_content(head: bytes) -> str | None:
    if head.lstrip().startswith(b"{"):
        return "jsonl"
    if _HTML.match(head):
        return "html"
    header = {cell.strip().strip(b'"').lower() for cell in _CSV_DELIMITERS.split(head.partition(b"\n")[0])}
    if {b"title", b"text"} <= header or {b"name", b"kind"} <= header:
        return "csv"
    return None


def _named(name: str, formats: tuple[Format, ...], verb: str) -> Format:
    for known in formats:
        if known.name == name:
            return known
    raise UnknownFormat(f"{_quoted(name)} is not a format that can be {verb}; {_known(formats)}.", field="format")


def _known(formats: tuple[Format, ...]) -> str:
    return "known are " + ", ".join(known.name for known in formats)


def _quoted(name: str) -> str:
    return f"“{PurePath(name).name}”" if name else "The file"

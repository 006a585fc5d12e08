"""A CSV table of articles, one a row, as people make it in a spreadsheet; claims do not come this way."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from claims.errors import BadRecord, BadRows, ClaimsError, EmptyText, NotText
from claims.exchange.records import ArticleRecord, Batch, SourceReference
from claims.exchange.validation import check_address, check_line
from claims.text.dates import parse_date
from claims.text.normalize import normalize
from claims.vocabulary import SourceKind

REQUIRED = ("title", "text")
OPTIONAL = ("url", "archive_url", "publisher", "publisher_kind", "published", "language", "byline")
DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 30

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPED_BYTES = ("\udc80", "\udcff")


def read_articles_csv(chunks: Iterable[bytes]) -> Batch:
    """Every row as an article, or BadRows with each bad row; the header is row 1, as a spreadsheet counts."""
    text = _decoded(b"".join(chunks))
    if not text.strip():
        raise EmptyText("The file is empty; there is nothing to import.")
    articles: list[ArticleRecord] = []
    rows: list[int] = []
    bad: list[tuple[int, str]] = []
    for row, outcome in _read_rows(text):
        if isinstance(outcome, ClaimsError):
            bad.append((row, outcome.message))
        else:
            articles.append(outcome)
            rows.append(row)
    if bad:
        raise BadRows(bad)
    return Batch(articles=tuple(articles), rows=tuple(rows))


def _decoded(raw: bytes) -> str:
    """UTF-8, or the UTF-16 of Excel's “Unicode text”. Bytes that are no UTF-8 stay, to be told with their row."""
    if raw.startswith(_UTF16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as wrong:
            raise NotText(
                f"The file begins as UTF-16 and breaks at byte {wrong.start + 1}; save it as UTF-8."
            ) from wrong
    return raw.decode("utf-8-sig", errors="surrogateescape")


def _read_rows(text: str) -> Iterator[tuple[int, ArticleRecord | ClaimsError]]:
    # The limit belongs to the whole process, so it is only ever raised: another reader may be at work.
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns: tuple[str, ...] | None = None
    row = 0
    while True:
        row += 1
        try:
            cells = next(table, None)
        except csv.Error as wrong:
            yield row, BadRecord(f"The row is broken: {wrong}. Check its quotation marks; nothing below it was read.")
            return
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        try:
            if columns is None:
                columns = _columns(cells)
            else:
                yield row, _article(columns, cells)
        except ClaimsError as wrong:
            yield row, wrong
            if columns is None:
                return


def _delimiter(text: str) -> str:
    """The one that makes the most known columns of the first line."""
    header = next((line for line in text.splitlines() if line.strip()), "")

    def known_columns(delimiter: str) -> int:
        return sum(_column(cell) in (*REQUIRED, *OPTIONAL) for cell in header.split(delimiter))

    return max(DELIMITERS, key=known_columns)


def _columns(header: Sequence[str]) -> tuple[str, ...]:
    _check_bytes(header)
    columns = tuple(_column(cell) for cell in header)
    while columns and not columns[-1]:
        columns = columns[:-1]
    for name, cell in zip(columns, header, strict=False):
        if name not in (*REQUIRED, *OPTIONAL):
            raise BadRecord(
                f"The column “{_cut(cell)}” is not known; rename or remove it. "
                f"Known are {', '.join(REQUIRED)} (required), {', '.join(OPTIONAL)}."
            )
        if columns.count(name) > 1:
            raise BadRecord(f"The column “{name}” comes twice; keep one of them.")
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise BadRecord(f"The first row must name the columns, and {' and '.join(missing)} must be among them.")
    return columns


def _column(cell: str) -> str:
    return "_".join(cell.strip().strip("\"'").strip().lower().split())


def _article(columns: Sequence[str], cells: Sequence[str]) -> ArticleRecord:
    _check_bytes(cells)
    kept = list(cells)
    while len(kept) > len(columns) and not kept[-1].strip():
        kept.pop()
    if len(kept) != len(columns):
        raise BadRecord(f"The row has {len(kept)} cells and the header has {len(columns)}; check its quotation marks.")
    given = dict(zip(columns, kept, strict=True))
    text = normalize(given["text"]).text
    if not text.strip():
        raise EmptyText("text is empty; an article needs some.")
    line = {name: cell.strip() for name, cell in given.items() if name != "text"}
    for name, cell in line.items():
        check_line(cell, field=name, required=name in REQUIRED)
    for name in ("url", "archive_url"):
        check_address(line.get(name, ""), field=name)
    published = line.get("published", "")
    return ArticleRecord(
        title=line["title"],
        text=text,
        text_as_given=None if text == given["text"] else given["text"],
        publisher=_publisher(line.get("publisher", ""), line.get("publisher_kind", "")),
        url=line.get("url", ""),
        archive_url=line.get("archive_url", ""),
        byline=line.get("byline", ""),
        language=line.get("language", ""),
        published=parse_date(published) if published else None,
    )


def _publisher(name: str, kind: str) -> SourceReference | None:
    if kind and kind not in list(SourceKind):
        raise BadRecord(f"publisher_kind must be one of {', '.join(SourceKind)}, not “{_cut(kind)}”.")
    if kind and not name:
        raise BadRecord("publisher_kind is given without a publisher; give its name, too.")
    return SourceReference(name=name, kind=SourceKind(kind) if kind else None) if name else None


def _check_bytes(cells: Sequence[str]) -> None:
    first, last = _ESCAPED_BYTES
    for cell in cells:
        if any(first <= character <= last for character in cell):
            raise BadRecord("The row is not UTF-8; save the file as “CSV UTF-8”.")


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

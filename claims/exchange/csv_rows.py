"""Rows of a CSV table as spreadsheets write it: encoding, delimiter, header; what the cells mean is elsewhere."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.errors import BadRecord, ClaimsError, EmptyText, NotText

DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 30

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPED_BYTES = ("\udc80", "\udcff")
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have; `ignored` ones are told from others' and not read."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    ignored: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.required, *self.optional, *self.ignored)


def decoded(raw: bytes) -> str:
    """UTF-8, or the UTF-16 of Excel's “Unicode text”. Bytes that are no UTF-8 stay, to be told with their row."""
    text = _decoded(raw)
    if not text.strip():
        raise EmptyText("The file is empty; there is nothing to import.")
    return text


def _decoded(raw: bytes) -> str:
    if raw.startswith(_UTF16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as wrong:
            raise NotText(
                f"The file begins as UTF-16 and breaks at byte {wrong.start + 1}; save it as UTF-8."
            ) from wrong
    return raw.decode("utf-8-sig", errors="surrogateescape")


def header_of(raw: bytes, columns: Columns) -> frozenset[str]:
    """Which of these columns the first line names."""
    text = _decoded(raw)
    header = next((line for line in text.splitlines() if line.strip()), "")
    return frozenset(map(_column, header.split(_delimiter(text, columns)))) & frozenset(columns.known)


def read_rows(text: str, columns: Columns) -> Iterator[tuple[int, Cells | ClaimsError]]:
    """Each row by the names of its columns, or what is wrong with it; the header is row 1, as a spreadsheet counts."""
    # The limit belongs to the whole process, so it is only ever raised: another reader may be at work.
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, columns), strict=True)
    names: tuple[str, ...] | None = None
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
            if names is None:
                names = _named(cells, columns)
            else:
                yield row, _fitted(names, cells)
        except ClaimsError as wrong:
            yield row, wrong
            if names is None:
                return


def _delimiter(text: str, columns: Columns) -> str:
    """The one that makes the most known columns of the first line."""
    header = next((line for line in text.splitlines() if line.strip()), "")

    def known_columns(delimiter: str) -> int:
        return sum(_column(cell) in columns.known for cell in header.split(delimiter))

    return max(DELIMITERS, key=known_columns)


def _named(header: Sequence[str], columns: Columns) -> tuple[str, ...]:
    check_bytes(header)
    names = tuple(_column(cell) for cell in header)
    while names and not names[-1]:
        names = names[:-1]
    for name, cell in zip(names, header, strict=False):
        if name not in columns.known:
            raise BadRecord(
                f"The column “{cut(cell)}” is not known; rename or remove it. "
                f"Known are {', '.join(columns.required)} (required), {', '.join(columns.optional)}."
            )
        if names.count(name) > 1:
            raise BadRecord(f"The column “{name}” comes twice; keep one of them.")
    missing = [name for name in columns.required if name not in names]
    if missing:
        raise BadRecord(f"The first row must name the columns, and {' and '.join(missing)} must be among them.")
    return names


def _column(cell: str) -> str:
    return "_".join(cell.strip().strip("\"'").strip().lower().split())


def _fitted(names: Sequence[str], cells: Sequence[str]) -> Cells:
    check_bytes(cells)
    kept = list(cells)
    while len(kept) > len(names) and not kept[-1].strip():
        kept.pop()
    if len(kept) != len(names):
        raise BadRecord(f"The row has {len(kept)} cells and the header has {len(names)}; check its quotation marks.")
    return dict(zip(names, kept, strict=True))


def check_bytes(cells: Sequence[str]) -> None:
    first, last = _ESCAPED_BYTES
    for cell in cells:
        if any(first <= character <= last for character in cell):
            raise BadRecord("The row is not UTF-8; save the file as “CSV UTF-8”.")


def cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

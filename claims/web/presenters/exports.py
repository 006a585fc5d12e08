"""The tables one may take along, and the first rows of one as a preview."""

import csv
import io
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice

SHAPES = {
    "claims": "One row a claim: quote, chain, origin, certainty, labels, status.",
    "attributions": "One row a step: who passes what on, with which cue, stance and certainty.",
    "sources": "One row a source: names, kind, identifiers, family, how often it speaks.",
    "articles": "One row an article: publisher, date, address, how many claims.",
}
ROWS_SHOWN = 5
LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a table; long cells are cut."""

    columns: list[str]
    rows: list[list[str]]


def head_of(stream: Generator[bytes, None, int]) -> Table:
    """The first rows; the stream is closed, so that the database stops early."""
    try:
        text = next(stream, b"").decode()
    finally:
        stream.close()
    lines = csv.reader(io.StringIO(text, newline=""))
    columns = next(lines, [])
    return Table(columns, [[_cut(cell) for cell in row] for row in islice(lines, ROWS_SHOWN)])


def _cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…"

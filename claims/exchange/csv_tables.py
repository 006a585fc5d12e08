"""The CSV tables people open in a spreadsheet: columns, and cells it must not run; no rows are fetched here."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CLAIMS_COLUMNS = (
    "claim_id",
    "article_id",
    "version_id",
    "article_title",
    "article_url",
    "publisher",
    "published",
    "quote",
    "start",
    "end",
    "spans",
    "quotation",
    "polarity",
    "labels",
    "status",
    "proposition_id",
    "proposition",
    "chain",
    "nearest_source",
    "nearest_stance",
    "origin",
    "origin_kind",
    "origin_identifiability",
    "origin_stance",
    "certainty",
    "verification",
    "hops",
    "lineage",
    "reliability",
    "credibility",
    "annotator",
    "created_at",
    "updated_at",
    "note",
    "url",
)

ATTRIBUTIONS_COLUMNS = (
    "claim_id",
    "chain",
    "position",
    "hops",
    "is_origin",
    "source_id",
    "source",
    "source_kind",
    "identifiability",
    "family",
    "source_quote",
    "source_start",
    "source_end",
    "cue_quote",
    "cue_start",
    "cue_end",
    "stance",
    "certainty",
    "verification",
    "basis",
    "medium",
    "said",
    "lineage",
    "quote",
    "article_id",
    "article_title",
    "article_url",
    "publisher",
    "published",
    "status",
    "annotator",
)

SOURCES_COLUMNS = (
    "source_id",
    "name",
    "short_name",
    "kind",
    "identifiability",
    "article_id",
    "aliases",
    "weak_aliases",
    "identifiers",
    "family",
    "relations",
    "claims_first_said",
    "claims_relayed",
    "articles_published",
    "created_at",
    "updated_at",
    "description",
    "url",
    "external_uri",
    "counts_as_own_family",
    "relation_targets",
    "relation_since",
    "relation_until",
)

ARTICLES_COLUMNS = (
    "article_id",
    "version_id",
    "title",
    "publisher",
    "publisher_kind",
    "family",
    "published",
    "article_url",
    "archive_url",
    "language",
    "byline",
    "wire_credit",
    "republishes",
    "claims",
    "words",
    "sha256",
    "created_at",
    "updated_at",
    "url",
)

COLUMNS = {
    "claims": CLAIMS_COLUMNS,
    "attributions": ATTRIBUTIONS_COLUMNS,
    "sources": SOURCES_COLUMNS,
    "articles": ARTICLES_COLUMNS,
}
"""Shape to columns. One order for ever: a new column goes to the end of its tuple."""

CHAIN_JOIN = " > "
CHAINS_JOIN = " | "
QUOTE_JOIN = " […] "
LIST_JOIN = ";"
"""Joins items of one cell: labels, spans, aliases, identifiers, relations.

In the table of sources, which is read again, a backslash stands before this character within an item, and before a
backslash."""

# Spelled out, because what \s means depends on the database's locale. Spreadsheets trim some of these before they
# decide whether a cell is a formula; the zero-width ones are here because nobody can see them in review.
_SPACES = (
    " \u000b\u000c\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u180e"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2066\u2067\u2068\u2069\u3000\ufeff"
)
_RUN_BY_SPREADSHEETS = "=+@\t\r\n＝＋－＠-"  # the hyphen last, where a bracket expression reads it as itself

GUARD_PATTERN = f"^[{_SPACES}]*[{_RUN_BY_SPREADSHEETS}]"
"""Matches a cell that a spreadsheet would run; literal characters only, so that Python and PostgreSQL read it alike:
`CASE WHEN x ~ GUARD_PATTERN THEN '''' || x ELSE x END`, with the pattern passed as a parameter."""

_GUARD = re.compile(GUARD_PATTERN)


def needs_guard(cell: str) -> bool:
    """Whether a spreadsheet would run this cell instead of showing it."""
    return _GUARD.match(cell) is not None


def neutralise(cell: str) -> str:
    """The cell as a spreadsheet shows it and does not run it."""
    return f"'{cell}" if needs_guard(cell) else cell


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How a table is written: `guarded` neutralises cells, `excel` adds a byte order mark and CRLF."""

    guarded: bool = True
    excel: bool = False


def write_rows(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, style: CsvStyle = CsvStyle()
) -> Iterator[bytes]:
    """One chunk of bytes a row, header first. None is an empty cell; only text is guarded: a number runs nothing."""
    line = _Line(style)
    yield (b"\xef\xbb\xbf" if style.excel else b"") + line.encode(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"A row of {len(row)} cells does not fit {len(columns)} columns.")
        yield line.encode(row)


class _Line:
    """Encodes rows one by one; quotes exactly what PostgreSQL's COPY quotes, so that both ways give the same bytes."""

    def __init__(self, style: CsvStyle) -> None:
        self._style = style
        self._buffer = io.StringIO(newline="")
        # The csv module quotes CR and LF only where its own line end has them: write CRLF, then cut it.
        self._writer = csv.writer(self._buffer, lineterminator="\r\n")

    def encode(self, cells: Sequence[object]) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerow([self._cell(cell) for cell in cells])
        line = self._buffer.getvalue()
        return (line if self._style.excel else line[:-2] + "\n").encode()

    def _cell(self, cell: object) -> object:
        if isinstance(cell, str):
            return neutralise(cell) if self._style.guarded else cell
        if isinstance(cell, bool):
            return "true" if cell else "false"
        return cell

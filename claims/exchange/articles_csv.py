"""A CSV table of articles, one a row, as people make it in a spreadsheet; claims do not come this way."""

from collections.abc import Iterable

from claims.errors import BadRecord, BadRows, ClaimsError, EmptyText
from claims.exchange.csv_rows import Cells, Columns, cut, decoded, read_rows
from claims.exchange.records import ArticleRecord, Batch, SourceReference
from claims.exchange.validation import check_address, check_line
from claims.text.dates import parse_date
from claims.text.normalize import normalize
from claims.vocabulary import SourceKind

COLUMNS = Columns(
    required=("title", "text"),
    optional=("url", "archive_url", "publisher", "publisher_kind", "published", "language", "byline"),
)


def read_articles_csv(chunks: Iterable[bytes]) -> Batch:
    """Every row as an article, or BadRows with each bad row; the header is row 1, as a spreadsheet counts."""
    articles: list[ArticleRecord] = []
    rows: list[int] = []
    bad: list[tuple[int, str]] = []
    for row, outcome in read_rows(decoded(b"".join(chunks)), COLUMNS):
        try:
            if isinstance(outcome, ClaimsError):
                raise outcome
            articles.append(_article(outcome))
            rows.append(row)
        except ClaimsError as wrong:
            bad.append((row, wrong.message))
    if bad:
        raise BadRows(bad)
    return Batch(articles=tuple(articles), rows=tuple(rows))


def _article(given: Cells) -> ArticleRecord:
    text = normalize(given["text"]).text
    if not text.strip():
        raise EmptyText("text is empty; an article needs some.")
    line = {name: cell.strip() for name, cell in given.items() if name != "text"}
    for name, cell in line.items():
        check_line(cell, field=name, required=name in COLUMNS.required)
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
        raise BadRecord(f"publisher_kind must be one of {', '.join(SourceKind)}, not “{cut(kind)}”.")
    if kind and not name:
        raise BadRecord("publisher_kind is given without a publisher; give its name, too.")
    return SourceReference(name=name, kind=SourceKind(kind) if kind else None) if name else None

"""From bodies that make or correct articles to records."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from rest_framework.exceptions import ValidationError

from claims.api.claim_bodies import in_row
from claims.api.errors import BadBatch, FieldError
from claims.api.serializers.articles import ArticleSerializer
from claims.api.serializers.fields import partial, whole
from claims.errors import BadRecord, BadRows, ClaimsError
from claims.exchange.fields import parse_object
from claims.exchange.records import ArticleRecord, SourceReference
from claims.models import Article

TEXTS = ("url", "archive_url", "byline", "language")
MOST_ROWS = 1000


def read_article(body: Any) -> ArticleRecord:
    return _record(whole(ArticleSerializer).run_validation(body))


def read_lines(lines: Sequence[bytes]) -> list[ArticleRecord]:
    """One article a line; empty lines are skipped and counted. Raises BadBatch with each bad line."""
    filled = [(row, line) for row, line in enumerate(lines) if line.strip()]
    if not filled:
        raise BadRecord("There is no line to read; send one JSON object a line.")
    if len(filled) > MOST_ROWS:
        raise BadRecord(f"These are {len(filled)} lines; at most {MOST_ROWS} can be added at once.")
    serializer = whole(ArticleSerializer)
    errors: list[FieldError] = []
    records: list[ArticleRecord] = []
    for row, line in filled:
        try:
            records.append(_record(serializer.run_validation(parse_object(line))))
        except (ValidationError, ClaimsError) as wrong:
            errors.extend(in_row(row, wrong))
    if errors:
        raise BadBatch(errors)
    return records


@contextmanager
def numbered_by_line(lines: Sequence[bytes]) -> Iterator[None]:
    """Numbers of records in a BadRows become numbers of lines, which count the empty ones, too."""
    try:
        yield
    except BadRows as wrong:
        filled = [number for number, line in enumerate(lines, start=1) if line.strip()]
        raise BadRows([(filled[row - 1], sentence) for row, sentence in wrong.rows]) from wrong


def corrected(article: Article, body: Any) -> ArticleRecord:
    """What is known about the article with what was sent; null empties."""
    given = partial(ArticleSerializer).run_validation(body)
    if "text" in given:
        raise BadRecord("The text of an article never changes; leave it out.", field="text")
    return replace(_known(article), **_fields(given))


def _record(given: Mapping[str, Any]) -> ArticleRecord:
    return ArticleRecord(text=given["text"], **_fields(given))


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in given.items() if name != "text"}
    fields |= {name: "" for name in TEXTS if name in fields and fields[name] is None}
    if fields.get("segments") is not None:
        fields["segments"] = tuple(fields["segments"])
    return fields


def _known(article: Article) -> ArticleRecord:
    return ArticleRecord(
        title=article.title,
        text="",
        publisher=_reference(article.publisher_id),
        url=article.url,
        archive_url=article.archive_url,
        byline=article.byline,
        language=article.language,
        published=article.published,
        wire_credit=_reference(article.wire_credit_id),
    )


def _reference(key: Any) -> SourceReference | None:
    return SourceReference(id=key) if key else None

"""Reads finished articles from JSON lines ({"doc", "text", "attributions"}); what they are good for is elsewhere."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.errors import BadRecord, BadRows
from claims.suggestions.examples import Attribution, Example
from claims.text.spans import Span

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A finished article with the name it has in its file."""

    doc: str | int
    example: Example


def read_gold(lines: Iterable[bytes]) -> list[GoldArticle]:
    """Every article of the lines, or `BadRows` with the number of every line that cannot be read."""
    articles: list[GoldArticle] = []
    bad: list[tuple[int, str]] = []
    seen: set[str | int] = set()
    for number, line in enumerate(lines, start=1):
        stripped = line.removeprefix(BYTE_ORDER_MARK).strip() if number == 1 else line.strip()
        if not stripped:
            continue
        try:
            article = _article(stripped)
            if article.doc in seen:
                raise BadRecord(f"The article {article.doc} stands in the file twice; leave one of them out.")
        except BadRecord as error:
            bad.append((number, error.placed))
        else:
            seen.add(article.doc)
            articles.append(article)
    if bad:
        raise BadRows(bad)
    return articles


def _article(line: bytes) -> GoldArticle:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadRecord("The line is not JSON; write one object a line.") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("doc"), str | int):
        raise BadRecord("Give every line a “doc” and a “text”.")
    attributions = row.get("attributions")
    if not isinstance(attributions, list):
        raise BadRecord("Give every line a list of “attributions”; an empty one says that there are none.")
    text = row["text"]
    return GoldArticle(row["doc"], Example(text, tuple(_attribution(one, text) for one in attributions)))


def _attribution(row: object, text: str) -> Attribution:
    if not isinstance(row, Mapping):
        raise BadRecord('Write an attribution as {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 20]]}.')
    return Attribution(*(_spans(row.get(role) or [], text, role=role) for role in ("source", "cue", "content")))


def _spans(rows: object, text: str, *, role: str) -> tuple[Span, ...]:
    if not isinstance(rows, list):
        raise BadRecord("Write spans as pairs of whole numbers, start and end.", field=role)
    return tuple(_span(row, text, role=role) for row in rows)


def _span(row: object, text: str, *, role: str) -> Span:
    match row:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return Span(start, end)
        case _:
            raise BadRecord(f"The span {row} is not a start and an end within the text.", field=role)

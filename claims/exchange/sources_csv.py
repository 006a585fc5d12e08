"""A CSV table of sources, one a row: the one that exports write, or a list that people keep in a spreadsheet."""

import re
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from claims.errors import BadRecord, BadRows, ClaimsError
from claims.exchange.csv_rows import Cells, Columns, cut, decoded, header_of, read_rows
from claims.exchange.csv_tables import LIST_JOIN, SOURCES_COLUMNS, needs_guard
from claims.exchange.fields import as_uuid
from claims.exchange.records import AliasRecord, Batch, IdentifierRecord, RelationRecord, SourceRecord
from claims.exchange.validation import check_characters, check_line
from claims.text.dates import PartialDate, parse_date
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind, Word

READ = (
    "source_id", "short_name", "kind", "identifiability", "article_id", "aliases", "weak_aliases", "identifiers",
    "relations", "description", "external_uri", "counts_as_own_family", "relation_targets", "relation_since",
    "relation_until",
)  # fmt: skip
COLUMNS = Columns(
    required=("name",),
    optional=READ,
    ignored=tuple(name for name in SOURCES_COLUMNS if name not in (*READ, "name")),
)
_TRUTHS = {"": False, "false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
_ITEM = re.compile(r"(?:[^;\\]|\\.)*", re.DOTALL)

Choice = TypeVar("Choice", bound=Word)


def is_of_sources(raw: bytes) -> bool:
    """Whether a table names sources and no texts."""
    columns = Columns(required=("name",), optional=("title", "text", *READ))
    named = header_of(raw, columns)
    return "name" in named and not {"title", "text"} <= named


def read_sources_csv(chunks: Iterable[bytes]) -> Batch:
    """Every row as a source, or BadRows with each bad row; the header is row 1, as a spreadsheet counts."""
    sources: list[SourceRecord] = []
    rows: list[int] = []
    bad: list[tuple[int, str]] = []
    known: dict[UUID, int] = {}
    for row, outcome in read_rows(decoded(b"".join(chunks)), COLUMNS):
        try:
            if isinstance(outcome, ClaimsError):
                raise outcome
            record = _source({name: _unguarded(cell) for name, cell in outcome.items()})
            if record.id and known.setdefault(record.id, row) != row:
                raise BadRecord(f"The id {record.id} comes twice; row {known[record.id]} has it already.")
            sources.append(record)
            rows.append(row)
        except ClaimsError as wrong:
            bad.append((row, wrong.placed))
    if bad:
        raise BadRows(bad)
    return Batch(sources=tuple(sources), source_rows=tuple(rows))


def _source(given: Cells) -> SourceRecord:
    def line(name: str) -> str:
        cell = given.get(name, "").strip()
        check_line(cell, field=name, required=name in COLUMNS.required)
        return cell

    description = given.get("description", "")
    check_characters(description, field="description")
    aliases = [AliasRecord(text) for text in _items(given.get("aliases", ""))]
    weak = [AliasRecord(text, AliasStrength.WEAK) for text in _items(given.get("weak_aliases", ""))]
    return SourceRecord(
        id=_uuid(line("source_id"), field="source_id"),
        name=line("name"),
        short_name=line("short_name"),
        kind=_word(SourceKind, line("kind"), field="kind") or SourceKind.UNKNOWN,
        identifiability=_word(Identifiability, line("identifiability"), field="identifiability")
        or Identifiability.NAMED,
        article=_uuid(line("article_id"), field="article_id"),
        description=description,
        external_uri=line("external_uri"),
        counts_as_own_family=_truth(line("counts_as_own_family")),
        aliases=(*aliases, *weak),
        identifiers=tuple(map(_identifier, _items(given.get("identifiers", "")))),
        relations=_relations(given),
    )


def _relations(given: Cells) -> tuple[RelationRecord, ...]:
    stated = _items(given.get("relations", ""))
    targets, since, until = (
        _beside(given, name, len(stated)) for name in ("relation_targets", "relation_since", "relation_until")
    )
    return tuple(
        RelationRecord(
            kind=_kind(item),
            target=item.partition(" ")[2].strip(),
            target_id=_uuid(target, field="relation_targets"),
            since=_date(first),
            until=_date(last),
        )
        for item, target, first, last in zip(stated, targets, since, until, strict=True)
    )


def _beside(given: Cells, name: str, count: int) -> list[str]:
    """What a column says of each of the relations; an empty cell says nothing of any."""
    cell = given.get(name, "").strip()
    items = [item.strip() for item in cell.split(LIST_JOIN)] if cell else [""] * count
    if len(items) != count:
        raise BadRecord(
            f"{name} has {len(items)} items and relations has {count}; give one for each, or leave it empty."
        )
    return items


def _kind(item: str) -> RelationKind:
    word, _, target = item.partition(" ")
    kind = _word(RelationKind, word, field="relations")
    if kind is None or not target.strip():
        raise BadRecord(f"“{cut(item)}” is no relation; write its kind, a space and a name.", field="relations")
    return kind


def _identifier(item: str) -> IdentifierRecord:
    scheme, colon, value = item.partition(":")
    known = _word(IdentifierScheme, scheme.strip(), field="identifiers")
    if known is None or not colon or not value.strip():
        raise BadRecord(f"“{cut(item)}” is no identifier; write wikidata:Q42, say.", field="identifiers")
    return IdentifierRecord(known, value.strip())


def _items(cell: str) -> list[str]:
    r"""The items of a list; `\;` and `\\` stand for characters of an item."""
    found, place = [], 0
    while place <= len(cell):
        item = _ITEM.match(cell, place)
        assert item is not None  # it matches nothing, too
        found.append(re.sub(r"\\(.)", r"\1", item.group(), flags=re.DOTALL).strip())
        place = max(item.end(), place) + 1
    for text in found:
        check_line(text, field="list")
    return [text for text in found if text]


def _word(vocabulary: type[Choice], text: str, *, field: str) -> Choice | None:
    if not text:
        return None
    if text not in vocabulary.values():
        raise BadRecord(f"{field} must be one of {', '.join(vocabulary.values())}, not “{cut(text)}”.")
    return vocabulary(text)


def _uuid(text: str, *, field: str) -> UUID | None:
    found = as_uuid(text) if text else None
    if text and found is None:
        raise BadRecord(f"{field} must be a UUID, not “{cut(text)}”; leave it empty for a source of your own.")
    return found


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise BadRecord(f"counts_as_own_family is true or false, not “{cut(text)}”.")
    return _TRUTHS[text.lower()]


def _date(text: str) -> PartialDate | None:
    return parse_date(text) if text else None


def _unguarded(cell: str) -> str:
    """The cell as it was before an export kept spreadsheets from running it."""
    return cell[1:] if cell.startswith("'") and needs_guard(cell[1:]) else cell

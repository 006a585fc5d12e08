"""Our own format without loss: a header, then one record a line, both ways; one record is for from_json, to_json."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from claims.errors import BadRecord, BadRows, ClaimsError, EmptyText
from claims.exchange.fields import Fields, Json, as_uuid, parse_object
from claims.exchange.from_json import Record, identities, read_article, read_source
from claims.exchange.records import (
    ArticleRecord,
    Batch,
    DependenceRecord,
    JudgementRecord,
    PropositionRecord,
    SourceRecord,
)
from claims.exchange.statements_from_json import read_dependence, read_judgement, read_proposition
from claims.exchange.to_json import article_json, dependence_json, judgement_json, proposition_json, source_json

FORMAT = "provenance"
SCHEMA = 2
"""2 has lines of judgements and dependences, and notes and relations of propositions."""
READERS: dict[str, Callable[[Fields], Record]] = {
    "source": read_source,
    "proposition": read_proposition,
    "article": read_article,
    "judgement": read_judgement,
    "dependence": read_dependence,
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_jsonl(
    *,
    sources: Iterable[SourceRecord] = (),
    propositions: Iterable[PropositionRecord] = (),
    articles: Iterable[ArticleRecord] = (),
    judgements: Iterable[JudgementRecord] = (),
    dependences: Iterable[DependenceRecord] = (),
    workspace: str = "",
    created: datetime | None = None,
    filters: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[bytes]:
    """One chunk of bytes a line. Nothing is held back: records are taken one at a time."""
    yield _line(
        {
            "format": FORMAT,
            "schema": SCHEMA,
            "workspace": workspace,
            "created": None if created is None else created.astimezone(UTC).isoformat(timespec="seconds"),
            "filters": {name: list(values) for name, values in sorted((filters or {}).items())},
        }
    )
    for source in sources:
        yield _line(source_json(source))
    for proposition in propositions:
        yield _line(proposition_json(proposition))
    for article in articles:
        yield _line(article_json(article))
    for judgement in judgements:
        yield _line(judgement_json(judgement))
    for dependence in dependences:
        yield _line(dependence_json(dependence))


def read_jsonl(lines: Iterable[bytes]) -> Batch:
    """Everything in the file, or BadRows with each bad line by its number."""
    sources: list[tuple[int, SourceRecord]] = []
    propositions: list[PropositionRecord] = []
    articles: list[tuple[int, ArticleRecord]] = []
    judgements: list[tuple[int, JudgementRecord]] = []
    dependences: list[tuple[int, DependenceRecord]] = []
    bad: list[tuple[int, str]] = []
    for row, outcome in read_rows(lines):
        match outcome:
            case SourceRecord():
                sources.append((row, outcome))
            case PropositionRecord():
                propositions.append(outcome)
            case ArticleRecord():
                articles.append((row, outcome))
            case JudgementRecord():
                judgements.append((row, outcome))
            case DependenceRecord():
                dependences.append((row, outcome))
            case ClaimsError():
                bad.append((row, _sentence(outcome)))
    if bad:
        raise BadRows(bad)
    return Batch(
        sources=tuple(record for _, record in sources),
        source_rows=tuple(row for row, _ in sources),
        propositions=tuple(propositions),
        articles=tuple(record for _, record in articles),
        rows=tuple(row for row, _ in articles),
        judgements=tuple(judgements),
        dependences=tuple(dependences),
    )


def read_rows(lines: Iterable[bytes]) -> Iterator[tuple[int, Record | ClaimsError]]:
    """Each record, or what is wrong with it, with the number of its line, one line in memory at a time."""
    file = _File()
    for row, line in enumerate(lines, start=1):
        if row == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        if not line.strip():
            continue
        try:
            record = file.read(line, row=row)
        except ClaimsError as wrong:
            yield row, wrong
            if file.is_foreign:
                return
        else:
            if record is not None:
                yield row, record
    if not file.begun:
        raise EmptyText("The file is empty; there is nothing to import.")


class _File:
    """What earlier lines of a file say about later ones: whether it has our header, and which ids are taken."""

    def __init__(self) -> None:
        self.begun = False
        self.is_foreign = False
        """Whether the header says that the lines below it are not for us."""
        self._has_types: bool | None = None
        self._rows_by_id: dict[UUID, int] = {}

    def read(self, line: bytes, *, row: int) -> Record | None:
        self.begun = True
        value = parse_object(line)
        if self._has_types is None:
            self._has_types = "format" in value or "type" in value
            if "format" in value:
                self.is_foreign = True
                _check_header(value)
                self.is_foreign = False
                return None
        record = _record(value if self._has_types else _as_ours(value))
        for identity in identities(record):
            if identity in self._rows_by_id:
                raise BadRecord(f"The id {identity} comes twice; row {self._rows_by_id[identity]} has it already.")
            self._rows_by_id[identity] = row
        return record


def _check_header(value: Json) -> None:
    fields = Fields(value)
    if fields.take("format") != FORMAT:
        raise BadRecord(
            f"The header names a format that is not “{FORMAT}”; this file is of another program.", field="format"
        )
    schema = fields.whole_number("schema")
    if not 1 <= schema <= SCHEMA:
        raise BadRecord(
            f"The file has schema {schema} and this program reads schemas up to {SCHEMA}; update the program.",
            field="schema",
        )
    for key in ("workspace", "created", "filters", "note"):
        fields.take(key)
    fields.finish()


def _record(value: Json) -> Record:
    fields = Fields(value)
    kind = fields.take("type")
    if not isinstance(kind, str) or kind not in READERS:
        raise BadRecord("type must be one of " + ", ".join(READERS) + ".", field="type")
    record = READERS[kind](fields)
    fields.finish()
    return record


def _as_ours(value: Json) -> Json:
    """An article as other programs write it, in our keys."""
    ours = {"type": "article", **value}
    for theirs, key in (("doc", "title"), ("date", "published")):
        if theirs in ours and key not in ours:
            ours[key] = ours.pop(theirs)
    publisher = ours.get("publisher")
    if isinstance(publisher, str) and as_uuid(publisher) is None:
        ours["publisher"] = {"name": publisher} if publisher else None
    return ours


def _sentence(wrong: ClaimsError) -> str:
    """The message, with the place where it does not name it."""
    if wrong.field is None or wrong.message.startswith(wrong.field):
        return wrong.message
    return f"{wrong.field}: {wrong.message}"


def _line(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"

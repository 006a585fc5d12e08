"""From bodies that make or change sources and relations to records."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claims.api.serializers.fields import partial, whole
from claims.api.serializers.sources import RegisteredSourceSerializer, RelationSerializer
from claims.errors import BadRecord, UnknownSource
from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import Source, Workspace
from claims.text.names import match_key
from claims.vocabulary import Identifiability, RelationKind

NOT_NAMED = "A source that is not named belongs to one article; say which."


def read_source(body: Any) -> SourceRecord:
    """`article` stays an id: the caller finds it. Raises BadRecord where it is missing or out of place."""
    given = whole(RegisteredSourceSerializer).run_validation(body)
    record = SourceRecord(**_fields(given))
    if record.identifiability is not Identifiability.NAMED and record.article is None:
        raise BadRecord(NOT_NAMED, field="article")
    if record.identifiability is Identifiability.NAMED and record.article is not None:
        raise BadRecord("A named source belongs to the whole workspace; leave the article out.", field="article")
    return record


def changed(source: Source, body: Any) -> SourceRecord:
    """The source with what was sent; what is left out stays, null empties."""
    given = partial(RegisteredSourceSerializer).run_validation(body)
    if "article" in given and given["article"] != source.article_id:
        raise BadRecord("A source stays in its article.", field="article")
    record = replace(_known(source), **_fields(given))
    is_named = record.identifiability is Identifiability.NAMED
    if is_named and source.article_id is not None:
        raise BadRecord(
            "This source belongs to one article because it is not named; make a named one and put it in its place.",
            field="identifiability",
        )
    if "aliases" in given:
        return record
    # Under a new name the old one still finds it.
    return replace(record, aliases=(*record.aliases, AliasRecord(source.name)))


def read_relation(body: Any, *, workspace: Workspace) -> tuple[RelationRecord, Source]:
    """The relation and the source it leads to, which must be there."""
    given = whole(RelationSerializer).run_validation(body)
    reference = given["target"]
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True)
    named = rows.filter(pk=reference.id) if reference.id else rows.filter(aliases__key=match_key(reference.name))
    found = list(named.distinct()[:2])
    if len(found) != 1:
        said = reference.id or f"“{reference.name}”"
        what = "There is no source" if not found else "There are several sources"
        raise UnknownSource(f"{what} {said} in this workspace; give the id of one.", field="target")
    record = RelationRecord(
        kind=RelationKind(given["kind"]), target=found[0].name, since=given.get("since"), until=given.get("until")
    )
    return record, found[0]


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in given.items() if value is not None}
    emptied = {name for name, value in given.items() if value is None}
    fields |= {name: EMPTY[name] for name in emptied if name in EMPTY}
    for name in ("aliases", "identifiers"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return fields


EMPTY: dict[str, Any] = {
    "short_name": "", "description": "", "aliases": (), "identifiers": (), "counts_as_own_family": False,
    "external_uri": "",
}  # fmt: skip


def _known(source: Source) -> SourceRecord:
    return SourceRecord(
        name=source.name,
        kind=source.kind,
        identifiability=source.identifiability,
        short_name=source.short_name,
        description=source.description,
        counts_as_own_family=source.counts_as_own_family,
        external_uri=source.external_uri,
        aliases=tuple(AliasRecord(row.text, row.strength) for row in source.aliases.order_by("pk")),
        identifiers=tuple(IdentifierRecord(row.scheme, row.value) for row in source.identifiers.order_by("pk")),
    )

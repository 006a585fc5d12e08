"""Writes to the registry of sources: making, naming, relating; merging comes with its own module."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import BadRows, ClaimsError, Conflict, NotFound, Stale
from claims.exchange.records import AliasRecord, RelationRecord, SourceRecord
from claims.models import Article, Source, SourceAlias, SourceIdentifier, SourceRelation, Workspace
from claims.models.fields import printed
from claims.services import audit, limits
from claims.services.source_matching import LONGEST_URI, Matcher, checked_uri, reference, refuse_taken_uri
from claims.services.source_names import add_names, refuse_taken, without_lent
from claims.services.source_relations import add_relations, hold_hierarchy, new_relation, relation_state
from claims.services.source_resolver import Resolver, checked_name
from claims.text.names import match_key
from claims.vocabulary import Identifiability

Made = TypeVar("Made")
LONGEST_SHORT_NAME = 100
LONGEST_IDENTIFIER = 500
REVISED_COLUMNS = (
    "name", "short_name", "kind", "identifiability", "description", "counts_as_own_family", "external_uri", "article",
    "revision", "updated_at",
)  # fmt: skip


def state(source: Source) -> dict[str, Any]:
    """A source as the audit keeps it. Three queries."""
    return {
        "id": str(source.pk),
        "name": source.name,
        "short_name": source.short_name,
        "kind": str(source.kind),
        "identifiability": str(source.identifiability),
        "description": source.description,
        "counts_as_own_family": source.counts_as_own_family,
        "external_uri": source.external_uri,
        "article": str(source.article_id) if source.article_id else None,
        "merged_into": str(source.merged_into_id) if source.merged_into_id else None,
        "aliases": [[alias.text, str(alias.strength)] for alias in source.aliases.order_by("pk")],
        "identifiers": [[str(row.scheme), row.value] for row in source.identifiers.order_by("pk")],
        "relations": [
            [str(row.kind), str(row.target_id), printed(row.since), printed(row.until)]
            for row in source.relations.filter(ended_at__isnull=True).order_by("pk")
        ],
    }


@transaction.atomic
def make(workspace: Workspace, record: SourceRecord, *, by: AbstractBaseUser, article: Article | None = None) -> Source:
    """A new source with its aliases and identifiers. Raises Conflict where the name already names one."""
    record = _checked(record)
    resolver = Resolver(workspace)
    named, scope = reference(record), article.pk if article else None
    resolver.prepare([(named, scope)])
    source = resolver.resolve(named, article_id=scope, field="name")
    if not resolver.made:
        raise Conflict(f"“{record.name}” already names “{source.name}” ({source.pk}).", field="name")
    _describe(source, record)
    refuse_taken_uri(workspace, record.external_uri)
    source.external_uri = record.external_uri
    resolver.save()
    add_names([(source, record)])
    audit.record(workspace, "source.make", source, by=by, after=state(source))
    return source


@transaction.atomic
def revise(source: Source, record: SourceRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Source:
    """Gives a source the names, kind, aliases and identifiers of the record. The name it had stays as an alias.

    A source that is named from now on is one for all articles. Raises Conflict where the new name names another.
    """
    record = _checked(record)
    locked = _lock(source, revision=revision)
    before = state(locked)
    if record.identifiability is Identifiability.NAMED:
        locked.article = None
    if match_key(record.name) != match_key(locked.name):
        refuse_taken(locked, record.name)
        record = replace(record, aliases=(*record.aliases, AliasRecord(locked.name)))
    locked.name = record.name
    locked.kind = record.kind
    locked.identifiability = record.identifiability
    _describe(locked, record)
    refuse_taken_uri(locked.workspace, record.external_uri, but=locked.pk)
    locked.external_uri = record.external_uri
    locked.revision += 1
    locked.save(update_fields=REVISED_COLUMNS)
    own = set(locked.aliases.values_list("key", flat=True)) | {match_key(record.name)}
    for rows in (SourceAlias.objects, SourceIdentifier.objects):
        rows.filter(workspace_id=locked.workspace_id, source=locked).delete()
    named = replace(record, aliases=(AliasRecord(record.name), *record.aliases))
    add_names(without_lent(locked.workspace, [(locked, named)], own=own))
    audit.record(locked.workspace, "source.revise", locked, by=by, before=before, after=state(locked))
    return locked


@transaction.atomic
def relate(source: Source, relation: RelationRecord, *, target: Source, by: AbstractBaseUser) -> SourceRelation:
    """States a relation. Raises Conflict for a source with itself and for a loop over the relations of families."""
    hierarchy = hold_hierarchy(source.workspace)
    for end in (source, target):
        _refresh(end, source.workspace)
    row = new_relation(source, relation, target, hierarchy, by=by)
    row.save(force_insert=True)
    audit.record(source.workspace, "source.relate", source, by=by, after=relation_state(row))
    return row


@transaction.atomic
def unrelate(relation: SourceRelation, *, by: AbstractBaseUser) -> None:
    """Takes a stated relation back; the row stays with the time it was taken back. Raises NotFound the second time."""
    before = relation_state(relation)
    relation.ended_at = timezone.now()
    standing = SourceRelation.objects.filter(
        workspace_id=relation.workspace_id, pk=relation.pk, ended_at__isnull=True
    ).update(ended_at=relation.ended_at)
    if not standing:
        raise NotFound("This relation was taken back already.")
    audit.record(relation.workspace, "source.unrelate", relation.source, by=by, before=before)


@transaction.atomic
def make_many(workspace: Workspace, records: Sequence[SourceRecord], *, by: AbstractBaseUser | None) -> list[Source]:
    """The sources of an import: known ones gain what the records add, new ones are made; relations last.

    `article` of a record is the id of an article of the workspace. Raises BadRows with every record that is wrong.
    """
    found = add_rows(workspace, records, by=by)
    audit.record(workspace, "source.import", workspace, by=by, after={"sources": [str(row.pk) for row in found]})
    return found


def add_rows(workspace: Workspace, records: Sequence[SourceRecord], *, by: AbstractBaseUser | None) -> list[Source]:
    """The rows of these sources without their event: for services that write one event of their own."""
    records = _each(records, _checked)
    matcher = Matcher(workspace, records)
    described = _each(records, matcher.match)
    new = {source.pk for source in matcher.resolver.made}
    for source, record in described:
        if source.pk in new:
            _describe(source, record)
    matcher.save()
    add_names(without_lent(workspace, described))
    found = [source for source, _ in described]
    add_relations(workspace, records, found, by=by)
    return found


def _checked(record: SourceRecord) -> SourceRecord:
    """The record with white space in order. Raises BadRecord and UnknownSource for what cannot be kept."""
    limits.check_prose(record.description, field="description")
    return replace(
        record,
        name=checked_name(record.name, field="name"),
        external_uri=checked_uri(limits.line(record.external_uri, field="external_uri", most=LONGEST_URI)),
        short_name=limits.line(record.short_name, field="short_name", most=LONGEST_SHORT_NAME),
        aliases=tuple(replace(alias, text=checked_name(alias.text, field="aliases")) for alias in record.aliases),
        identifiers=tuple(
            replace(row, value=limits.line(row.value, field="identifiers", most=LONGEST_IDENTIFIER, required=True))
            for row in record.identifiers
        ),
    )


def _each(records: Sequence[SourceRecord], read: Callable[[SourceRecord], Made]) -> list[Made]:
    """What `read` makes of each record. Raises BadRows that name every one it refuses."""
    made: list[Made] = []
    bad: list[tuple[int, str]] = []
    for number, record in enumerate(records, start=1):
        try:
            made.append(read(record))
        except ClaimsError as wrong:
            bad.append((number, wrong.placed))
    if bad:
        raise BadRows(bad)
    return made


def _describe(source: Source, record: SourceRecord) -> None:
    source.short_name = record.short_name
    source.description = record.description
    source.counts_as_own_family = record.counts_as_own_family


def _refresh(source: Source, workspace: Workspace) -> None:
    """Somebody may have merged it while the lock was waited for."""
    rows = Source.objects.filter(workspace=workspace, pk=source.pk)
    standing = rows.values_list("merged_into", flat=True).first()
    if standing is None and not rows.exists():
        raise NotFound(f"There is no source {source.pk} in this workspace.")
    source.merged_into_id = standing


def _lock(source: Source, *, revision: int | None) -> Source:
    rows = Source.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.filter(workspace_id=source.workspace_id, pk=source.pk).first()
    if locked is None:
        raise NotFound(f"There is no source {source.pk} in this workspace.")
    if revision is not None and locked.revision != revision:
        raise Stale("Somebody changed this source since you opened it; load it again to see both versions.")
    return locked

"""Writes to the registry of sources: resolving names, making, naming, relating; merging comes with its own module."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from claims.errors import ClaimsError, Conflict, SourceAmbiguous, Stale, UnknownSource
from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord, SourceReference
from claims.models import Article, Source, SourceAlias, SourceIdentifier, SourceRelation, Workspace
from claims.models.fields import new_id
from claims.services import audit
from claims.text.names import match_key
from claims.vocabulary import FAMILY_RELATIONS, AliasStrength, Identifiability, SourceKind

LONGEST_NAME = 500
Scope = UUID | None
"""The article within which a source that is not named is one; None for the registry."""


class Resolver:
    """Finds or makes the sources that a batch of claims refers to: three queries, whatever its size.

    A named source resolves by its name or a strong alias, shared by the whole workspace; one that is not named resolves
    within its article. Call `prepare` with all references first, then `resolve` each, then `save` what is new.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.by_id: dict[UUID, Source] = {}
        self.by_key: dict[tuple[str, Scope], list[Source]] = {}
        self.made: list[Source] = []

    def prepare(self, references: Iterable[tuple[SourceReference, Scope]]) -> None:
        """Loads what the references may mean; waits for writers that are making one of the same names."""
        wanted = list(references)
        ids = {reference.id for reference, _ in wanted if reference.id}
        keys = {match_key(reference.name) for reference, _ in wanted if not reference.id}
        self._find(ids - self.by_id.keys(), keys)
        missing = sorted(key for key in keys if not any(known == key for known, _ in self.by_key))
        if missing:
            self._lock(missing)
            self._find(set(), set(missing))

    def _find(self, ids: set[UUID], keys: set[str]) -> None:
        if ids:
            found = Source.objects.filter(workspace=self.workspace, pk__in=ids).select_related("merged_into")
            self.by_id.update({source.pk: source for source in found})
        if keys:
            aliases = SourceAlias.objects.filter(
                workspace=self.workspace, key__in=keys, strength=AliasStrength.STRONG
            ).select_related("source", "source__merged_into")
            for alias in aliases:
                standing = alias.source.merged_into or alias.source
                same = self.by_key.setdefault((alias.key, standing.article_id), [])
                if standing.pk not in {source.pk for source in same}:
                    same.append(standing)

    def _lock(self, keys: Sequence[str]) -> None:
        """Two writers that name a new source at once make one. Transaction locks work behind a pooler, too."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s || k, 0)) FROM unnest(%s::text[]) k",
                [str(self.workspace.pk), list(keys)],
            )

    def resolve(self, reference: SourceReference, *, article_id: Scope, field: str = "source") -> Source:
        """Raises UnknownSource for an id of nobody, SourceAmbiguous for a name of several."""
        if reference.id:
            return self._by_id(reference.id, article_id=article_id, field=field)
        name = " ".join(reference.name.split())
        key = match_key(name)
        if not key or len(name) > LONGEST_NAME:
            raise UnknownSource(f"A source needs a name of 1 to {LONGEST_NAME} characters.", field=field)
        scope = None if reference.identifiability in (None, Identifiability.NAMED) else article_id
        candidates = self.by_key.get((key, scope), [])
        if len(candidates) > 1:
            both = " and ".join(f"{source.name} ({source.pk})" for source in candidates)
            raise SourceAmbiguous(f"“{name}” names {both}; give the id of the one you mean.", field=field)
        if candidates:
            return candidates[0]
        made = Source(
            workspace=self.workspace,
            name=name,
            kind=reference.kind or SourceKind.UNKNOWN,
            identifiability=reference.identifiability or Identifiability.NAMED,
            article_id=scope,
        )
        self.by_key[(key, scope)] = [made]
        self.by_id[made.pk] = made
        self.made.append(made)
        return made

    def _by_id(self, key: UUID, *, article_id: Scope, field: str) -> Source:
        source = self.by_id.get(key)
        if source is None:
            raise UnknownSource(f"There is no source {key} in this workspace.", field=field)
        if source.article_id is not None and source.article_id != article_id:
            raise UnknownSource(
                f"“{source.name}” is not named and belongs to another article; name it anew for this one.", field=field
            )
        return source

    def save(self) -> list[Source]:
        """Writes the sources made since the last call, each with its name as a strong alias."""
        made, self.made = self.made, []
        Source.objects.bulk_create(made)
        SourceAlias.objects.bulk_create(
            SourceAlias(workspace=self.workspace, source=source, text=source.name, key=match_key(source.name))
            for source in made
        )
        return made


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
        "article": str(source.article_id) if source.article_id else None,
        "merged_into": str(source.merged_into_id) if source.merged_into_id else None,
        "aliases": [[alias.text, str(alias.strength)] for alias in source.aliases.order_by("pk")],
        "identifiers": [[str(row.scheme), row.value] for row in source.identifiers.order_by("pk")],
        "relations": [
            [str(row.kind), str(row.target_id), row.since_printed, row.until_printed]
            for row in source.relations.filter(ended_at__isnull=True).order_by("pk")
        ],
    }


@transaction.atomic
def make(workspace: Workspace, record: SourceRecord, *, by: AbstractBaseUser, article: Article | None = None) -> Source:
    """A new source with its aliases and identifiers. Raises Conflict where the name already names one."""
    resolver = Resolver(workspace)
    reference = SourceReference(name=record.name, kind=record.kind, identifiability=record.identifiability)
    scope = article.pk if article else None
    resolver.prepare([(reference, scope)])
    source = resolver.resolve(reference, article_id=scope)
    if source not in resolver.made:
        raise Conflict(f"“{source.name}” is already in the registry ({source.pk}).", field="name")
    source.short_name = record.short_name
    source.description = record.description
    source.counts_as_own_family = record.counts_as_own_family
    resolver.save()
    _add_aliases(source, record.aliases)
    _add_identifiers(source, record.identifiers)
    audit.record(workspace, "source.make", source, by=by, after=state(source))
    return source


@transaction.atomic
def revise(source: Source, record: SourceRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Source:
    """Gives a source the names, kind, aliases and identifiers of the record. Its old name stays as an alias."""
    locked = Source.objects.select_for_update().get(workspace_id=source.workspace_id, pk=source.pk)
    if revision is not None and locked.revision != revision:
        raise Stale("Somebody changed this source since you opened it; load it again to see both versions.")
    before = state(locked)
    locked.name = record.name
    locked.short_name = record.short_name
    locked.kind = record.kind
    locked.identifiability = record.identifiability
    locked.description = record.description
    locked.counts_as_own_family = record.counts_as_own_family
    locked.revision += 1
    locked.save(
        update_fields=[
            "name", "short_name", "kind", "identifiability", "description", "counts_as_own_family", "revision",
            "updated_at",
        ]
    )  # fmt: skip
    _replace_aliases(locked, [AliasRecord(text=record.name), *record.aliases])
    SourceIdentifier.objects.filter(workspace_id=locked.workspace_id, source=locked).delete()
    _add_identifiers(locked, record.identifiers)
    audit.record(locked.workspace, "source.revise", locked, by=by, before=before, after=state(locked))
    return locked


@transaction.atomic
def relate(source: Source, relation: RelationRecord, *, target: Source, by: AbstractBaseUser) -> SourceRelation:
    """States a relation. Raises Conflict for a source with itself and for a loop over part_of, owned_by, spokesperson_for."""
    if source.pk == target.pk:
        raise Conflict(f"“{source.name}” has no relation to itself; choose another source.", field="target")
    if relation.kind in FAMILY_RELATIONS:
        _refuse_loop(source, target)
    row = SourceRelation(workspace=source.workspace, source=source, target=target, kind=relation.kind, created_by=by)
    row.since = relation.since
    row.until = relation.until
    row.save(force_insert=True)
    audit.record(source.workspace, "source.relate", source, by=by, after=_relation_state(row))
    return row


@transaction.atomic
def unrelate(relation: SourceRelation, *, by: AbstractBaseUser) -> None:
    """Takes a stated relation back; the row stays with the time it was taken back."""
    before = _relation_state(relation)
    relation.ended_at = timezone.now()
    relation.save(update_fields=["ended_at"])
    audit.record(relation.workspace, "source.unrelate", relation.source, by=by, before=before)


def _relation_state(row: SourceRelation) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": str(row.kind),
        "target": str(row.target_id),
        "since": row.since_printed,
        "until": row.until_printed,
    }


def _refuse_loop(source: Source, target: Source) -> None:
    path = [target]
    seen = {target.pk}
    waiting: list[list[Source]] = [path]
    while waiting:
        path = waiting.pop()
        if path[-1].pk == source.pk:
            names = " → ".join(step.name for step in [source, *path])
            raise Conflict(f"This would close a loop: {names}.", field="target")
        rows = SourceRelation.objects.filter(
            workspace_id=source.workspace_id, source=path[-1], kind__in=FAMILY_RELATIONS, ended_at__isnull=True
        ).select_related("target")
        for row in rows:
            if row.target_id not in seen:
                seen.add(row.target_id)
                waiting.append([*path, row.target])


def _add_aliases(source: Source, aliases: Sequence[AliasRecord]) -> None:
    known = set(source.aliases.values_list("key", flat=True))
    rows = []
    for alias in aliases:
        key = match_key(alias.text)
        if key and key not in known:
            known.add(key)
            rows.append(
                SourceAlias(
                    workspace_id=source.workspace_id, source=source, text=alias.text, key=key, strength=alias.strength
                )
            )
    SourceAlias.objects.bulk_create(rows)


def _replace_aliases(source: Source, aliases: Sequence[AliasRecord]) -> None:
    SourceAlias.objects.filter(workspace_id=source.workspace_id, source=source).delete()
    _add_aliases(source, aliases)


def _add_identifiers(source: Source, identifiers: Sequence[IdentifierRecord]) -> None:
    for row in identifiers:
        holder = (
            SourceIdentifier.objects.filter(workspace_id=source.workspace_id, scheme=row.scheme, value=row.value)
            .select_related("source")
            .first()
        )
        if holder and holder.source_id != source.pk:
            raise Conflict(
                f"{row.scheme.on_screen} {row.value} already identifies “{holder.source.name}”.", field="identifiers"
            )
        if holder is None:
            SourceIdentifier.objects.create(
                workspace_id=source.workspace_id, source=source, scheme=row.scheme, value=row.value
            )


@transaction.atomic
def make_many(workspace: Workspace, records: Sequence[SourceRecord], *, by: AbstractBaseUser | None) -> list[Source]:
    """The sources of an import: known ones gain what the records add, new ones are made; relations last."""
    resolver = Resolver(workspace)
    references = [
        SourceReference(name=record.name, kind=record.kind, identifiability=record.identifiability)
        for record in records
    ]
    resolver.prepare((reference, None) for reference in references)
    found = []
    for record, reference in zip(records, references, strict=True):
        source = resolver.resolve(reference, article_id=None)
        if source in resolver.made:
            source.short_name = record.short_name
            source.description = record.description
            source.counts_as_own_family = record.counts_as_own_family
        found.append(source)
    made = resolver.save()
    by_name = {match_key(record.name): source for record, source in zip(records, found, strict=True)}
    for record, source in zip(records, found, strict=True):
        _add_aliases(source, record.aliases)
        _add_identifiers(source, record.identifiers)
        for relation in record.relations:
            _relate_by_name(source, relation, by_name=by_name)
    audit.record(
        workspace,
        "source.import",
        workspace,
        by=by,
        after={"sources": [str(row.pk) for row in found], "made": len(made)},
    )
    return found


def _relate_by_name(source: Source, relation: RelationRecord, *, by_name: dict[str, Source]) -> None:
    target = by_name.get(match_key(relation.target))
    if target is None:
        raise ClaimsError(f"The relation of “{source.name}” names “{relation.target}”, which the file does not bring.")
    known = SourceRelation.objects.filter(
        workspace_id=source.workspace_id, source=source, target=target, kind=relation.kind, ended_at__isnull=True
    )
    if known.exists():
        return
    if relation.kind in FAMILY_RELATIONS:
        _refuse_loop(source, target)
    row = SourceRelation(
        id=new_id(), workspace_id=source.workspace_id, source=source, target=target, kind=relation.kind
    )
    row.since = relation.since
    row.until = relation.until
    row.save(force_insert=True)

"""What a source is known by, as rows: its aliases and its identifiers in other registries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from claims.errors import Conflict
from claims.exchange.records import AliasRecord, IdentifierRecord, SourceRecord
from claims.models import Source, SourceAlias, SourceIdentifier, Workspace
from claims.models.copying import insert
from claims.services import name_locks
from claims.services.source_resolver import standing_id
from claims.text.names import match_key
from claims.vocabulary import AliasStrength


def add_names(described: Sequence[tuple[Source, SourceRecord]]) -> None:
    """Aliases and identifiers that the sources do not have yet. Four queries. Raises Conflict."""
    _add_aliases([(source, alias) for source, record in described for alias in record.aliases])
    _add_identifiers([(source, row) for source, record in described for row in record.identifiers])


def without_lent(
    workspace: Workspace, described: Sequence[tuple[Source, SourceRecord]], *, own: Collection[str] = ()
) -> list[tuple[Source, SourceRecord]]:
    """The records without what sources that were merged into these have already: undoing the merge takes it along.

    Keys of `own` are kept all the same. One query where nothing was merged, else three.
    """
    merged = Source.objects.filter(workspace=workspace, merged_into__in={source.pk for source, _ in described})
    heirs = dict(merged.values_list("pk", "merged_into"))
    if not heirs:
        return list(described)
    there = {"workspace": workspace, "source__in": heirs}
    keys: dict[UUID | None, set[str]] = defaultdict(set)
    for gone, key in SourceAlias.objects.filter(**there).values_list("source", "key"):
        keys[heirs[gone]].add(key)
    rows = SourceIdentifier.objects.filter(**there).values_list("source", "scheme", "value")
    lent = {(heirs[gone], scheme, value) for gone, scheme, value in rows}
    return [
        (
            source,
            replace(
                record,
                aliases=tuple(
                    alias
                    for alias in record.aliases
                    if match_key(alias.text) not in keys[source.pk] or match_key(alias.text) in own
                ),
                identifiers=tuple(
                    row for row in record.identifiers if (source.pk, row.scheme.value, row.value) not in lent
                ),
            ),
        )
        for source, record in described
    ]


def _add_aliases(aliases: Sequence[tuple[Source, AliasRecord]]) -> None:
    if not aliases:
        return
    workspace = aliases[0][0].workspace_id
    sources = {source.pk for source, _ in aliases}
    standing = SourceAlias.objects.filter(workspace_id=workspace, source__in=sources)
    known = set(standing.values_list("source_id", "key"))
    rows = []
    for source, alias in aliases:
        key = match_key(alias.text)
        if (source.pk, key) not in known:
            known.add((source.pk, key))
            rows.append(
                SourceAlias(workspace_id=workspace, source=source, text=alias.text, key=key, strength=alias.strength)
            )
    insert(rows)


def _add_identifiers(identifiers: Sequence[tuple[Source, IdentifierRecord]]) -> None:
    if not identifiers:
        return
    workspace = identifiers[0][0].workspace
    values = {row.value for _, row in identifiers}
    name_locks.hold(workspace, "identifier", values)
    standing = SourceIdentifier.objects.filter(workspace=workspace, value__in=values).select_related("source")
    holders = {(row.scheme, row.value): row.source for row in standing}
    rows = []
    for source, row in identifiers:
        holder = holders.get((row.scheme, row.value))
        if holder is None:
            holders[(row.scheme, row.value)] = source
            rows.append(SourceIdentifier(workspace=workspace, source=source, scheme=row.scheme, value=row.value))
        elif holder.pk != source.pk:
            raise Conflict(
                f"{row.scheme.on_screen} {row.value} already identifies “{holder.name}”.", field="identifiers"
            )
    insert(rows)


def refuse_taken(source: Source, name: str) -> None:
    """Two sources may share an alias; that one is renamed to the name of another is a slip, or a merge."""
    name_locks.hold(source.workspace, "source", [match_key(name)])
    others = SourceAlias.objects.filter(
        workspace_id=source.workspace_id,
        key=match_key(name),
        strength=AliasStrength.STRONG,
        source__article=source.article,
    ).select_related("source")
    for alias in others:
        if standing_id(alias.source) != standing_id(source):
            raise Conflict(f"“{name}” already names “{alias.source.name}” ({alias.source_id}).", field="name")

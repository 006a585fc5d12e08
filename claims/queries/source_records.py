"""Sources of a workspace as records that can be written elsewhere; what a merged one had is printed with its heir."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord, SourceReference
from claims.models import (
    Article,
    Attribution,
    Claim,
    Source,
    SourceAlias,
    SourceIdentifier,
    SourceRelation,
    Workspace,
)
from claims.queries.exports import Rows
from claims.text.names import match_key
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind

AT_ONCE = 500
STANDING = Coalesce("source__merged_into", "source")


def all_ids(workspace: Workspace) -> list[UUID]:
    """Every source that stands for itself, but for those of withdrawn articles."""
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True)
    rows = rows.filter(Q(article__isnull=True) | Q(article__withdrawn_at__isnull=True))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def ids_needed(workspace: Workspace, claims: Rows[Claim], articles: Rows[Article]) -> list[UUID]:
    """The sources that these claims and articles name, and all that those are related to."""
    hops = Attribution.objects.filter(workspace=workspace, claim__in=claims.values("pk"), source__isnull=False)
    found = set(hops.values_list(STANDING, flat=True).distinct())
    for column in ("publisher", "wire_credit"):
        named = articles.filter(**{f"{column}__isnull": False})
        standing = Coalesce(F(f"{column}__merged_into"), F(column))
        found |= set(named.values_list(standing, flat=True).distinct())
    level = found
    while level:
        above = SourceRelation.objects.filter(
            Q(source__in=level) | Q(source__merged_into__in=level), workspace=workspace, ended_at__isnull=True
        )
        level = set(above.values_list(Coalesce("target__merged_into", "target"), flat=True)) - found
        found |= level
    return sorted(found)


def records_of(workspace: Workspace, ids: Sequence[UUID]) -> Iterator[SourceRecord]:
    """The records of these sources in the order of the ids. Four queries for every few hundred."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        rows = Source.objects.filter(workspace=workspace, pk__in=part).in_bulk()
        aliases = _aliases(workspace, rows)
        identifiers = _identifiers(workspace, part)
        relations = _relations(workspace, part)
        for key in part:
            yield _record(rows[key], aliases[key], identifiers[key], relations[key])


def reference(source: Source | None) -> SourceReference | None:
    """A source as an article or a step points at it: by id, and by name for where the id is not known."""
    if source is None:
        return None
    standing = source.merged_into or source
    return SourceReference(
        id=standing.pk,
        name=standing.name,
        kind=SourceKind(standing.kind),
        identifiability=Identifiability(standing.identifiability),
    )


def _record(
    source: Source,
    aliases: list[AliasRecord],
    identifiers: list[IdentifierRecord],
    relations: list[RelationRecord],
) -> SourceRecord:
    return SourceRecord(
        id=source.pk,
        name=source.name,
        short_name=source.short_name,
        kind=SourceKind(source.kind),
        identifiability=Identifiability(source.identifiability),
        article=source.article_id,
        description=source.description,
        counts_as_own_family=source.counts_as_own_family,
        external_uri=source.external_uri,
        aliases=tuple(aliases),
        identifiers=tuple(identifiers),
        relations=tuple(relations),
    )


def _aliases(workspace: Workspace, sources: dict[UUID, Source]) -> dict[UUID, list[AliasRecord]]:
    """Each name once, also where a merged source brought it again."""
    found: dict[UUID, list[AliasRecord]] = {key: [] for key in sources}
    known = {(key, match_key(source.name)) for key, source in sources.items()}
    rows = SourceAlias.objects.filter(
        Q(source__in=sources) | Q(source__merged_into__in=sources), workspace=workspace
    ).annotate(standing=STANDING)
    for row in rows.order_by("pk"):
        if (row.standing, row.key) not in known:
            known.add((row.standing, row.key))
            found[row.standing].append(AliasRecord(row.text, AliasStrength(row.strength)))
    return found


def _identifiers(workspace: Workspace, ids: Sequence[UUID]) -> dict[UUID, list[IdentifierRecord]]:
    found: dict[UUID, list[IdentifierRecord]] = {key: [] for key in ids}
    rows = SourceIdentifier.objects.filter(
        Q(source__in=ids) | Q(source__merged_into__in=ids), workspace=workspace
    ).annotate(standing=STANDING)
    for row in rows.order_by("pk"):
        found[row.standing].append(IdentifierRecord(IdentifierScheme(row.scheme), row.value))
    return found


def _relations(workspace: Workspace, ids: Sequence[UUID]) -> dict[UUID, list[RelationRecord]]:
    found: dict[UUID, list[RelationRecord]] = {key: [] for key in ids}
    rows = (
        SourceRelation.objects.filter(
            Q(source__in=ids) | Q(source__merged_into__in=ids), workspace=workspace, ended_at__isnull=True
        )
        .select_related("target__merged_into")
        .annotate(standing=STANDING)
    )
    for row in rows.order_by("pk"):
        target = row.target.merged_into or row.target
        if target.pk != row.standing:
            relation = RelationRecord(RelationKind(row.kind), target.name, row.since, row.until, target_id=target.pk)
            found[row.standing].append(relation)
    return found

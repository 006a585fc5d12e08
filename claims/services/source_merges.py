"""That two sources turn out to be one, and that they do not after all; moving single steps is in `source_splits`."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from claims.errors import Conflict, NotFound, Stale
from claims.models import Source, SourceLikeness, SourceRedirect, SourceRelation, Workspace
from claims.models.copying import insert
from claims.services import audit
from claims.services.source_relations import Hierarchy, hold_hierarchy
from claims.services.sources import state
from claims.vocabulary import HIERARCHY_RELATIONS, RelationKind, Verdict


@transaction.atomic
def merge(source: Source, *, into: Source, by: AbstractBaseUser, revision: int | None = None) -> SourceRedirect:
    """From now on `source`, with all that was merged into it, counts as `into`. Steps keep the source they name.

    Raises Conflict for what cannot be one, Stale where somebody changed the source since `revision`.
    """
    workspace = source.workspace
    hierarchy = hold_hierarchy(workspace)
    locked, target = _lock(workspace, source, into)
    if revision is not None and locked.revision != revision:
        raise Stale("Somebody changed this source since you opened it; load it again to see both versions.")
    _check(locked, target, hierarchy)
    before = state(locked)
    redirect = SourceRedirect(workspace=workspace, source=locked, into=target, made_by_id=by.pk)
    insert([redirect])
    counted = Q(pk=locked.pk) | Q(merged_into=locked)
    Source.objects.filter(counted, workspace=workspace).update(merged_into=target)
    _settle(redirect, Verdict.SAME, by=by)
    _touch(workspace, locked, target)
    audit.record(workspace, "source.merge", locked, by=by, before=before, after=state(locked))
    return redirect


@transaction.atomic
def unmerge(redirect: SourceRedirect, *, by: AbstractBaseUser, revision: int | None = None) -> Source:
    """Takes one merge back, whatever was merged or edited since: each other merge stays as it was made.

    Raises NotFound for a merge that was taken back already, Stale.
    """
    workspace = redirect.workspace
    hold_hierarchy(workspace)
    rows = SourceRedirect.objects.filter(workspace=workspace, pk=redirect.pk, undone_at__isnull=True)
    standing = rows.select_for_update(of=("self",), no_key=True).first()
    if standing is None:
        raise NotFound("This merge was taken back already.")
    keys = {standing.source_id, standing.into_id}
    locked = Source.objects.filter(workspace=workspace, pk__in=keys).in_bulk()
    source = locked[standing.source_id]
    if revision is not None and source.revision != revision:
        raise Stale("Somebody changed this source since you opened it; load it again to see both versions.")
    before = state(source)
    rows.update(undone_at=timezone.now())
    heir = source.merged_into or source
    Source.objects.filter(workspace=workspace, pk__in=_merged_below(workspace, source.pk)).update(merged_into=source)
    Source.objects.filter(workspace=workspace, pk=source.pk).update(merged_into=None)
    _settle(standing, Verdict.DIFFERENT, by=by)
    _touch(workspace, source, heir)
    audit.record(workspace, "source.unmerge", source, by=by, before=before, after=state(source))
    return source


def _lock(workspace: Workspace, source: Source, into: Source) -> tuple[Source, Source]:
    rows = Source.objects.filter(workspace=workspace, pk__in={source.pk, into.pk}).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)}
    for key in (source.pk, into.pk):
        if key not in found:
            raise NotFound(f"There is no source {key} in this workspace.")
    return found[source.pk], found[into.pk]


def _check(source: Source, into: Source, hierarchy: Hierarchy) -> None:
    if source.pk == into.pk:
        raise Conflict(f"“{source.name}” cannot be merged with itself; choose another source.", field="into")
    for row, field in ((source, None), (into, "into")):
        if row.merged_into is not None:
            heir = f"“{row.merged_into.name}” ({row.merged_into_id})"
            raise Conflict(f"“{row.name}” was merged already and counts as {heir}; use that one.", field=field)
    _check_articles(source, into)
    _check_kin(source, into, hierarchy)


def _check_articles(source: Source, into: Source) -> None:
    if into.article_id is None or into.article_id == source.article_id:
        return
    if source.article_id is None:
        raise Conflict(
            f"“{into.name}” is not named and belongs to one article, “{source.name}” to all; merge them the other way "
            "round.",
            field="into",
        )
    raise Conflict(
        f"“{source.name}” and “{into.name}” are not named and belong to two articles, so nobody knows that they are "
        "one; state “possibly same as” instead.",
        field="into",
    )


def _check_kin(source: Source, into: Source, hierarchy: Hierarchy) -> None:
    """What stands above or below another is not that one."""
    for one, other in ((source, into), (into, source)):
        kind = _direct_relation(one, other)
        if kind:
            raise Conflict(
                f"“{one.name}” is {kind.on_screen} “{other.name}”, so the two are not one and the same; take that "
                "relation back first if it is wrong.",
                field="into",
            )
        path = hierarchy.way_up(one.pk, to=other.pk)
        if path:
            raise Conflict(
                f"“{one.name}” stands below “{other.name}” ({hierarchy.printed(path)}), so merging them would close a "
                "loop; take one of these relations back first if it is wrong.",
                field="into",
            )


def _direct_relation(one: Source, other: Source) -> RelationKind | None:
    rows = SourceRelation.objects.filter(
        Q(source=one) | Q(source__merged_into=one),
        Q(target=other) | Q(target__merged_into=other),
        workspace_id=one.workspace_id,
        kind__in=HIERARCHY_RELATIONS,
        ended_at__isnull=True,
    )
    row = rows.first()
    return RelationKind(row.kind) if row else None


def _merged_below(workspace: Workspace, source: UUID) -> set[UUID]:
    """What counts as the source once it stands for itself, by the merges that stand."""
    found: set[UUID] = set()
    level = {source}
    while level:
        rows = SourceRedirect.objects.filter(workspace=workspace, into__in=level, undone_at__isnull=True)
        level = set(rows.values_list("source_id", flat=True)) - found
        found |= level
    return found


def _settle(redirect: SourceRedirect, verdict: Verdict, *, by: AbstractBaseUser) -> None:
    """Nobody is asked about these two again."""
    ends = (redirect.source_id, redirect.into_id)
    pairs = SourceLikeness.objects.filter(workspace_id=redirect.workspace_id, source__in=ends, other__in=ends)
    pairs.update(verdict=verdict, decided_by=by.pk, decided_at=timezone.now())


def _touch(workspace: Workspace, *sources: Source) -> None:
    """Both read differently now."""
    keys = [source.pk for source in sources]
    Source.objects.filter(workspace=workspace, pk__in=keys).update(
        revision=F("revision") + 1, updated_at=timezone.now()
    )
    for source in sources:
        source.refresh_from_db()

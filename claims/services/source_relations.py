"""How sources stand to each other, as rows, and the rule that nobody stands above himself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from claims.errors import BadDate, Conflict
from claims.exchange.records import RelationRecord, SourceRecord, SourceReference
from claims.models import Source, SourceRelation, Workspace
from claims.models.copying import insert
from claims.models.fields import printed
from claims.services import limits, name_locks
from claims.services.source_resolver import Resolver, standing_id
from claims.vocabulary import FAMILY_RELATIONS


class Hierarchy:
    """The standing relations that make families; a merged source counts as the one it was merged into."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.above: dict[UUID, set[UUID]] = {}
        rows = SourceRelation.objects.filter(workspace=workspace, kind__in=FAMILY_RELATIONS, ended_at__isnull=True)
        for source, its_standing, target, target_standing in rows.values_list(
            "source_id", "source__merged_into_id", "target_id", "target__merged_into_id"
        ):
            self.above.setdefault(its_standing or source, set()).add(target_standing or target)

    def put(self, source: Source, target: Source) -> None:
        """Places `target` above `source`. Raises Conflict, with the loop spelled out."""
        below, top = standing_id(source), standing_id(target)
        path = self.way_up(top, to=below)
        if path:
            raise Conflict(f"This would close a loop: {self.printed([below, *path])}.", field="target")
        self.above.setdefault(below, set()).add(top)

    def printed(self, path: Sequence[UUID]) -> str:
        names = Source.objects.filter(workspace=self.workspace).in_bulk(path)
        return " → ".join(names[step].name for step in path)

    def way_up(self, start: UUID, *, to: UUID) -> list[UUID]:
        """The sources from `start` up to `to`, both included; empty where there is no way."""
        came_from: dict[UUID, UUID | None] = {start: None}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here == to:
                return self._walked(here, came_from)
            for step in self.above.get(here, ()):
                if step not in came_from:
                    came_from[step] = here
                    waiting.append(step)
        return []

    def _walked(self, end: UUID, came_from: dict[UUID, UUID | None]) -> list[UUID]:
        path: list[UUID] = []
        here: UUID | None = end
        while here is not None:
            path.append(here)
            here = came_from[here]
        return path[::-1]


def new_relation(
    source: Source, record: RelationRecord, target: Source, hierarchy: Hierarchy, *, by: AbstractBaseUser | None
) -> SourceRelation:
    """The row of a relation, not saved. Raises Conflict and BadDate."""
    if standing_id(source) == standing_id(target):
        raise Conflict(f"“{source.name}” has no relation to itself; choose another source.", field="target")
    limits.check_date(record.since, field="since")
    limits.check_date(record.until, field="until")
    if record.since and record.until and record.until.latest < record.since.earliest:
        raise BadDate("The relation ends before it begins; write the earlier date first.", field="until")
    if record.kind in FAMILY_RELATIONS:
        hierarchy.put(source, target)
    row = SourceRelation(
        workspace_id=source.workspace_id,
        source=source,
        target=target,
        kind=record.kind,
        created_by_id=by.pk if by else None,
    )
    row.since = record.since
    row.until = record.until
    return row


def relation_state(row: SourceRelation) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": str(row.kind),
        "target": str(row.target_id),
        "since": printed(row.since),
        "until": printed(row.until),
    }


def hold_hierarchy(workspace: Workspace) -> Hierarchy:
    """The hierarchy, which nobody else changes until commit."""
    name_locks.hold(workspace, "relation", [""])
    return Hierarchy(workspace)


def add_relations(
    workspace: Workspace, records: Sequence[SourceRecord], sources: Sequence[Source], *, by: AbstractBaseUser | None
) -> None:
    """The relations of an import that do not stand yet; a target is the import's by id, else resolved by name."""
    stated = [
        (source, relation) for source, record in zip(sources, records, strict=True) for relation in record.relations
    ]
    if not stated:
        return
    brought = {record.id: source for source, record in zip(sources, records, strict=True) if record.id}
    resolver = Resolver(workspace)
    resolver.prepare((SourceReference(name=relation.target), None) for _, relation in stated)
    targets = [
        (brought.get(relation.target_id) if relation.target_id else None)
        or resolver.resolve(SourceReference(name=relation.target), article_id=None, field="relations")
        for _, relation in stated
    ]
    resolver.save()
    hierarchy = hold_hierarchy(workspace)
    standing = SourceRelation.objects.filter(workspace=workspace, source__in=sources, ended_at__isnull=True)
    known = {_identity(row) for row in standing}
    rows = []
    for (source, relation), target in zip(stated, targets, strict=True):
        row = new_relation(source, relation, target, hierarchy, by=by)
        if _identity(row) not in known:
            known.add(_identity(row))
            rows.append(row)
    insert(rows)


def _identity(row: SourceRelation) -> tuple[Any, ...]:
    return row.source_id, row.target_id, row.kind, printed(row.since), printed(row.until)

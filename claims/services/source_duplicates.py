"""Sources that may be one under two names: proposing pairs, and what people decide of them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.errors import Conflict, NotFound, UnknownSource
from claims.exchange.records import RelationRecord
from claims.models import AuditEvent, Source, SourceAlias, SourceLikeness, SourceRelation, Workspace
from claims.models.copying import insert
from claims.services import audit
from claims.services.source_merges import merge
from claims.services.source_relations import hold_hierarchy, new_relation
from claims.text.likeness import Alike, Called, Progress, find
from claims.vocabulary import (
    HIERARCHY_RELATIONS,
    AliasStrength,
    RelationKind,
    SourceKind,
    Verdict,
)

LONGEST_WHY = 1200


def propose(workspace: Workspace, *, by: AbstractBaseUser | None, progress: Progress | None = None) -> int:
    """Looks through all named sources for pairs that may be one; how many are new. What was decided is left alone."""
    return _save(workspace, find(_called(workspace), progress=progress), subject=None, by=by)


def propose_for(source: Source, *, by: AbstractBaseUser) -> int:
    """The same for the pairs of one source; one that is not named, or merged, has none. Raises NotFound."""
    if not Source.objects.filter(workspace=source.workspace, pk=source.pk).exists():
        raise NotFound(f"There is no source {source.pk} in this workspace.")
    return _save(source.workspace, find(_called(source.workspace), only=source.pk), subject=source, by=by)


@transaction.atomic
def decide(pair: SourceLikeness, verdict: Verdict, *, by: AbstractBaseUser, into: UUID | None = None) -> None:
    """What a person says of two sources. Same: the one merges into the other, `into`, else into the older of them.

    Raises Conflict for a pair that was decided already, and what merging and relating raise.
    """
    locked = _lock(pair)
    if verdict is Verdict.SAME:
        kept, gone = locked.source, locked.other
        if into not in (None, kept.pk, gone.pk):
            raise UnknownSource(f"The source {into} is none of these two; choose one of them.", field="into")
        if into == gone.pk:
            kept, gone = gone, kept
        merge(gone, into=kept, by=by)
        return
    if verdict is Verdict.UNSURE:
        _state_possibly_same(locked, by=by)
    before = _state(locked)
    locked.verdict, locked.decided_by_id, locked.decided_at = verdict, by.pk, timezone.now()
    locked.save(update_fields=["verdict", "decided_by", "decided_at"])
    audit.record(locked.workspace, "source.compare", locked, by=by, before=before, after=_state(locked))


@transaction.atomic
def reconsider(pair: SourceLikeness, *, by: AbstractBaseUser) -> AuditEvent:
    """Takes “different” or “may be the same” back, with the relation that came of it. Raises Conflict, NotFound."""
    locked = _lock(pair, decided=True)
    if locked.verdict is Verdict.SAME:
        raise Conflict("These two were merged; take the merge back at the source itself.")
    before = _state(locked)
    if locked.verdict is Verdict.UNSURE:
        _possibly_same(locked).update(ended_at=timezone.now())
    locked.verdict, locked.decided_by, locked.decided_at = None, None, None
    locked.save(update_fields=["verdict", "decided_by", "decided_at"])
    return audit.record(locked.workspace, "source.reconsider", locked, by=by, before=before, after=_state(locked))


def _called(workspace: Workspace) -> list[Called]:
    """The named sources that stand, each with the strong names of all that counts as it."""
    rows = Source.objects.filter(workspace=workspace, article__isnull=True, merged_into__isnull=True)
    kinds = dict(rows.values_list("pk", "kind"))
    names: dict[UUID, dict[str, None]] = {key: {} for key in kinds}
    aliases = SourceAlias.objects.filter(workspace=workspace, strength=AliasStrength.STRONG)
    for own, heir, key in aliases.values_list("source_id", "source__merged_into_id", "key"):
        if (heir or own) in names:
            names[heir or own][key] = None
    return [Called(key, tuple(names[key]), _is_person(kinds[key])) for key in sorted(kinds)]


def _is_person(kind: str) -> bool | None:
    return None if kind == SourceKind.UNKNOWN else kind == SourceKind.PERSON


@transaction.atomic
def _save(workspace: Workspace, found: Sequence[Alike], *, subject: Source | None, by: AbstractBaseUser | None) -> int:
    known = _known_pairs(workspace, {key for alike in found for key in (alike.one, alike.other)})
    rows = [
        SourceLikeness(
            workspace=workspace,
            source_id=alike.one,
            other_id=alike.other,
            score=alike.score,
            why=alike.why[:LONGEST_WHY],
        )
        for alike in found
        if (alike.one, alike.other) not in known
    ]
    insert(rows)
    audit.record(workspace, "source.propose", subject or workspace, by=by, after={"pairs": len(rows)})
    return len(rows)


def _known_pairs(workspace: Workspace, ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Pairs that were proposed before, or that a person has related: one above the other, or possibly the same."""
    pairs = SourceLikeness.objects.filter(workspace=workspace, source__in=ids)
    found = set(pairs.values_list("source_id", "other_id"))
    related = SourceRelation.objects.filter(
        workspace=workspace, ended_at__isnull=True, kind__in=(*HIERARCHY_RELATIONS, RelationKind.POSSIBLY_SAME_AS)
    )
    for source, its_heir, target, target_heir in related.values_list(
        "source_id", "source__merged_into_id", "target_id", "target__merged_into_id"
    ):
        low, high = sorted((its_heir or source, target_heir or target))
        found.add((low, high))
    return found


def _lock(pair: SourceLikeness, *, decided: bool = False) -> SourceLikeness:
    rows = SourceLikeness.objects.filter(workspace_id=pair.workspace_id, pk=pair.pk)
    locked = rows.select_related("source", "other", "workspace").select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        raise NotFound("There is no such pair of sources in this workspace.")
    if (locked.verdict is not None) is not decided:
        raise Conflict(
            "Nobody has decided on these two yet." if decided else "Somebody has decided on these two already."
        )
    return locked


def _state_possibly_same(pair: SourceLikeness, *, by: AbstractBaseUser) -> None:
    if _possibly_same(pair).exists():
        return
    relation = RelationRecord(RelationKind.POSSIBLY_SAME_AS, pair.other.name)
    row = new_relation(pair.source, relation, pair.other, hold_hierarchy(pair.workspace), by=by)
    insert([row])


def _possibly_same(pair: SourceLikeness) -> QuerySet[SourceRelation]:
    ends = (pair.source_id, pair.other_id)
    return SourceRelation.objects.filter(
        Q(source__in=ends, target__in=ends),
        workspace_id=pair.workspace_id,
        kind=RelationKind.POSSIBLY_SAME_AS,
        ended_at__isnull=True,
    )


def _state(pair: SourceLikeness) -> dict[str, str | None]:
    return {
        "id": str(pair.pk),
        "source": str(pair.source_id),
        "other": str(pair.other_id),
        "verdict": str(pair.verdict) if pair.verdict else None,
    }

"""That one source turns out to be two: some of its steps move to another one, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from claims.errors import ClaimsError, Conflict, NotFound, Stale
from claims.exchange.records import SourceReference
from claims.models import Attribution, AuditEvent, AuditPayload, Claim, Source, Workspace
from claims.services import audit
from claims.services.source_resolver import Resolver, standing_id
from claims.vocabulary import Identifiability

SPLIT = "source.split"
MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Split:
    """Which steps went to which source; `event` is what `unsplit` takes."""

    event: UUID
    to: Source
    hops: tuple[UUID, ...]


@transaction.atomic
def split(
    source: Source, *, hops: Sequence[UUID], to: SourceReference, by: AbstractBaseUser, revision: int | None = None
) -> Split:
    """Moves these steps of the source, or of what was merged into it, to another source, which is made if need be.

    Raises NotFound for a step that is not its own, Conflict where the steps would stand at the same source or next to
    themselves, Stale.
    """
    workspace = source.workspace
    if not 0 < len(set(hops)) <= MOST_STEPS:
        raise ClaimsError(f"Choose 1 to {MOST_STEPS} steps to move.", field="attributions")
    locked = _lock_source(source, revision=revision)
    rows = _steps(workspace, hops)
    _check_own(locked, hops, rows)
    target = _resolved(workspace, to, rows.values())
    if standing_id(target) == standing_id(locked):
        raise Conflict(f"These steps stand at “{target.name}” already; choose another source.", field="to")
    before = {str(key): str(row.source_id) for key, row in rows.items()}
    _move(workspace, rows, dict.fromkeys(rows, target))
    event = audit.record(
        workspace,
        SPLIT,
        locked,
        by=by,
        before={"attributions": before},
        after={"attributions": list(before), "to": str(target.pk), "claims": _claims_of(rows)},
    )
    return Split(event.pk, target, tuple(rows))


@transaction.atomic
def unsplit(source: Source, event_id: UUID, *, by: AbstractBaseUser, revision: int | None = None) -> Split:
    """Puts the steps of one split back, each to the source it was made with.

    Raises NotFound for what was no split of this source, Conflict for one taken back already, Stale where one of the
    steps was changed since, or the source since `revision`.
    """
    workspace = source.workspace
    locked = _lock_source(source, revision=revision)
    event = AuditEvent.objects.filter(workspace=workspace, pk=event_id, action=SPLIT, object_id=locked.pk).first()
    if event is None:
        raise NotFound(f"There is no split {event_id} of this source.")
    if AuditEvent.objects.filter(workspace=workspace, object_id=locked.pk, undoes=event.pk).exists():
        raise Conflict("This split was taken back already.")
    payload = AuditPayload.objects.get(workspace=workspace, event=event)
    if payload.erased_at is not None:
        raise Conflict("What this split moved was erased, so it cannot be taken back.")
    moved: Any = payload.before
    sent: Any = payload.after
    had: dict[str, str] = moved["attributions"]
    to = UUID(sent["to"])
    rows = _steps(workspace, [UUID(key) for key in had])
    if len(rows) < len(had) or any(row.source_id != to for row in rows.values()):
        raise Stale("Somebody changed one of these steps since, so the split cannot be taken back as a whole.")
    origins = Source.objects.filter(workspace=workspace).in_bulk([UUID(key) for key in had.values()])
    _move(workspace, rows, {key: origins[UUID(had[str(key)])] for key in rows})
    undone = audit.record(
        workspace,
        "source.unsplit",
        locked,
        by=by,
        before=sent,
        after={"attributions": had, "to": str(to), "claims": _claims_of(rows)},
        undoes=event.pk,
    )
    return Split(undone.pk, locked, tuple(rows))


def _lock_source(source: Source, *, revision: int | None) -> Source:
    rows = Source.objects.filter(workspace_id=source.workspace_id, pk=source.pk)
    locked = rows.select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        raise NotFound(f"There is no source {source.pk} in this workspace.")
    if revision is not None and locked.revision != revision:
        raise Stale("Somebody changed this source since you opened it; load it again to see both versions.")
    return locked


def _steps(workspace: Workspace, hops: Iterable[UUID]) -> dict[UUID, Attribution]:
    """The steps, with their claims locked in one order by everybody."""
    keys = list(hops)
    claims = Attribution.objects.filter(workspace=workspace, pk__in=keys).values("claim")
    list(
        Claim.objects.filter(workspace=workspace, pk__in=claims)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    rows = Attribution.objects.filter(workspace=workspace, pk__in=keys).select_related("claim").order_by("pk")
    return {row.pk: row for row in rows}


def _claims_of(rows: Mapping[UUID, Attribution]) -> list[str]:
    """In whose histories the event belongs."""
    return sorted({str(row.claim_id) for row in rows.values()})


def _check_own(source: Source, hops: Sequence[UUID], rows: Mapping[UUID, Attribution]) -> None:
    members = Source.objects.filter(Q(pk=source.pk) | Q(merged_into=source), workspace_id=source.workspace_id)
    own = set(members.values_list("pk", flat=True))
    for key in hops:
        if key not in rows or rows[key].source_id not in own:
            raise NotFound(f"There is no step {key} of “{source.name}”.", field="attributions")


def _resolved(workspace: Workspace, to: SourceReference, rows: Iterable[Attribution]) -> Source:
    articles = {row.claim.article_id for row in rows}
    scope = articles.pop() if len(articles) == 1 else None
    if to.id is None and to.identifiability not in (None, Identifiability.NAMED) and scope is None:
        raise Conflict(
            "A source that is not named belongs to one article, and these steps stand in several; split them article "
            "by article.",
            field="to",
        )
    resolver = Resolver(workspace)
    resolver.prepare([(to, scope)])
    target = resolver.resolve(to, article_id=scope, field="to")
    resolver.save()
    return target


def _move(workspace: Workspace, rows: Mapping[UUID, Attribution], to: Mapping[UUID, Source]) -> None:
    _check_neighbours(workspace, rows, to)
    for key, target in to.items():
        rows[key].source = target
    Attribution.objects.bulk_update(rows.values(), ["source"], batch_size=500)
    Claim.objects.filter(workspace=workspace, pk__in={row.claim_id for row in rows.values()}).update(
        revision=F("revision") + 1, updated_at=timezone.now()
    )


def _check_neighbours(workspace: Workspace, rows: Mapping[UUID, Attribution], to: Mapping[UUID, Source]) -> None:
    chains = {row.chain_id for row in rows.values()}
    steps = Attribution.objects.filter(workspace=workspace, chain__in=chains).select_related("source", "claim")
    last: tuple[Any, Any] = (None, None)
    for step in steps.order_by("chain", "position"):
        named = to.get(step.pk, step.source)
        here = (step.chain_id, standing_id(named) if named else step.pk)
        if here == last and named is not None:
            raise Conflict(
                f"In “{step.claim.quote[:60]}” “{named.name}” would stand twice in a row; a source does not relay "
                "itself.",
                field="attributions",
            )
        last = here

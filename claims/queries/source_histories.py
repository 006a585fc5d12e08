"""What was merged into a source, and what was split off it, as pages and API list it; undoing is for the services."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Q

from claims.models import Attribution, AuditEvent, AuditPayload, Source, SourceRedirect, Workspace
from claims.queries.times import printed

MOST = 1000


class NamedSource(TypedDict):
    id: str
    name: str


class MergeDocument(TypedDict):
    id: str
    source: NamedSource
    into: NamedSource
    made_by: str | None
    made_at: str
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class SplitDone:
    """A split of a source as its page tells it; `steps` None where the audit of it was erased."""

    event: UUID
    at: datetime
    actor: str
    steps: int | None
    to: Source | None
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step at which the source stands, with its claim."""

    hop: UUID
    claim: UUID
    quote: str
    title: str
    position: int
    is_origin: bool


def steps_of(source: Source, *, most: int = MOST) -> list[Step]:
    """The steps of the source and of what was merged into it, of claims that stand; the newest first. One query."""
    members = Source.objects.filter(Q(pk=source.pk) | Q(merged_into=source), workspace_id=source.workspace_id)
    rows = Attribution.objects.filter(
        workspace_id=source.workspace_id,
        source__in=members.values("pk"),
        claim__withdrawn_at__isnull=True,
        claim__article__withdrawn_at__isnull=True,
    ).order_by("-claim", "position")
    columns = ("pk", "claim_id", "claim__quote", "claim__article__title", "position", "is_origin")
    return [Step(*row) for row in rows.values_list(*columns)[:most]]


def merges_of(source: Source) -> list[MergeDocument]:
    """Every merge that the source, or what counts as it, had a part in, the latest first. One query."""
    members = Source.objects.filter(Q(pk=source.pk) | Q(merged_into=source), workspace_id=source.workspace_id)
    keys = members.values("pk")
    rows = SourceRedirect.objects.filter(
        Q(source__in=keys) | Q(into__in=keys), workspace_id=source.workspace_id
    ).select_related("source", "into", "made_by")
    return [_merge(row) for row in rows.order_by("-pk")[:MOST]]


def splits_of(source: Source) -> list[SplitDone]:
    """The latest first. Three queries."""
    events = AuditEvent.objects.filter(workspace_id=source.workspace_id, object_id=source.pk)
    made = list(events.filter(action="source.split").select_related("actor").order_by("-pk")[:MOST])
    if not made:
        return []
    undone = set(events.filter(action="source.unsplit").values_list("undoes", flat=True))
    payloads = dict(
        AuditPayload.objects.filter(workspace_id=source.workspace_id, event__in=made).values_list("event", "after")
    )
    targets = {UUID(after["to"]) for after in payloads.values() if after}
    named = Source.objects.filter(workspace_id=source.workspace_id).in_bulk(targets)
    return [_split(event, payloads.get(event.pk), named, is_undone=event.pk in undone) for event in made]


def _merge(row: SourceRedirect) -> MergeDocument:
    return {
        "id": str(row.pk),
        "source": {"id": str(row.source_id), "name": row.source.name},
        "into": {"id": str(row.into_id), "name": row.into.name},
        "made_by": row.made_by.get_username() if row.made_by else None,
        "made_at": printed(row.made_at),
        "undone_at": printed(row.undone_at) if row.undone_at else None,
    }


def _split(event: AuditEvent, after: Any, named: dict[UUID, Source], *, is_undone: bool) -> SplitDone:
    return SplitDone(
        event=event.pk,
        at=event.at,
        actor=event.actor.get_username() if event.actor else "",
        steps=len(after["attributions"]) if after else None,
        to=named.get(UUID(after["to"])) if after else None,
        is_undone=is_undone,
    )


def standing_merge(workspace: Workspace, source: UUID) -> SourceRedirect | None:
    """The merge by which the source counts as another one now."""
    rows = SourceRedirect.objects.filter(workspace=workspace, source=source, undone_at__isnull=True)
    return rows.select_related("workspace").first()

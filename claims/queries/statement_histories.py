"""Which claims were split off a statement, and by whom; who makes it now is said in `verdicts`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from claims.models import AuditEvent, AuditPayload, Proposition

MOST = 100


@dataclass(frozen=True, slots=True)
class SplitDone:
    """A split of a statement as its page tells it; `claims` None where the audit of it was erased."""

    event: UUID
    at: datetime
    actor: str
    claims: int | None
    to: Proposition | None
    is_undone: bool


def splits_of(proposition: Proposition) -> list[SplitDone]:
    """The latest first. Four queries at most."""
    events = AuditEvent.objects.filter(workspace_id=proposition.workspace_id, object_id=proposition.pk)
    made = list(events.filter(action="proposition.split").select_related("actor").order_by("-pk")[:MOST])
    if not made:
        return []
    undone = set(events.filter(undoes__in=[event.pk for event in made]).values_list("undoes", flat=True))
    payloads = dict(
        AuditPayload.objects.filter(workspace_id=proposition.workspace_id, event__in=made).values_list("event", "after")
    )
    targets = {UUID(after["into"]) for after in payloads.values() if after}
    named = Proposition.objects.filter(workspace_id=proposition.workspace_id).in_bulk(targets)
    return [_split(event, payloads.get(event.pk), named, is_undone=event.pk in undone) for event in made]


def _split(event: AuditEvent, after: Any, named: dict[UUID, Proposition], *, is_undone: bool) -> SplitDone:
    return SplitDone(
        event=event.pk,
        at=event.at,
        actor=event.actor.get_username() if event.actor else "",
        claims=len({row["claim"] for row in after["judgements"]}) if after else None,
        to=named.get(UUID(after["into"])) if after else None,
        is_undone=is_undone,
    )

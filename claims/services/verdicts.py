"""What analysts say a claim makes or does not: verdicts given, taken back, moved by a split, and undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.errors import BadRecord, Conflict, NotAllowed, NotFound, NothingToUndo, Stale
from claims.models import AuditEvent, AuditPayload, Claim, Judgement, Proposition, Workspace
from claims.models.copying import insert
from claims.services import audit, judgements
from claims.vocabulary import Verdict

SPLIT = "proposition.split"
UNDOABLE = ("judgement.make", "judgement.withdraw", SPLIT)
UNDONE = "judgement.undo"
MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Split:
    """To which statement claims were moved; `event` is what `unsplit` takes."""

    event: UUID
    to: Proposition


@transaction.atomic
def judge(claim: Claim, proposition: Proposition, verdict: Verdict, *, by: AbstractBaseUser) -> Judgement:
    """One analyst's verdict; their earlier one on the statement is superseded, the same one again changes nothing.

    A statement that was merged stands for the one it was merged into. Raises NotFound and Conflict.
    """
    workspace = claim.workspace
    [locked] = _lock(workspace, [claim.pk])
    if locked.withdrawn_at is not None:
        raise Conflict("This claim was withdrawn; restore it before you judge it.", field="claim")
    root = standing(workspace, proposition.pk)
    mine: list[Judgement] = list(_standing_on(workspace, root, [claim.pk]).filter(analyst_id=by.pk).order_by("pk"))
    if [row.verdict for row in mine] == [verdict] and mine[0].proposition_id == root.pk:
        return mine[0]
    _close(workspace, mine)
    made = Judgement(workspace=workspace, claim=locked, proposition=root, analyst_id=by.pk, verdict=verdict)
    insert([made])
    _record("judgement.make", made, closed=mine, opened=[made], by=by)
    return made


@transaction.atomic
def withdraw(judgement: Judgement, *, by: AbstractBaseUser) -> None:
    """Takes one's own verdict back: as if one had not judged. Raises NotAllowed for another person's, and Stale."""
    workspace = judgement.workspace
    _lock(workspace, [judgement.claim_id])
    row = Judgement.objects.filter(workspace=workspace, pk=judgement.pk).first()
    if row is None:
        raise NotFound("There is no such verdict in this workspace.")
    if row.analyst_id != by.pk:
        raise NotAllowed("This is another person's verdict; give your own beside it.")
    if row.superseded_at is not None:
        raise Stale("This verdict does not stand any more; there is nothing to take back.")
    _close(workspace, [row])
    _record("judgement.withdraw", row, closed=[row], opened=[], by=by)


@transaction.atomic
def split(
    proposition: Proposition,
    claims: Sequence[UUID],
    *,
    into: Proposition,
    by: AbstractBaseUser,
    revision: int | None = None,
) -> Split:
    """Moves these claims to another statement, whoever had said that they make this one. Raises Conflict, Stale."""
    workspace = proposition.workspace
    judgements.lock(workspace, proposition.pk, revision=revision)
    target = standing(workspace, into.pk)
    return _split(workspace, standing(workspace, proposition.pk), claims, target, by=by, made=None)


@transaction.atomic
def split_off(
    proposition: Proposition,
    claims: Sequence[UUID],
    *,
    text: str,
    by: AbstractBaseUser,
    revision: int | None = None,
) -> Split:
    """Moves these claims to a new statement. Raises Conflict, BadRecord and Stale."""
    workspace = proposition.workspace
    judgements.lock(workspace, proposition.pk, revision=revision)
    text = judgements.checked_text(text, field="text")
    target = Proposition(workspace=workspace, text=text, created_by_id=by.pk)
    insert([target])
    return _split(workspace, standing(workspace, proposition.pk), claims, target, by=by, made=text)


@transaction.atomic
def unsplit(
    proposition: Proposition, event_id: UUID, *, by: AbstractBaseUser, revision: int | None = None
) -> AuditEvent:
    """Puts the claims of one of one's own splits back, with the verdicts that stood; a statement made for it stays.

    Raises NotFound for what was no split of this statement, NotAllowed for another person's, Conflict for one taken
    back already, Stale where one of the claims was judged anew since, or the statement changed since `revision`.
    """
    workspace = proposition.workspace
    judgements.lock(workspace, proposition.pk, revision=revision)
    events = AuditEvent.objects.filter(workspace=workspace, pk=event_id, action=SPLIT, object_id=proposition.pk)
    event = events.first()
    if event is None:
        raise NotFound(f"There is no split {event_id} of this statement.")
    if event.actor_id != by.pk:
        raise NotAllowed("Another person split these claims off; move them by a split of your own.")
    if _is_undone(event):
        raise Conflict("This split was taken back already.")
    return take_back(workspace, event.pk, by=by)


@transaction.atomic
def take_back(workspace: Workspace, event_id: UUID, *, by: AbstractBaseUser) -> AuditEvent:
    """Undoes one of one's own verdicts, withdrawals or splits: what it replaced stands again, as it was made.

    Raises NothingToUndo, and Stale where somebody judged one of the claims anew.
    """
    event = AuditEvent.objects.filter(workspace=workspace, pk=event_id, actor_id=by.pk, action__in=UNDOABLE).first()
    if event is None or _is_undone(event):
        raise NothingToUndo("This was taken back already, or it was not yours.")
    payload = AuditPayload.objects.get(workspace=workspace, event=event)
    if payload.erased_at is not None:
        raise NothingToUndo("What this change did was erased, so it cannot be taken back.")
    closed, opened = _judgements(payload.before), _judgements(payload.after)
    _lock(workspace, {UUID(state["claim"]) for state in (*closed, *opened)})
    now_closed, now_opened = _rows(workspace, opened), _rows(workspace, closed)
    if any(row.superseded_at for row in now_closed) or _judged_anew(workspace, now_opened, besides=now_closed):
        raise Stale("One of these claims was judged anew since, so this cannot be taken back.")
    _close(workspace, now_closed)
    Judgement.objects.filter(workspace=workspace, pk__in=[row.pk for row in now_opened]).update(superseded_at=None)
    return audit.record(
        workspace,
        UNDONE,
        _subject(event, [*now_closed, *now_opened]),
        by=by,
        before={"judgements": opened},
        after={"judgements": closed},
        undoes=event.pk,
    )


def standing(workspace: Workspace, key: UUID) -> Proposition:
    """The statement as which this one counts now. Raises NotFound."""
    row = Proposition.objects.filter(workspace=workspace, pk=key).select_related("merged_into").first()
    if row is None:
        raise NotFound(f"There is no statement {key} in this workspace.", field="proposition")
    return row.merged_into or row


def _split(
    workspace: Workspace,
    source: Proposition,
    claims: Sequence[UUID],
    target: Proposition,
    *,
    by: AbstractBaseUser,
    made: str | None,
) -> Split:
    chosen = list(dict.fromkeys(claims))
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        raise BadRecord(f"Choose the claims to move, from 1 to {MOST_AT_ONCE}.", field="claims")
    if source.pk == target.pk:
        raise Conflict("These claims are in this statement already; choose another one, or a new one.", field="into")
    locked = _lock(workspace, chosen)
    said = list(_standing_on(workspace, source, chosen).filter(verdict=Verdict.SAME).order_by("pk"))
    if missing := set(chosen) - {row.claim_id for row in said}:
        raise Conflict(f"Claim {min(missing)} does not make this statement; look again at its claims.", field="claims")
    mine = _standing_on(workspace, source, chosen).filter(analyst_id=by.pk).exclude(verdict=Verdict.SAME)
    there = _standing_on(workspace, target, chosen).filter(analyst_id=by.pk)
    closed = [*said, *mine, *there]
    _close(workspace, closed)
    opened = [
        Judgement(workspace=workspace, claim=claim, proposition=proposition, analyst_id=by.pk, verdict=verdict)
        for claim in locked
        for proposition, verdict in ((source, Verdict.DIFFERENT), (target, Verdict.SAME))
    ]
    insert(opened)
    event = _record(SPLIT, source, closed=closed, opened=opened, by=by, into=str(target.pk), made=made)
    return Split(event.pk, target)


def _lock(workspace: Workspace, claims: Iterable[UUID]) -> list[Claim]:
    """The claims in order of their ids; who judges the same one at this moment waits. Raises NotFound."""
    wanted = set(claims)
    rows = Claim.objects.filter(workspace=workspace, pk__in=wanted).order_by("pk")
    locked = list(rows.select_for_update(of=("self",), no_key=True))
    if missing := wanted - {claim.pk for claim in locked}:
        raise NotFound(f"There is no claim {min(missing)} in this workspace.", field="claim")
    return locked


def _standing_on(workspace: Workspace, root: Proposition, claims: Sequence[UUID]) -> Any:
    """Verdicts on the statement and on those that were merged into it."""
    return Judgement.objects.filter(
        Q(proposition=root.pk) | Q(proposition__merged_into=root.pk),
        workspace=workspace,
        claim__in=claims,
        superseded_at__isnull=True,
    )


def _close(workspace: Workspace, rows: Sequence[Judgement]) -> None:
    if rows:
        standing_rows = Judgement.objects.filter(workspace=workspace, pk__in=[row.pk for row in rows])
        standing_rows.update(superseded_at=timezone.now())


def _judgements(payload: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = payload["judgements"]
    return found


def _rows(workspace: Workspace, states: Sequence[dict[str, Any]]) -> list[Judgement]:
    keys = [UUID(state["id"]) for state in states]
    return list(Judgement.objects.filter(workspace=workspace, pk__in=keys).order_by("pk"))


def _judged_anew(workspace: Workspace, rows: Sequence[Judgement], *, besides: Sequence[Judgement]) -> bool:
    """Whether one of these cannot stand again, for its analyst has another verdict on the same."""
    others = Judgement.objects.filter(
        workspace=workspace, claim__in={row.claim_id for row in rows}, superseded_at__isnull=True
    ).exclude(pk__in=[row.pk for row in (*besides, *rows)])
    taken = {(row.claim_id, row.proposition_id, row.analyst_id) for row in others}
    return any((row.claim_id, row.proposition_id, row.analyst_id) in taken for row in rows)


def _is_undone(event: AuditEvent) -> bool:
    later = AuditEvent.objects.filter(workspace_id=event.workspace_id, object_id=event.object_id)
    return later.filter(undoes=event.pk).exists()


def _subject(event: AuditEvent, rows: Sequence[Judgement]) -> Judgement | Proposition:
    """What the event is about, by which both are found."""
    if event.object_type == "judgement":
        return next(row for row in rows if row.pk == event.object_id)
    return Proposition.objects.filter(workspace_id=event.workspace_id).get(pk=str(event.object_id))


def _record(
    action: str,
    subject: Judgement | Proposition,
    *,
    closed: Sequence[Judgement],
    opened: Sequence[Judgement],
    by: AbstractBaseUser,
    **more: Any,
) -> AuditEvent:
    return audit.record(
        subject.workspace,
        action,
        subject,
        by=by,
        before={"judgements": [_state(row) for row in closed]},
        after={"judgements": [_state(row) for row in opened], **more},
    )


def _state(row: Judgement) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "proposition": str(row.proposition_id),
        "analyst": row.analyst_id,
        "verdict": str(row.verdict),
    }

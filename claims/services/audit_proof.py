"""Proves that the audit is whole: payloads are those of their events, seals chain and cover every event once."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from claims.models import AuditEvent, AuditPayload, AuditSeal, AuditUnsealed, Workspace
from claims.queries import tombstones
from claims.queries.batches import in_batches
from claims.queries.integrity import Failure
from claims.queries.seals import NotedSeal
from claims.services.audit import FIRST_HASH, digest, seal_hash

EVENTS_AT_ONCE = 500


def check_events(workspace: Workspace) -> Iterator[Failure]:
    """Every event has its payload as it was written, or none where a tombstone says that it was erased."""
    named = _named_by_tombstones(workspace)
    for events in in_batches(AuditEvent.objects.filter(workspace=workspace), EVENTS_AT_ONCE):
        rows = AuditPayload.objects.filter(workspace=workspace, event__in=[event.pk for event in events])
        payloads = {row.event_id: row for row in rows}
        for event in events:
            payload = payloads.get(event.pk)
            if payload is None:
                yield Failure("event", event.pk, "Its payload is missing.")
            else:
                yield from _check_payload(event, payload, is_named=event.pk in named)


def _check_payload(event: AuditEvent, payload: AuditPayload, *, is_named: bool) -> Iterator[Failure]:
    if payload.erased_at is None:
        if _digest(payload) != bytes(event.digest):
            yield Failure("event", event.pk, "Its payload was changed: the digest differs.")
        if is_named:
            yield Failure("event", event.pk, "A tombstone says that its payload was erased, and it is there.")
    elif not is_named:
        yield Failure("event", event.pk, "Its payload was erased, and no tombstone says by whom and why.")
    elif payload.before is not None or payload.after is not None or bytes(payload.salt):
        yield Failure("event", event.pk, "Its payload was erased, and something is there again.")


def _named_by_tombstones(workspace: Workspace) -> set[UUID]:
    """The events that takedowns and erasures say they erased."""
    told = AuditPayload.objects.filter(workspace=workspace, event__in=tombstones.of(workspace))
    return {UUID(key) for row in told.values_list("after", flat=True) for key in (row or {}).get("events", [])}


def check_seals(workspace: Workspace) -> Iterator[Failure]:
    """Each seal follows the one before and still has the hash of its events; every event is sealed once, or waits."""
    covered: set[UUID] = set()
    previous, number = FIRST_HASH, 0
    for seal in _by_number(workspace):
        number += 1
        if seal.number != number or bytes(seal.previous_hash) != previous:
            yield Failure("seal", seal.pk, f"It is number {seal.number} and does not follow the seal before it.")
        yield from _check_seal(workspace, seal, covered)
        number, previous = seal.number, bytes(seal.hash)
    waiting = set(AuditUnsealed.objects.filter(workspace=workspace).values_list("event_id", flat=True))
    for key in sorted(covered & waiting):
        yield Failure("event", key, "It is sealed and still listed as waiting for a seal.")
    events = AuditEvent.objects.filter(workspace=workspace).only("pk", "workspace")
    for batch in in_batches(events, EVENTS_AT_ONCE):
        for event in batch:
            if event.pk not in covered and event.pk not in waiting:
                yield Failure("event", event.pk, "No seal covers it, and it does not wait for one.")


def _by_number(workspace: Workspace) -> Iterator[AuditSeal]:
    """Not by key: a clock that was set back gives a later seal an earlier one. One in memory at a time."""
    rows = AuditSeal.objects.filter(workspace=workspace).order_by("number")
    seal = rows.first()
    while seal is not None:
        yield seal
        seal = rows.filter(number__gt=seal.number).first()


def check_noted(workspace: Workspace, noted: Sequence[NotedSeal]) -> Iterator[Failure]:
    """Seals that were noted elsewhere still stand; the first that differs comes first.

    Who may change every row can also seal anew, so that the chain agrees with itself. It then differs from what was
    noted before.
    """
    rows = AuditSeal.objects.filter(workspace=workspace, number__in=[seal.number for seal in noted])
    standing = {seal.number: seal for seal in rows}
    for seal in sorted(noted, key=lambda seal: seal.number):
        found = standing.get(seal.number)
        if found is None:
            yield Failure("workspace", workspace.pk, f"Seal {seal.number} was noted elsewhere and is not there.")
        elif bytes(found.hash) != seal.hash:
            sentence = f"Seal {seal.number} is not the one that was noted elsewhere: the chain was rebuilt up to here."
            yield Failure("seal", found.pk, sentence)


def _check_seal(workspace: Workspace, seal: AuditSeal, covered: set[UUID]) -> Iterator[Failure]:
    rows = AuditEvent.objects.filter(workspace=workspace, pk__in=seal.events).values_list("pk", "digest")
    digests = {key: bytes(value) for key, value in rows}
    for key in seal.events:
        if key in covered:
            yield Failure("event", key, "It is sealed twice.")
        if key not in digests:
            yield Failure("event", key, f"Seal {seal.number} covers it, and it is gone.")
        covered.add(key)
    ordered = [(key, digests.get(key, b"")) for key in seal.events]
    if seal_hash(bytes(seal.previous_hash), number=seal.number, digests=ordered) != bytes(seal.hash):
        yield Failure("seal", seal.pk, f"The hash of seal {seal.number} is not that of its events.")


def _digest(payload: AuditPayload) -> bytes:
    return digest(bytes(payload.salt), before=payload.before, after=payload.after)

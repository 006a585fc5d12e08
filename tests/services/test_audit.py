"""The audit: one event for each write, its digest, and the chain of seals, computed here a second time."""

import hashlib
import json
import time
from itertools import pairwise
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from claims.models import AuditEvent, AuditPayload, AuditSeal, AuditUnsealed, Workspace
from claims.services import articles, audit, claims, erasure
from claims.services.audit_proof import check_events, check_seals
from claims.vocabulary import ClaimStatus
from tests.makers import Team, make_article, make_claim, make_team


def digest_of(payload: AuditPayload) -> bytes:
    """As an outsider would compute it from the dumped rows."""
    body = json.dumps([payload.before, payload.after], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(bytes(payload.salt) + body.encode("ascii")).digest()


def hash_of(seal: AuditSeal) -> bytes:
    body = seal.number.to_bytes(8, "big") + bytes(seal.previous_hash)
    for key in seal.events:
        body += key.bytes + bytes(AuditEvent.objects.get(pk=key).digest)
    return hashlib.sha256(body).digest()


def write_some(team: Team, number: int = 3) -> None:
    article = make_article(team.workspace, title="Gru\u0308n “x” \\ 🔥", by=team.alice)
    for place in range(number):
        claim = make_claim(article, sources=("Seawatch",), note=f"Note {place} ‑ “\n\t🔥”", by=team.alice)
        claims.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.bob)


def test_an_event_says_who_did_what_to_what_and_when(team: Team) -> None:
    started = timezone.now()
    article = make_article(team.workspace, by=team.alice)
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.workspace) == (team.alice, "article.add", team.workspace)
    assert (event.object_type, event.object_id, event.article_id) == ("article", article.pk, article.pk)
    assert started <= event.at <= timezone.now()
    assert event.undoes is None


def test_an_event_of_the_program_itself_has_no_actor(team: Team) -> None:
    make_article(team.workspace)
    assert AuditEvent.objects.get().actor is None


def test_the_digest_covers_what_the_database_gives_back(team: Team) -> None:
    write_some(team)
    payloads = list(AuditPayload.objects.select_related("event"))
    assert len(payloads) == 7
    assert all(bytes(payload.event.digest) == digest_of(payload) for payload in payloads)
    assert len({bytes(payload.salt) for payload in payloads}) == 7
    assert list(check_events(team.workspace)) == []


def test_an_event_belongs_to_a_transaction() -> None:
    with pytest.raises(AssertionError, match="belongs to the transaction"):
        audit.record(Workspace(), "x", None, by=None)


def test_seals_chain_all_events_of_a_workspace(team: Team) -> None:
    write_some(team)
    make_article(team.elsewhere)
    first = audit.seal(team.workspace, most=5)
    second = audit.seal(team.workspace)
    assert audit.seal(team.workspace) is None
    write_some(team, 1)
    third = audit.seal(team.workspace)
    seals = list(AuditSeal.objects.filter(workspace=team.workspace).order_by("number"))
    assert seals == [first, second, third]
    assert [seal.number for seal in seals] == [1, 2, 3]
    assert [len(seal.events) for seal in seals] == [5, 2, 3]
    assert bytes(seals[0].previous_hash) == bytes(32)
    for before, after in pairwise(seals):
        assert bytes(after.previous_hash) == bytes(before.hash)
    assert all(bytes(seal.hash) == hash_of(seal) for seal in seals)
    events = AuditEvent.objects.filter(workspace=team.workspace).order_by("pk").values_list("pk", flat=True)
    assert [key for seal in seals for key in seal.events] == list(events)
    assert AuditUnsealed.objects.filter(workspace=team.workspace).count() == 0
    assert AuditUnsealed.objects.filter(workspace=team.elsewhere).count() == 1
    assert list(check_seals(team.workspace)) == []


def test_an_erased_payload_leaves_the_seals_whole(team: Team) -> None:
    write_some(team)
    audit.seal(team.workspace)
    events = list(AuditEvent.objects.values_list("pk", flat=True))
    erasure.erase(team.workspace, events=events, reason="Asked to.", by=team.adam)
    assert AuditPayload.objects.filter(after__isnull=False).count() == 1
    assert list(check_events(team.workspace)) == []
    assert list(check_seals(team.workspace)) == []


def test_a_failed_write_leaves_no_event(team: Team) -> None:
    article = make_article(team.workspace)
    known = set(AuditEvent.objects.values_list("pk", flat=True))

    def fail_after_writing() -> None:
        with transaction.atomic():
            articles.withdraw(article, by=team.alice)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert set(AuditEvent.objects.values_list("pk", flat=True)) == known
    assert AuditUnsealed.objects.count() == AuditPayload.objects.count() == len(known)


@pytest.mark.django_db(transaction=True)
def test_a_sealer_neither_waits_for_writers_nor_keeps_them_waiting() -> None:
    team = make_team()
    make_article(team.workspace, by=team.alice)
    sealed: list[AuditSeal | None] = []

    def seal() -> None:
        sealed.append(audit.seal(team.workspace))
        connection.close()

    with transaction.atomic():
        make_article(team.workspace, by=team.bob)
        sealer = Thread(target=seal)
        sealer.start()
        sealer.join(timeout=10)
        assert not sealer.is_alive()
    assert [len(seal.events) if seal else 0 for seal in sealed] == [1]
    written: list[float] = []

    def write() -> None:
        started = time.monotonic()
        make_article(team.workspace, by=team.alice)
        written.append(time.monotonic() - started)
        connection.close()

    with transaction.atomic():
        assert audit.seal(team.workspace) is not None
        writer = Thread(target=write)
        writer.start()
        writer.join(timeout=10)
        assert written != []
    assert audit.seal(team.workspace) is not None
    assert list(check_seals(team.workspace)) == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_among_writers_seal_every_event_once() -> None:
    team = make_team()
    done = Event()

    def seal() -> None:
        while not done.is_set():
            audit.seal(team.workspace, most=3)
        connection.close()

    sealers = [Thread(target=seal) for _ in range(2)]
    for sealer in sealers:
        sealer.start()
    try:
        write_some(team, 5)
    finally:
        done.set()
        for sealer in sealers:
            sealer.join()
    while audit.seal(team.workspace):
        pass
    assert AuditEvent.objects.count() == 11
    assert list(check_seals(team.workspace)) == []
    assert all(bytes(seal.hash) == hash_of(seal) for seal in AuditSeal.objects.all())

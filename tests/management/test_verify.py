"""The command that proves the database: quiet about what holds, exact about what does not."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from claims.models import (
    Attribution,
    AuditEvent,
    AuditPayload,
    AuditSeal,
    AuditUnsealed,
    Claim,
)
from claims.services import audit, erasure
from tests.makers import GUARD, Team, make_article, make_claim, make_team


@pytest.fixture
def team(db: None) -> Team:
    team = make_team()
    article = make_article(team.workspace, by=team.alice)
    make_claim(article, sources=("Seawatch", "Harbour Guard", "Port office"), by=team.alice)
    audit.seal(team.workspace)
    make_claim(article, GUARD, by=team.alice)
    audit.seal(team.workspace)
    make_claim(article, "nobody was hurt", sources=("Seawatch",), by=team.alice)
    return team


def verify(*options: str) -> str:
    out = io.StringIO()
    call_command("verify", *options, stdout=out)
    return out.getvalue()


def failures(*options: str) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^\d+ rows? failed\.$"):
        call_command("verify", *options, stdout=out)
    return out.getvalue()


def unguarded(statement: str, *parameters: Any) -> None:
    """As somebody would do it who has the database and no scruples."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, parameters)
        cursor.execute("SET LOCAL session_replication_role = origin")


def noted(number: int) -> str:
    return f"desk:{number}:{bytes(AuditSeal.objects.get(number=number).hash).hex()}"


def test_a_sound_database_is_said_to_be_so(team: Team) -> None:
    assert verify() == (
        "desk: ok: 3 claims, 1 texts, 4 events, 2 seals\n"
        f"desk: seal to note elsewhere: {noted(2)}\n"
        "elsewhere: ok: 0 claims, 0 texts, 0 events, 0 seals\n"
    )


def test_seals_noted_elsewhere_still_stand_when_more_was_written(team: Team) -> None:
    kept = [noted(1), noted(2)]
    audit.seal(team.workspace)
    assert "desk: ok" in verify("--against", kept[1], "--against", kept[0])


def rebuild() -> None:
    """Changes what an event of the second seal did, and makes all digests and seals anew, so that all agrees."""
    payload = AuditPayload.objects.order_by("event_id")[2]
    assert payload.event_id in AuditSeal.objects.get(number=2).events
    forged = [{**document, "note": "forged"} for document in payload.after or []]
    unguarded("UPDATE claims_auditpayload SET after = %s WHERE id = %s", json.dumps(forged), payload.pk)
    digest = audit.digest(bytes(payload.salt), before=payload.before, after=forged)
    unguarded("UPDATE claims_auditevent SET digest = %s WHERE id = %s", digest, payload.event_id)
    previous = audit.FIRST_HASH
    for seal in AuditSeal.objects.order_by("number"):
        rows = AuditEvent.objects.in_bulk(seal.events)
        digests = [(key, bytes(rows[key].digest)) for key in seal.events]
        hashed = audit.seal_hash(previous, number=seal.number, digests=digests)
        unguarded("UPDATE claims_auditseal SET previous_hash = %s, hash = %s WHERE id = %s", previous, hashed, seal.pk)
        previous = hashed


def test_a_chain_rebuilt_with_triggers_off_is_found_by_what_was_noted_elsewhere(team: Team) -> None:
    audit.seal(team.workspace)
    kept = [noted(number) for number in (1, 2, 3)]
    rebuild()
    assert "desk: ok" in verify()
    assert "desk: ok" in verify("--against", kept[0])
    said = failures("--against", kept[2], "--against", kept[1], "--against", kept[0])
    assert said.splitlines()[0] == (
        f"desk: seal {AuditSeal.objects.get(number=2).pk}: Seal 2 is not the one that was noted elsewhere: "
        "the chain was rebuilt up to here."
    )


def test_a_chain_cut_off_is_found_by_what_was_noted_elsewhere(team: Team) -> None:
    kept = noted(2)
    events = AuditSeal.objects.get(number=2).events
    unguarded("DELETE FROM claims_auditseal WHERE number = 2")
    AuditUnsealed.objects.bulk_create(AuditUnsealed(workspace=team.workspace, event_id=key) for key in events)
    assert "desk: ok" in verify()
    assert "Seal 2 was noted elsewhere and is not there." in failures("--against", kept)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("nonsense", "“nonsense” is no seal; give workspace:number:hash"),
        ("desk:1:abc", "is no seal"),
        ("desk:0:" + "a" * 64, "is no seal"),
        ("desk:x:" + "a" * 64, "is no seal"),
        ("nowhere:1:" + "a" * 64, "is of a workspace that is not verified here."),
    ],
    ids=["words", "short hash", "no number", "letter", "no workspace"],
)
def test_what_is_no_seal_is_refused_in_one_sentence(team: Team, given: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        verify("--against", given)
    assert sentence in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_one_workspace_may_be_asked_for(team: Team) -> None:
    assert verify("--workspace", "elsewhere").startswith("elsewhere: ok")
    with pytest.raises(CommandError, match="There is no workspace “nowhere”"):
        verify("--workspace", "nowhere")


def test_an_erased_payload_is_no_failure_where_a_tombstone_names_it(team: Team) -> None:
    event = AuditEvent.objects.order_by("pk")[0]
    erasure.erase(team.workspace, events=[event.pk], reason="Asked to.", by=team.adam)
    assert "desk: ok" in verify()


def test_an_erased_payload_without_tombstone_is_a_failure(team: Team) -> None:
    event = AuditEvent.objects.order_by("pk")[0]
    AuditPayload.objects.filter(event=event).update(before=None, after=None, salt=b"", erased_at=timezone.now())
    assert "Its payload was erased, and no tombstone says by whom and why." in failures()


def _first(model: Any) -> Any:
    return model.objects.order_by("pk")[0]


def _middle_of_chain() -> Attribution:
    return Attribution.objects.get(position=2)


DAMAGES: dict[str, tuple[Callable[[], None], str]] = {
    "text": (
        lambda: unguarded("UPDATE claims_articleversion SET text = replace(text, 'built', 'burnt')"),
        "the SHA-256 differs",
    ),
    "length": (lambda: unguarded("UPDATE claims_articleversion SET length = 3"), "characters and says 3"),
    "anchor": (
        lambda: unguarded(
            "UPDATE claims_anchor SET spans = '[[31, 57, \"A fire destroyed two peers\"]]' WHERE start = 31"
        ),
        "Between 31 and 57 stands “A fire destroyed two piers”, not “A fire destroyed two peers”.",
    ),
    "mention": (
        lambda: unguarded(
            'UPDATE claims_anchor SET mentions = \'[{"attribution": "x", "role": "cue", "spans": [[0, 3, "no"]]}]\''
        ),
        "Between 0 and 3 stands “Two”, not “no”.",
    ),
    "anchor outside": (
        lambda: unguarded("UPDATE claims_anchor SET spans = '[[31, 99999, \"A fire\"]]' WHERE start = 31"),
        "Between 31 and 99999",
    ),
    "bounds": (
        lambda: unguarded("UPDATE claims_anchor SET start = 30 WHERE start = 31"),
        "start and end are not those",
    ),
    "quote": (lambda: unguarded("UPDATE claims_claim SET quote = 'x'"), "Its quote is not what its anchor marks."),
    "no anchor": (lambda: unguarded("DELETE FROM claims_anchor WHERE start = 31"), "It has no anchor in its version"),
    "no record": (lambda: unguarded("DELETE FROM claims_annotationset"), "or no record"),
    "no chain": (lambda: unguarded("DELETE FROM claims_chain WHERE lineage = 'none_given'"), "It has no chain"),
    "chain numbers": (
        lambda: unguarded("UPDATE claims_chain SET number = 2"),
        "The numbers of its chains are not 1 to n.",
    ),
    "gap": (
        lambda: unguarded("UPDATE claims_attribution SET position = 7 WHERE position = 3"),
        "The positions of its steps are not 1 to n.",
    ),
    "origin": (
        lambda: unguarded("UPDATE claims_attribution SET is_origin = false WHERE position = 3"),
        "Its last step, and no other, must be the origin.",
    ),
    "none given": (
        lambda: unguarded("UPDATE claims_chain SET lineage = 'none_given'"),
        "Its lineage is none_given with a step",
    ),
    "neighbours": (
        lambda: unguarded(
            "UPDATE claims_attribution SET source_id = (SELECT source_id FROM claims_attribution WHERE position = 3)"
            " WHERE position = 2"
        ),
        "A step and the next one are the same source.",
    ),
    "payload": (
        lambda: unguarded("UPDATE claims_auditpayload SET after = '[]' WHERE event_id = %s", _first(AuditEvent).pk),
        "Its payload was changed",
    ),
    "payload gone": (lambda: unguarded("DELETE FROM claims_auditpayload"), "Its payload is missing."),
    "event": (
        lambda: unguarded("UPDATE claims_auditevent SET digest = '\\x00' WHERE id = %s", _first(AuditEvent).pk),
        "The hash of seal 1 is not that of its events.",
    ),
    "event gone": (
        lambda: unguarded("DELETE FROM claims_auditevent WHERE id = %s", _first(AuditEvent).pk),
        "Seal 1 covers it, and it is gone.",
    ),
    "seal gone": (
        lambda: unguarded("DELETE FROM claims_auditseal WHERE number = 1"),
        "It is number 2 and does not follow the seal before it.",
    ),
    "unsealed": (
        lambda: unguarded("DELETE FROM claims_auditunsealed"),
        "No seal covers it, and it does not wait for one.",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_its_row_named(team: Team, damage: str) -> None:
    hurt, sentence = DAMAGES[damage]
    hurt()
    assert sentence in failures()


def test_a_failure_names_workspace_kind_and_row(team: Team) -> None:
    claim = _first(Claim)
    unguarded("UPDATE claims_claim SET quote = 'x' WHERE id = %s", claim.pk)
    assert failures().splitlines()[0] == f"desk: claim {claim.pk}: Its quote is not what its anchor marks."

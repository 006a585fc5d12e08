"""Writes that are sent twice."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from claims.models import Article, AuditEvent, Claim, IdempotencyKey
from tests import makers
from tests.api.programs import Program, claim_body, fields
from tests.makers import Team


def test_the_same_request_again_gets_the_same_answer_and_is_done_once(alice: Program, article: Article) -> None:
    body = claim_body(article.pk)
    first, again = (alice.post("claims/", body, Idempotency_Key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    for header in ("ETag", "Location", "Content-Type"):
        assert first[header] == again[header]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Claim.objects.count() == 1


def test_keys_in_another_order_are_the_same_request(alice: Program, article: Article) -> None:
    body = claim_body(article.pk)
    turned = json.dumps(dict(reversed(body.items())), indent=4)
    alice.post("claims/", body, Idempotency_Key="one")
    assert alice.post("claims/", turned, Idempotency_Key="one")["Idempotency-Replayed"] == "true"


def test_the_same_key_for_another_request_is_refused(alice: Program, article: Article) -> None:
    alice.post("claims/", claim_body(article.pk), Idempotency_Key="one")
    other = alice.post("claims/", claim_body(article.pk, note="other"), Idempotency_Key="one")
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "idempotency_key_reused")
    elsewhere = alice.post("labels/", {"name": "x"}, Idempotency_Key="one")
    assert elsewhere.status_code == 422


def test_a_withdrawal_is_replayed_without_a_body(alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    first, again = (alice.delete(f"claims/{claim}/", Idempotency_Key="gone") for _ in range(2))
    assert [(answer.status_code, answer.content) for answer in (first, again)] == [(204, b"")] * 2
    assert again["Idempotency-Replayed"] == "true"


def test_a_change_is_made_once(alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    events = AuditEvent.objects.count()
    for _ in range(3):
        answer = alice.patch(f"claims/{claim}/", {"note": "x"}, Idempotency_Key="k")
        assert answer.json()["revision"] == 2
    assert AuditEvent.objects.count() == events + 1


def test_a_refused_write_gives_its_key_back(alice: Program, article: Article) -> None:
    assert alice.post("claims/", {"article": str(article.pk)}, Idempotency_Key="one").status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert alice.post("claims/", claim_body(article.pk), Idempotency_Key="one").status_code == 201


def test_keys_of_two_people_are_apart(alice: Program, team: Team, article: Article) -> None:
    body = claim_body(article.pk)
    alice.post("claims/", body, Idempotency_Key="one")
    Program(team.bob).post("claims/", body, Idempotency_Key="one")
    assert Claim.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "a\x07b"])
def test_a_key_is_short_and_printable(alice: Program, article: Article, key: str) -> None:
    answer = alice.post("claims/", claim_body(article.pk), Idempotency_Key=key)
    assert (answer.status_code, fields(answer)) == (422, [None])


def test_a_bulk_of_lines_is_replayed(alice: Program) -> None:
    def send(content: bytes) -> Any:
        return alice.client.post(
            "/api/v1/workspaces/desk/articles/bulk/",
            content,
            content_type="application/x-ndjson",
            headers={"Idempotency-Key": "lines"},
        )

    line = b'{"title": "T", "text": "x"}\n'
    assert send(line).content == send(line).content
    assert Article.objects.count() == 1
    assert send(line * 2).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_waits_for_the_first() -> None:
    team = makers.make_team()
    article = makers.make_article(team.workspace)
    alice = Program(team.alice)
    body = claim_body(article.pk)

    def send(_: int) -> Any:
        try:
            return alice.post("claims/", body, Idempotency_Key="both")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Claim.objects.count() == 1

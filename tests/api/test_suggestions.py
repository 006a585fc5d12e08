"""Suggestions over HTTP: found, listed, narrowed, decided on."""

from typing import Any

import pytest

from claims.models import Article, AuditEvent, Claim, Job
from tests.api.programs import NOBODY, Program, fields


@pytest.fixture
def waiting(alice: Program, article: Article) -> list[Any]:
    answer = alice.post(f"articles/{article.pk}/suggest/", {})
    assert answer.status_code == 200, answer.content
    assert answer.json()["made"] == len(answer.json()["suggestions"])
    return list(answer.json()["suggestions"])


def listed(program: Program, **filters: Any) -> list[str]:
    answer = program.get("suggestions/", **filters)
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def said(waiting: list[Any], quote: str) -> Any:
    [found] = [row for row in waiting if quote in row["quote"]]
    return found


def test_they_are_listed_and_narrowed(alice: Program, article: Article, waiting: list[Any]) -> None:
    ids = {row["id"] for row in waiting}
    assert set(listed(alice)) == set(listed(alice, article=str(article.pk), state="pending")) == ids
    assert listed(alice, state="rejected") == listed(alice, article=NOBODY) == []
    for name in ("rule", "band"):
        found = [set(listed(alice, **{name: value})) for value in {row[name] for row in waiting}]
        assert set().union(*found) == ids
        assert sum(map(len, found)) == len(ids)
    assert fields(alice.get("suggestions/", band="best")) == ["band"]
    assert fields(alice.get("suggestions/", article="x")) == ["article"]
    assert alice.post(f"articles/{article.pk}/suggest/", {}).json()["made"] == 0


def test_an_accepted_one_is_a_claim(alice: Program, waiting: list[Any]) -> None:
    one = said(waiting, "nobody was hurt")
    made = alice.post(f"suggestions/{one['id']}/accept/", {})
    assert made.status_code == 201, made.content
    claim = made.json()
    assert claim["quote"] == one["quote"]
    [step] = claim["chains"][0]["attributions"]
    assert [span["exact"] for span in step["cue_spans"]] == ["said"]
    assert step["source"]["identifiability"] == "described"
    shown = alice.get(f"suggestions/{one['id']}/").json()
    assert (shown["state"], shown["claim"], shown["decided_by"]) == ("accepted", claim["id"], "alice")
    assert alice.post(f"suggestions/{one['id']}/accept/", {}).status_code == 409


def test_what_is_sent_takes_the_place_of_what_was_proposed(alice: Program, waiting: list[Any]) -> None:
    one = said(waiting, "nobody was hurt")
    path = f"suggestions/{one['id']}/accept/"
    assert fields(alice.post(path, {"article": NOBODY})) == ["article"]
    assert fields(alice.post(path, {"quotation": "loud"})) == ["quotation"]
    chains = [{"attributions": [{"source": {"name": "Port office"}, "certainty": "probable"}]}]
    claim = alice.post(path, {"quotation": "direct", "chains": chains, "labels": ["fire"]}).json()
    [step] = claim["chains"][0]["attributions"]
    assert (claim["quotation"], claim["labels"], step["source"]["name"]) == ("direct", ["fire"], "Port office")


def test_a_rejected_one_waits_again_when_reopened(alice: Program, waiting: list[Any]) -> None:
    path = f"suggestions/{waiting[0]['id']}/"
    assert alice.post(f"{path}reject/", {}).json()["state"] == "rejected"
    assert alice.post(f"{path}reject/", {}).status_code == 409
    assert alice.post(f"{path}reopen/", {}).json()["state"] == "pending"
    assert not Claim.objects.exists()


def test_many_are_accepted_in_one_change_or_none(alice: Program, article: Article, waiting: list[Any]) -> None:
    ids = [row["id"] for row in waiting]
    assert alice.post("suggestions/bulk/", {"ids": [*ids, NOBODY]}).status_code == 404
    for wrong in ({}, {"ids": ids, "band": "high"}, {"article": str(article.pk)}):
        assert fields(alice.post("suggestions/bulk/", wrong)) == ["ids"]
    assert not Claim.objects.exists()
    made = alice.post("suggestions/bulk/", {"article": str(article.pk), "band": "low"})
    assert made.status_code == 201, made.content
    assert len(made.json()["claims"]) == len(ids)
    assert AuditEvent.objects.filter(action="suggestion.accept").count() == 1
    assert alice.post("suggestions/bulk/", {"article": str(article.pk), "band": "low"}).status_code == 409


def test_learning_is_queued_once(alice: Program) -> None:
    first, again = (alice.post("suggestions/train/", {}) for _ in range(2))
    assert (first.status_code, first.json()["kind"]) == (202, "train")
    assert again.json()["id"] == first.json()["id"] == str(Job.objects.get().pk)

"""Dependences over HTTP: said, listed, decided, and looked for."""

from typing import Any

import pytest

from claims.models import Article, Dependence, Job
from tests import makers
from tests.api.programs import NOBODY, Program, fields
from tests.makers import Team


@pytest.fixture
def other(team: Team) -> Article:
    return makers.make_article(team.workspace, text="Another text.", title="Another", by=team.alice)


@pytest.fixture
def proposed(team: Team, article: Article, other: Article) -> str:
    row = Dependence.objects.create(
        workspace=team.workspace, article=other, on_article=article, kind="same_wire", why="By the words."
    )
    return str(row.pk)


def listed(program: Program, **filters: Any) -> list[str]:
    answer = program.get("dependences/", **filters)
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def test_a_person_says_that_two_articles_or_sources_depend(
    team: Team, alice: Program, article: Article, other: Article
) -> None:
    body = {"article": str(article.pk), "on_article": str(other.pk), "kind": "translates"}
    made = alice.post("dependences/", body)
    assert made.status_code == 201, made.content
    assert made.json()["on_article"] == {"id": str(other.pk), "title": "Another"}
    assert (made.json()["state"], made.json()["decided_by"], made.json()["source"]) == ("accepted", "alice", None)
    turned = {"article": str(other.pk), "on_article": str(article.pk), "kind": "same_wire"}
    assert alice.post("dependences/", turned).status_code == 409
    one, two = (makers.make_source(team.workspace, name).pk for name in ("Pier", "Mole"))
    owner = alice.post("dependences/", {"source": str(one), "on_source": str(two), "kind": "common_owner"})
    assert owner.json()["source"] == {"id": str(one), "name": "Pier"}
    assert listed(alice, source=str(two)) == [owner.json()["id"]]
    assert listed(alice, article=str(other.pk)) == [made.json()["id"]]


def test_what_goes_together_is_told_apart(alice: Program, article: Article, other: Article) -> None:
    ends = {"article": str(article.pk), "on_article": str(other.pk)}
    for body in ({}, {"article": str(article.pk)}, {**ends, "source": NOBODY}):
        assert fields(alice.post("dependences/", {**body, "kind": "same_wire"})) == ["article"]
    assert fields(alice.post("dependences/", {**ends, "on_article": NOBODY, "kind": "same_wire"})) == ["on_article"]
    assert fields(alice.post("dependences/", {**ends, "kind": "cousins"})) == ["kind"]
    itself = {"article": str(article.pk), "on_article": str(article.pk), "kind": "same_wire"}
    assert alice.post("dependences/", itself).status_code == 409


def test_a_proposal_is_decided_by_who_has_seen_it(team: Team, alice: Program, proposed: str) -> None:
    path = f"dependences/{proposed}/"
    assert listed(alice, state="pending") == [proposed]
    seen = alice.get(path)["ETag"]
    done = alice.patch(path, {"state": "accepted", "kind": "republishes"}, If_Match=seen)
    assert (done.status_code, done.json()["kind"], done.json()["decided_by"]) == (200, "republishes", "alice")
    late = Program(team.bob).patch(path, {"state": "rejected"}, If_Match=seen)
    assert (late.status_code, late.json()["current"]["state"]) == (412, "accepted")
    assert (listed(alice, state="pending"), listed(alice, kind="republishes")) == ([], [proposed])
    back = alice.patch(path, {"state": "pending"})
    assert (back.json()["decided_by"], back.json()["kind"]) == (None, "republishes")
    assert fields(alice.patch(path, {"state": "perhaps"})) == ["state"]
    assert fields(alice.get("dependences/", state="perhaps")) == ["state"]


def test_pairs_of_withdrawn_articles_are_not_listed(alice: Program, other: Article, proposed: str) -> None:
    alice.delete(f"articles/{other.pk}/")
    assert listed(alice) == []
    assert alice.get(f"dependences/{proposed}/").status_code == 404


def test_a_search_for_copies_is_queued_once(alice: Program) -> None:
    first, again = (alice.post("dependences/find/") for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert first.json()["kind"] == "copies"
    assert Job.objects.count() == 1

"""Grades over HTTP: two axes, never one number."""

from typing import Any

import pytest

from claims.models import Article
from tests.api.programs import NOBODY, Program, claim_body, fields
from tests.makers import Team

WHY = "A record of twelve years."


@pytest.fixture
def claim(alice: Program, article: Article) -> Any:
    return alice.post("claims/", claim_body(article.pk, proposition="It burned.")).json()


def test_a_source_is_graded_and_both_axes_are_listed_apart(alice: Program, claim: Any) -> None:
    source = claim["origins"][0]["id"]
    made = alice.post("grades/", {"source": source, "grade": "B", "rationale": WHY})
    assert made.status_code == 201, made.content
    assert made.json()["in_words"] == "usually reliable"
    assert made.json()["graded_by"] == "alice"
    alice.post("grades/", {"claim": claim["id"], "grade": "3", "rationale": WHY})
    alice.post("grades/", {"proposition": claim["proposition"], "grade": "6", "rationale": WHY})
    every = alice.get("grades/", count="true").json()
    assert every["count"] == 3
    assert [(one["kind"], one["grade"]) for one in every["results"]] == [
        ("credibility", "6"), ("credibility", "3"), ("reliability", "B"),
    ]  # fmt: skip
    assert [one["grade"] for one in alice.get("grades/", kind="reliability").json()["results"]] == ["B"]
    assert [one["grade"] for one in alice.get("grades/", source=source).json()["results"]] == ["B"]
    assert [one["grade"] for one in alice.get("grades/", claim=claim["id"]).json()["results"]] == ["3"]
    of_statement = alice.get("grades/", proposition=claim["proposition"]).json()["results"]
    assert [one["grade"] for one in of_statement] == ["6"]
    other = alice.post("propositions/", {"text": "It was on fire."}).json()["id"]
    alice.post("grades/", {"proposition": other, "grade": "2", "rationale": WHY})
    alice.post(f"propositions/{other}/merge/", {"into": claim["proposition"]})
    of_statement = alice.get("grades/", proposition=claim["proposition"]).json()["results"]
    assert [(one["grade"], one["proposition"]) for one in of_statement] == [("2", other), ("6", claim["proposition"])]


def test_pages_go_through_both_tables_in_order(alice: Program, claim: Any) -> None:
    source = claim["origins"][0]["id"]
    for number in range(3):
        alice.post("grades/", {"source": source, "grade": "B", "rationale": f"{number}"})
        alice.post("grades/", {"claim": claim["id"], "grade": "2", "rationale": f"{number}"})
    first = alice.get("grades/", page_size=4).json()
    second = alice.get(first["next"].removeprefix("http://testserver")).json()
    assert [one["grade"] for one in first["results"] + second["results"]] == ["2", "B"] * 3
    assert second["next"] is None
    back = alice.get(second["previous"].removeprefix("http://testserver")).json()
    assert back["results"] == first["results"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"grade": "G", "rationale": WHY}, "grade"),
        ({"grade": "1", "rationale": WHY}, "grade"),
        ({"grade": 3, "rationale": WHY}, "grade"),
        ({"grade": "B", "rationale": ""}, "rationale"),
        ({"grade": "B", "rationale": "   "}, "rationale"),
        ({"grade": "B"}, "rationale"),
        ({"rationale": WHY}, "grade"),
    ],
    ids=["no grade", "of the other axis", "a number", "no reason", "blank reason", "reason missing", "grade missing"],
)
def test_what_is_no_grade_is_refused(alice: Program, claim: Any, body: Any, wrong: str) -> None:
    refused = alice.post("grades/", {"source": claim["origins"][0]["id"], **body})
    assert refused.status_code == 422
    assert fields(refused) == [wrong]
    assert alice.get("grades/").json()["results"] == []


def test_a_grade_is_of_one_thing_that_exists(alice: Program, claim: Any) -> None:
    source = claim["origins"][0]["id"]
    for graded in ({}, {"source": source, "claim": claim["id"]}):
        assert alice.post("grades/", {**graded, "grade": "B", "rationale": WHY}).status_code == 422
    for name, grade in (("source", "B"), ("claim", "2"), ("proposition", "2")):
        assert alice.post("grades/", {name: NOBODY, "grade": grade, "rationale": WHY}).status_code == 404
    assert fields(alice.get("grades/", kind="truth")) == ["kind"]
    assert fields(alice.get("grades/", source="nobody")) == ["source"]


def test_a_one_on_too_few_lines_is_kept_with_a_warning(alice: Program, claim: Any) -> None:
    made = alice.post("grades/", {"proposition": claim["proposition"], "grade": "1", "rationale": WHY}).json()
    assert "independence is not established" in made["warning"]
    made = alice.post("grades/", {"proposition": claim["proposition"], "grade": "2", "rationale": WHY}).json()
    assert made["warning"] == ""


def test_viewers_read_grades_and_give_none(team: Team, alice: Program, claim: Any) -> None:
    vera = Program(team.vera)
    body = {"claim": claim["id"], "grade": "2", "rationale": WHY}
    assert vera.post("grades/", body).status_code == 403
    alice.post("grades/", body)
    assert len(vera.get("grades/").json()["results"]) == 1

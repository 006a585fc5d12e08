"""Judgements over HTTP: given by each analyst, filtered, taken back."""

from typing import Any

import pytest

from claims.models import AnnotationSet, Article, Membership
from claims.vocabulary import Role, SetKind
from tests import makers
from tests.api.programs import NOBODY, Program, claim_body, fields
from tests.makers import Team


@pytest.fixture
def claim(alice: Program, article: Article) -> Any:
    return alice.post("claims/", claim_body(article.pk)).json()["id"]


@pytest.fixture
def statement(alice: Program) -> Any:
    return alice.post("propositions/", {"text": "The Guard set the fire"}).json()["id"]


def judge(program: Program, claim: str, statement: str, verdict: str = "same") -> Any:
    return program.post("judgements/", {"claim": claim, "proposition": statement, "verdict": verdict})


def listed(program: Program, **filters: Any) -> list[Any]:
    answer = program.get("judgements/", **filters)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def test_each_analyst_has_one_verdict_and_the_history_keeps_all(
    team: Team, alice: Program, claim: str, statement: str
) -> None:
    made = judge(alice, claim, statement)
    assert (made.status_code, made.json()["analyst"], made.json()["superseded_at"]) == (201, "alice", None)
    assert alice.get(f"judgements/{made.json()['id']}/").json() == made.json()
    judge(alice, claim, statement, "unsure")
    judge(Program(team.bob), claim, statement, "different")
    assert [(row["analyst"], row["verdict"]) for row in listed(alice)] == [("bob", "different"), ("alice", "unsure")]
    assert len(listed(alice, superseded="true")) == 3


def test_verdicts_are_filtered(team: Team, alice: Program, claim: str, statement: str) -> None:
    other = alice.post("propositions/", {"text": "Merged"}).json()["id"]
    first = judge(alice, claim, other).json()
    alice.post(f"propositions/{other}/merge/", {"into": statement})
    second = judge(Program(team.bob), claim, statement, "different").json()
    for filters, wanted in (
        ({"proposition": statement}, [second, first]),
        ({"claim": claim}, [second, first]),
        ({"analyst": "bob"}, [second]),
        ({"verdict": "same"}, [first]),
        ({"analyst": "nobody"}, []),
        ({"claim": NOBODY}, []),
    ):
        assert listed(alice, **filters) == wanted, filters
    for filters in ({"verdict": "maybe"}, {"claim": "x"}, {"proposition": "none"}):
        assert fields(alice.get("judgements/", **filters)) == list(filters)


def test_one_takes_ones_own_verdict_back(team: Team, alice: Program, claim: str, statement: str) -> None:
    key = judge(alice, claim, statement).json()["id"]
    assert Program(team.bob).delete(f"judgements/{key}/").status_code == 403
    assert alice.delete(f"judgements/{key}/").status_code == 204
    assert alice.delete(f"judgements/{key}/").status_code == 412
    assert listed(alice) == []
    assert alice.get(f"propositions/{statement}/").json()["claims"] == 0


def test_what_is_not_there_is_refused_by_its_field(alice: Program, claim: str, statement: str) -> None:
    assert fields(judge(alice, NOBODY, statement)) == ["claim"]
    assert fields(judge(alice, claim, NOBODY)) == ["proposition"]
    assert fields(judge(alice, claim, statement, "maybe")) == ["verdict"]
    alice.delete(f"claims/{claim}/")
    assert judge(alice, claim, statement).status_code == 409


def test_blind_work_of_others_is_neither_judged_nor_seen(
    team: Team, alice: Program, article: Article, statement: str
) -> None:
    blind = AnnotationSet.objects.create(
        workspace=team.workspace, article=article, kind=SetKind.BLIND, annotator=team.alice
    )
    hidden = str(makers.make_claim(article, by=team.alice, annotation_set=blind).pk)
    Membership.objects.filter(user=team.vera).update(role=Role.ANNOTATOR)
    vera = Program(team.vera)
    assert fields(judge(vera, hidden, statement)) == ["claim"]
    key = judge(alice, hidden, statement).json()["id"]
    assert vera.get(f"judgements/{key}/").status_code == 404
    assert listed(vera) == []
    assert len(listed(Program(team.bob))) == 1


def test_a_verdict_sent_twice_is_given_once(alice: Program, claim: str, statement: str) -> None:
    body = {"claim": claim, "proposition": statement, "verdict": "same"}
    first, again = (alice.post("judgements/", body, Idempotency_Key="k") for _ in range(2))
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert len(listed(alice, superseded="true")) == 1

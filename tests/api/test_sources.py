"""Sources and their relations over HTTP."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, Source
from claims.vocabulary import Identifiability
from tests import makers
from tests.api.programs import NOBODY, Program, claim_body, fields
from tests.makers import Team

BODY = {
    "name": "United Nations",
    "short_name": "UN",
    "kind": "intergovernmental",
    "description": "All of it.",
    "aliases": [{"text": "the UN"}, {"text": "the body", "strength": "weak"}],
    "identifiers": [{"scheme": "wikidata", "value": "Q1065"}],
}


def test_it_makes_a_source_with_all_that_identifies_it(alice: Program) -> None:
    answer = alice.post("sources/", BODY)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert {name: made[name] for name in ("name", "short_name", "kind", "description", "identifiability")} == {
        "name": "United Nations", "short_name": "UN", "kind": "intergovernmental", "description": "All of it.",
        "identifiability": "named",
    }  # fmt: skip
    assert [alias["text"] for alias in made["aliases"]] == ["United Nations", "the UN", "the body"]
    assert made["identifiers"] == BODY["identifiers"]
    assert alice.get(f"sources/{made['id']}/").json() == made
    assert answer["Location"].endswith(f"/sources/{made['id']}/")


def test_a_name_or_alias_that_is_taken_is_a_conflict(alice: Program) -> None:
    made = alice.post("sources/", BODY).json()
    for name in ("united nations", "The UN"):
        answer = alice.post("sources/", {"name": name})
        assert (answer.status_code, fields(answer)) == (409, ["name"])
        assert made["id"] in answer.json()["detail"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "name"),
    ({"name": "x" * 501}, "name"),
    ({"kind": "club"}, "kind"),
    ({"identifiability": "described"}, "article"),
    ({"article": NOBODY, "identifiability": "anonymous"}, "article"),
    ({"counts_as_own_family": 1}, "counts_as_own_family"),
    ({"aliases": [{"text": "a", "strength": "mighty"}]}, "aliases[0].strength"),
    ({"identifiers": [{"scheme": "passport", "value": "1"}]}, "identifiers[0].scheme"),
    ({"nickname": "x"}, "nickname"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG, ids=lambda value: str(value)[:40])
def test_it_says_what_is_wrong_and_where(alice: Program, wrong: dict[str, Any], field: str) -> None:
    answer = alice.post("sources/", BODY | wrong)
    assert (answer.status_code, fields(answer)) == (422, [field])
    assert not Source.objects.exists()


def test_a_source_that_is_not_named_belongs_to_its_article(alice: Program, article: Article) -> None:
    body = {"name": "a port official", "identifiability": "described", "article": str(article.pk)}
    made = alice.post("sources/", body).json()
    assert made["article"] == str(article.pk)
    named = alice.patch(f"sources/{made['id']}/", {"identifiability": "named"})
    assert fields(named) == ["identifiability"]
    assert fields(alice.post("sources/", {"name": "B", "article": str(article.pk)})) == ["article"]


def test_a_renamed_source_is_still_found_by_its_old_name(alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()
    source = claim["origins"][0]["id"]
    answer = alice.patch(f"sources/{source}/", {"name": "The Guard of the Harbour"})
    assert answer.json()["name"] == "The Guard of the Harbour"
    assert alice.get(f"claims/{claim['id']}/").json()["origins"][0]["name"] == "The Guard of the Harbour"
    assert len(alice.get("claims/", origin="Harbour Guard").json()["results"]) == 1


def test_a_patch_changes_what_is_sent_and_nothing_else(alice: Program) -> None:
    made = alice.post("sources/", BODY).json()
    after = alice.patch(f"sources/{made['id']}/", {"short_name": None}).json()
    assert {name for name, value in after.items() if value != made[name]} == {"short_name", "revision", "updated_at"}
    sent_back = alice.patch(f"sources/{made['id']}/", after)
    assert sent_back.status_code == 200, sent_back.content
    assert sent_back.json()["aliases"] == after["aliases"]


def test_a_lost_update_is_refused(alice: Program) -> None:
    made = alice.post("sources/", BODY)
    path = f"sources/{made.json()['id']}/"
    assert alice.patch(path, {"short_name": "A"}, If_Match=made["ETag"]).status_code == 200
    assert alice.patch(path, {"short_name": "B"}, If_Match=made["ETag"]).status_code == 412


def test_what_is_typed_finds_names_and_aliases(alice: Program) -> None:
    made = alice.post("sources/", BODY).json()
    alice.post("sources/", {"name": "Union of Dockers", "kind": "organization"})
    for typed in ("united na", "THE BODY", "nations"):
        found = alice.get("sources/", q=typed).json()["results"]
        assert [source["id"] for source in found] == [made["id"]], typed
    assert len(alice.get("sources/", q="un").json()["results"]) == 2
    assert len(alice.get("sources/", kind="organization").json()["results"]) == 1


def test_relations_are_stated_listed_and_taken_back(alice: Program) -> None:
    pentagon, kirby = (alice.post("sources/", {"name": name}).json()["id"] for name in ("Pentagon", "John Kirby"))
    path = f"sources/{kirby}/relations/"
    answer = alice.post(path, {"kind": "spokesperson_for", "target": pentagon, "since": "2021-01"})
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["target"]["name"], made["since"], made["until"]) == ("Pentagon", "2021-01", None)
    assert alice.get(path).json()["results"] == [made]
    loop = alice.post(f"sources/{pentagon}/relations/", {"kind": "part_of", "target": {"id": kirby}})
    assert (loop.status_code, fields(loop)) == (409, ["target"])
    assert "Pentagon → John Kirby → Pentagon" in loop.json()["detail"]
    assert alice.delete(f"{path}{made['id']}/").status_code == 204
    assert alice.get(path).json()["results"] == []
    assert alice.delete(f"{path}{made['id']}/").status_code == 404


@pytest.mark.parametrize(
    ("dates", "field"),
    [({"since": "soon"}, "since"), ({"until": "2021-13"}, "until"), ({"since": "2021", "until": "2020-05"}, "until")],
    ids=["no date", "no month", "ends before it begins"],
)
def test_dates_that_cannot_be_are_refused(alice: Program, dates: dict[str, str], field: str) -> None:
    desk, house = (alice.post("sources/", {"name": name}).json()["id"] for name in ("Desk", "House"))
    answer = alice.post(f"sources/{desk}/relations/", {"kind": "part_of", "target": house, **dates})
    assert (answer.status_code, fields(answer)) == (422, [field])
    assert alice.get(f"sources/{desk}/relations/").json()["results"] == []


@pytest.mark.parametrize("target", [NOBODY, {"name": "Nobody"}, {"id": NOBODY}])
def test_a_relation_leads_to_a_source_that_is_there(alice: Program, target: Any) -> None:
    source = alice.post("sources/", {"name": "Pentagon"}).json()["id"]
    answer = alice.post(f"sources/{source}/relations/", {"kind": "part_of", "target": target})
    assert (answer.status_code, fields(answer)) == (422, ["target"])


def test_a_relation_does_not_lead_to_another_workspace(alice: Program, team: Team) -> None:
    theirs = makers.make_source(team.elsewhere, "Theirs")
    source = alice.post("sources/", {"name": "Pentagon"}).json()["id"]
    for target in (str(theirs.pk), {"name": "Theirs"}):
        answer = alice.post(f"sources/{source}/relations/", {"kind": "part_of", "target": target})
        assert answer.status_code == 422


def test_lists_cost_the_same_for_one_row_and_for_ten(alice: Program, team: Team, article: Article) -> None:
    costs = []
    for sources in (1, 9):
        for number in range(sources):
            makers.make_source(
                team.workspace, f"{sources} {number}", identifiability=Identifiability.ANONYMOUS, article=article
            )
        with CaptureQueriesContext(connection) as queries:
            alice.get("sources/")
        costs.append(len(queries))
    assert costs[0] == costs[1]

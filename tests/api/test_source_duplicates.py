"""Sources that may be one, over HTTP: listed, decided, taken back, looked for."""

from typing import Any

import pytest

from claims.models import Job, Source
from claims.services import source_duplicates
from tests import makers
from tests.api.programs import NOBODY, Program, fields
from tests.makers import Team

NAMES = ("Harbour Guard", "Harbor Guard", "Seawatch", "Sea Watch")


@pytest.fixture
def proposed(team: Team) -> dict[str, str]:
    """The ids of the sources by their names; two pairs are proposed."""
    made = {name: str(makers.make_source(team.workspace, name).pk) for name in NAMES}
    assert source_duplicates.propose(team.workspace, by=team.alice) == 2
    return made


def listed(program: Program, **filters: Any) -> list[Any]:
    answer = program.get("sources/duplicates/", **filters)
    assert answer.status_code == 200, answer.content
    found: list[Any] = answer.json()["results"]
    return found


def pair_with(program: Program, source: str) -> Any:
    [found] = listed(program, source=source)
    return found


def test_pairs_wait_until_a_person_has_said_that_they_differ_and_stay_so(
    team: Team, alice: Program, proposed: dict[str, str]
) -> None:
    assert len(listed(alice, state="pending")) == 2
    pair = pair_with(alice, proposed["Harbor Guard"])
    assert {pair["source"]["name"], pair["other"]["name"]} == {"Harbour Guard", "Harbor Guard"}
    assert (pair["verdict"], pair["decided_by"], pair["score"] > 80) == (None, None, True)
    path = f"sources/duplicates/{pair['id']}/"
    seen = alice.get(path)["ETag"]
    done = alice.patch(path, {"verdict": "different"}, If_Match=seen)
    assert (done.status_code, done.json()["verdict"], done.json()["decided_by"]) == (200, "different", "alice")
    late = Program(team.bob).patch(path, {"verdict": "same"}, If_Match=seen)
    assert (late.status_code, late.json()["current"]["verdict"]) == (412, "different")
    assert alice.patch(path, {"verdict": "same"}).status_code == 409
    assert source_duplicates.propose(team.workspace, by=team.alice) == 0
    assert [row["id"] for row in listed(alice, state="decided")] == [pair["id"]]
    assert [row["id"] for row in listed(alice, verdict="different")] == [pair["id"]]
    assert len(listed(alice, state="pending")) == 1
    back = alice.patch(path, {"verdict": None})
    assert (back.json()["verdict"], len(listed(alice, state="pending"))) == (None, 2)
    assert alice.patch(path, {"verdict": None}).status_code == 409


def test_two_that_are_the_same_are_merged_into_the_one_that_is_to_stay(
    alice: Program, proposed: dict[str, str]
) -> None:
    path = f"sources/duplicates/{pair_with(alice, proposed['Harbor Guard'])['id']}/"
    assert fields(alice.patch(path, {"verdict": "same", "into": proposed["Seawatch"]})) == ["into"]
    done = alice.patch(path, {"verdict": "same", "into": proposed["Harbor Guard"]})
    assert (done.status_code, done.json()["verdict"]) == (200, "same")
    assert str(Source.objects.get(name="Harbour Guard").merged_into_id) == proposed["Harbor Guard"]
    again = alice.patch(path, {"verdict": None})
    assert (again.status_code, "take the merge back" in again.json()["detail"]) == (409, True)


def test_two_that_may_be_the_same_are_related(alice: Program, proposed: dict[str, str]) -> None:
    path = f"sources/duplicates/{pair_with(alice, proposed['Seawatch'])['id']}/"
    assert alice.patch(path, {"verdict": "unsure"}).json()["verdict"] == "unsure"
    ends = [alice.get(f"sources/{proposed[name]}/relations/").json()["results"] for name in ("Seawatch", "Sea Watch")]
    assert {row["kind"] for rows in ends for row in rows} == {"possibly_same_as"}


def test_what_cannot_be_read_is_said(alice: Program, proposed: dict[str, str]) -> None:
    path = f"sources/duplicates/{pair_with(alice, proposed['Seawatch'])['id']}/"
    for body in ({}, {"verdict": "perhaps"}, {"verdict": 1}):
        assert fields(alice.patch(path, body)) == ["verdict"]
    assert fields(alice.get("sources/duplicates/", state="perhaps")) == ["state"]
    assert fields(alice.get("sources/duplicates/", verdict="perhaps")) == ["verdict"]
    assert fields(alice.get("sources/duplicates/", source="Seawatch")) == ["source"]
    assert alice.get(f"sources/duplicates/{NOBODY}/").status_code == 404


def test_a_search_is_queued_once(alice: Program) -> None:
    first, again = (alice.post("sources/duplicates/find/") for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["kind"], Job.objects.count()) == ("duplicates", 1)

"""The family tree of a source over HTTP, at a date."""

from typing import Any

import pytest

from tests.api.programs import Program, fields


@pytest.fixture
def made(alice: Program) -> dict[str, str]:
    """Desk is part of Paper, which House owned from 2020 to August 2021, and Holding will own from 2090."""
    names = ("Desk", "Paper", "House", "Holding")
    ids: dict[str, str] = {name: alice.post("sources/", {"name": name}).json()["id"] for name in names}
    for below, above, more in (
        ("Desk", "Paper", {"kind": "part_of"}),
        ("Paper", "House", {"kind": "owned_by", "since": "2020", "until": "2021-08"}),
        ("Paper", "Holding", {"kind": "owned_by", "since": "2090"}),
    ):
        answer = alice.post(f"sources/{ids[below]}/relations/", {"target": ids[above], **more})
        assert answer.status_code == 201, answer.content
    return ids


def family(program: Program, source: str, at: str = "") -> Any:
    answer = program.get(f"sources/{source}/family/", **({"at": at} if at else {}))
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize(
    ("at", "top"),
    [("2019", "Paper"), ("2020-05-03", "House"), ("2021", "House"), ("2022", "Paper"), ("2091", "Holding")],
)
def test_a_source_is_of_the_family_that_it_had_then(alice: Program, made: dict[str, str], at: str, top: str) -> None:
    found = family(alice, made["Desk"], at)
    assert found["family"] == {"id": made[top], "name": top}
    assert found["tops"] == [found["family"]]
    assert found["at"].startswith(at[:4])


def test_all_of_the_tree_is_told_with_its_dates(alice: Program, made: dict[str, str]) -> None:
    found = family(alice, made["Desk"], "2021-01")
    assert [row["name"] for row in found["sources"]] == ["Desk", "House", "Paper"]
    owned = next(row for row in found["relations"] if row["kind"] == "owned_by")
    assert (owned["source"], owned["target"]) == (made["Paper"], made["House"])
    assert (owned["since"], owned["until"], owned["makes_family"]) == ("2020", "2021-08", True)
    assert family(alice, made["Desk"])["family"]["name"] == "Paper"


def test_two_tops_are_told_and_leave_the_source_to_itself(alice: Program, made: dict[str, str]) -> None:
    alice.post(f"sources/{made['Desk']}/relations/", {"kind": "spokesperson_for", "target": made["House"]})
    found = family(alice, made["Desk"])
    assert [top["name"] for top in found["tops"]] == ["House", "Paper"]
    assert found["family"]["name"] == "Desk"


def test_a_merged_source_has_the_family_of_what_it_counts_as(alice: Program, made: dict[str, str]) -> None:
    old = alice.post("sources/", {"name": "Old desk"}).json()["id"]
    alice.post(f"sources/{old}/merge/", {"into": made["Desk"]})
    found = family(alice, old)
    assert (found["source"]["name"], found["family"]["name"]) == ("Desk", "Paper")


def test_a_date_that_cannot_be_read_is_said(alice: Program, made: dict[str, str]) -> None:
    for at in ("soon", "2021-13", "2021-08-27T99:00", "99999"):
        assert fields(alice.get(f"sources/{made['Desk']}/family/", at=at)) == ["at"]

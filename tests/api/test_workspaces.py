"""The front door: where things are, which workspaces one has, who is in them."""

from django.test import Client

from tests.api.programs import Program
from tests.makers import Team


def test_one_sees_ones_own_workspaces_with_ones_role(alice: Program) -> None:
    [row] = alice.get("/api/v1/workspaces/").json()["results"]
    assert (row["slug"], row["role"]) == ("desk", "annotator")
    assert alice.get("").json() == row


def test_a_token_of_one_workspace_opens_that_one(team: Team) -> None:
    outsider = Program(team.charlie, workspace=team.workspace)
    assert outsider.get("/api/v1/workspaces/").json()["results"] == []
    assert outsider.get("/api/v1/workspaces/elsewhere/").status_code == 404
    at_home = Program(team.charlie, workspace=team.elsewhere)
    assert at_home.get("/api/v1/workspaces/elsewhere/").status_code == 200


def test_members_are_listed(alice: Program) -> None:
    rows = alice.get("members/").json()["results"]
    assert {row["username"]: row["role"] for row in rows} == {
        "alice": "annotator", "bob": "reviewer", "vera": "viewer", "adam": "admin",
    }  # fmt: skip


def test_the_root_says_where_to_go(client: Client) -> None:
    places = client.get("/api/v1/").json()
    assert set(places) == {"workspaces", "schema", "docs"}
    assert [client.get(address).status_code for address in places.values()] == [401, 200, 200]

"""Annotation sets over HTTP, blind ones too."""

import pytest

from claims.models import AnnotationSet, Article, Assignment
from claims.vocabulary import SetKind
from tests.api.programs import Program, claim_body, fields
from tests.makers import Team


@pytest.fixture
def blind(team: Team, article: Article) -> AnnotationSet:
    """bob's blind set, to which he is assigned."""
    row = AnnotationSet.objects.create(
        workspace=team.workspace, article=article, kind=SetKind.BLIND, annotator=team.bob
    )
    Assignment.objects.create(workspace=team.workspace, article=article, annotator=team.bob, annotation_set=row)
    return row


def test_progress_is_marked_and_filtered(alice: Program, article: Article) -> None:
    [row] = alice.get("sets/", article=str(article.pk)).json()["results"]
    assert (row["kind"], row["progress"]) == ("record", "unstarted")
    answer = alice.patch(f"sets/{row['id']}/", {"progress": "done"})
    assert answer.json() == row | {"progress": "done"}
    assert alice.get("sets/", progress="done").json()["results"] == [answer.json()]
    assert alice.get("sets/", progress="unstarted").json()["results"] == []
    assert fields(alice.patch(f"sets/{row['id']}/", {"progress": "nearly"})) == ["progress"]
    assert fields(alice.get("sets/", kind="mine")) == ["kind"]


def test_claims_of_a_blind_assignment_go_to_ones_own_set(
    alice: Program, team: Team, article: Article, blind: AnnotationSet
) -> None:
    bob = Program(team.bob)
    made = bob.post("claims/", claim_body(article.pk)).json()
    assert made["set"] == str(blind.pk)
    shared = bob.post("claims/", claim_body(article.pk, set="record")).json()
    assert shared["set"] != str(blind.pk)
    assert [claim["id"] for claim in bob.get(f"articles/{article.pk}/annotations/").json()["claims"]] == [made["id"]]
    assert [claim["id"] for claim in bob.get("claims/").json()["results"]] == [shared["id"]]
    assert [claim["id"] for claim in bob.get("claims/", set=str(blind.pk)).json()["results"]] == [made["id"]]


def test_blind_work_of_another_is_not_seen(alice: Program, team: Team, article: Article, blind: AnnotationSet) -> None:
    made = Program(team.bob).post("claims/", claim_body(article.pk)).json()
    assert alice.get(f"sets/{blind.pk}/").status_code == 404
    assert alice.get("claims/", set=str(blind.pk)).json()["results"] == []
    for method in ("get", "patch", "delete"):
        assert alice.send(method, f"claims/{made['id']}/", {}).status_code == 404
    assert alice.post("claims/", claim_body(article.pk, set=str(blind.pk))).status_code == 403
    reviewer = Program(team.adam)
    assert reviewer.get(f"claims/{made['id']}/").status_code == 200


def test_the_history_of_blind_work_is_not_seen_nor_is_it_brought_back_by_another(
    alice: Program, team: Team, article: Article, blind: AnnotationSet
) -> None:
    bob, reviewer = Program(team.bob), Program(team.adam)
    made = bob.post("claims/", claim_body(article.pk)).json()
    [event] = bob.get("audit/", object=made["id"]).json()["results"]
    assert alice.get(f"claims/{made['id']}/history/").status_code == 404
    assert alice.get(f"audit/{event['id']}/").status_code == 404
    assert bob.get(f"audit/{event['id']}/").status_code == 200
    assert reviewer.get(f"claims/{made['id']}/history/").status_code == 200
    assert bob.delete(f"claims/{made['id']}/").status_code == 204
    assert alice.post(f"claims/{made['id']}/restore/").status_code == 404
    assert bob.post(f"claims/{made['id']}/restore/").status_code == 200

"""Labels over HTTP."""

from claims.models import Article, Label
from tests.api.programs import Program, claim_body, fields


def test_a_label_is_made_renamed_and_retired(alice: Program, article: Article) -> None:
    answer = alice.post("labels/", {"name": "attack", "description": "Somebody is hurt."})
    assert answer.status_code == 201, answer.content
    path = f"labels/{answer.json()['id']}/"
    claim = alice.post("claims/", claim_body(article.pk)).json()
    renamed = alice.patch(path, {"name": "violence"})
    assert (renamed.json()["name"], renamed.json()["description"]) == ("violence", "Somebody is hurt.")
    assert alice.get(f"claims/{claim['id']}/").json()["labels"] == ["violence"]
    assert alice.get("labels/").json()["results"] == [renamed.json()]
    assert alice.delete(path).status_code == 204
    assert alice.get("labels/").json()["results"] == []
    assert alice.get("labels/", retired="true").json()["results"][0]["retired"] is True
    assert alice.get(f"claims/{claim['id']}/").json()["labels"] == ["violence"]


def test_a_name_is_taken_whatever_its_capitals(alice: Program) -> None:
    alice.post("labels/", {"name": "attack"})
    answer = alice.post("labels/", {"name": "ATTACK"})
    assert (answer.status_code, fields(answer)) == (409, ["name"])
    assert Label.objects.count() == 1


def test_a_lost_update_is_refused(alice: Program) -> None:
    made = alice.post("labels/", {"name": "attack"})
    path = f"labels/{made.json()['id']}/"
    assert alice.get(path)["ETag"] == made["ETag"]
    assert alice.patch(path, {"name": "violence"}, If_Match=made["ETag"]).status_code == 200
    assert alice.patch(path, {"name": "war"}, If_Match=made["ETag"]).status_code == 412


def test_an_answer_can_be_sent_back(alice: Program) -> None:
    made = alice.post("labels/", {"name": "attack"}).json()
    assert alice.patch(f"labels/{made['id']}/", made).json() == made

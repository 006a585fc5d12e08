"""Assignments over HTTP."""

from claims.models import Article
from tests.api.programs import Program
from tests.makers import Team


def test_a_reviewer_gives_an_article_to_an_annotator_and_takes_it_back(
    team: Team, alice: Program, article: Article
) -> None:
    bob = Program(team.bob)
    answer = bob.post("assignments/", {"articles": [str(article.pk)], "annotator": "alice"})
    assert answer.status_code == 201
    [made] = answer.json()["assignments"]
    assert (made["annotator"], made["assigned_by"], made["state"], made["kind"]) == ("alice", "bob", "open", "record")
    assert alice.get("articles/?assigned=alice").json()["results"][0]["id"] == str(article.pk)
    assert alice.get("articles/?assigned=none").json()["results"] == []
    assert alice.get(f"assignments/{made['id']}/").json() == made
    assert bob.delete(f"assignments/{made['id']}/").status_code == 204
    assert bob.delete(f"assignments/{made['id']}/").status_code == 404
    assert alice.get("assignments/?state=open").json()["results"] == []
    assert len(alice.get(f"assignments/?state=cancelled&annotator=alice&article={article.pk}").json()["results"]) == 1


def test_an_annotator_takes_articles_but_gives_none_away(team: Team, alice: Program, article: Article) -> None:
    body = {"articles": [str(article.pk)], "annotator": "bob"}
    assert alice.post("assignments/", body).status_code == 403
    assert alice.post("assignments/", body | {"annotator": "nobody"}).status_code == 404
    assert alice.post("assignments/", body | {"annotator": "alice"}).status_code == 201
    made = Program(team.bob).post("assignments/", body).json()["assignments"][0]
    assert alice.delete(f"assignments/{made['id']}/").status_code == 403
    assert alice.post("assignments/", {"articles": [], "annotator": "alice"}).status_code == 422
    assert alice.get("assignments/?state=odd").status_code == 422

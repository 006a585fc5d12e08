"""New versions of a text over HTTP."""

from claims.models import Article
from tests.api.programs import Program
from tests.makers import FIRE, TEXT, Team, make_claim, spans


def test_a_text_is_brought_a_claim_placed_and_all_of_it_taken_back(
    team: Team, alice: Program, article: Article
) -> None:
    claim = make_claim(article, FIRE, sources=("Seawatch",), by=team.alice)
    path = f"articles/{article.pk}/versions/"
    text = TEXT.replace("two piers on", "three piers on")
    answer = alice.post(path, {"text": text, "captured_from": "https://example.org/"})
    assert answer.status_code == 201
    assert answer.json()["waiting"] == [str(claim.pk)]
    assert (answer.json()["version"]["number"], answer.json()["moved"]) == (2, 0)
    assert [row["number"] for row in alice.get(path).json()["results"]] == [2, 1]
    assert alice.post(path, {"text": text}).status_code == 409
    waiting = alice.get(f"claims/{claim.pk}/").json()
    assert (waiting["anchor"], waiting["quote"]) == ("needs_reanchor", FIRE)
    [span] = spans(text, "A fire destroyed three piers")
    place = {"spans": [{"start": span.start, "end": span.end, "exact": "no such words"}]}
    assert alice.post(f"claims/{claim.pk}/place/", place).status_code == 422
    place["spans"][0]["exact"] = span.exact or ""
    placed = alice.post(f"claims/{claim.pk}/place/", place).json()
    assert (placed["anchor"], placed["quote"], placed["version"]) == (
        "anchored", span.exact, answer.json()["version"]["id"],
    )  # fmt: skip
    assert alice.post(f"claims/{claim.pk}/place/", place).status_code == 404
    back = alice.post(f"{path}undo/").json()
    assert (back["version"]["number"], back["moved"]) == (1, 1)
    assert alice.get(f"claims/{claim.pk}/").json()["quote"] == FIRE
    assert alice.post(f"{path}undo/").status_code == 422

"""Propositions over HTTP."""

from claims.models import Article
from tests.api.programs import Program, claim_body, fields


def test_a_statement_is_made_and_claims_are_judged_to_make_it(alice: Program, article: Article) -> None:
    answer = alice.post("propositions/", {"text": "The Guard set the fire."})
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["text"], made["claims"]) == ("The Guard set the fire.", 0)
    by_id = alice.post("claims/", claim_body(article.pk, proposition=made["id"])).json()
    by_text = alice.post("claims/", claim_body(article.pk, proposition="The Guard set the fire.")).json()
    assert by_id["proposition"] == by_text["proposition"] == made["id"]
    assert alice.get(f"propositions/{made['id']}/").json() == made | {"claims": 2}
    assert alice.get("propositions/", q="set the").json()["results"] == [made | {"claims": 2}]
    assert len(alice.get("claims/", proposition=made["id"]).json()["results"]) == 2


def test_a_statement_needs_a_text(alice: Program) -> None:
    for text in ("", "   ", None, 7, "x" * 1001):
        assert fields(alice.post("propositions/", {"text": text})) == ["text"]

"""Propositions over HTTP."""

from typing import Any

from claims.models import Article
from tests.api.programs import NOBODY, Program, claim_body, fields


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


def make(alice: Program, text: str) -> Any:
    return alice.post("propositions/", {"text": text}).json()


def test_a_statement_is_reworded_by_those_who_saw_its_latest_state(alice: Program) -> None:
    made = make(alice, "Two piers burned")
    path = f"propositions/{made['id']}/"
    seen = alice.get(path)["ETag"]
    changed = alice.patch(path, {"text": "Two piers burned down", "note": "By Monday."}, If_Match=seen)
    assert (changed.status_code, changed.json()["text"], changed.json()["note"]) == (
        200, "Two piers burned down", "By Monday.",
    )  # fmt: skip
    late = alice.patch(path, {"text": "x"}, If_Match=seen)
    assert (late.status_code, late.json()["current"]["text"]) == (412, "Two piers burned down")
    assert alice.patch(path, {"note": None}).json()["note"] == ""
    assert fields(alice.patch(path, {"text": " "})) == ["text"]
    assert fields(alice.patch(path, {"words": "x"})) == ["words"]


def test_statements_are_related_and_both_ends_say_so(alice: Program) -> None:
    one, two = make(alice, "One"), make(alice, "Two")
    path = f"propositions/{one['id']}/relations/"
    made = alice.post(path, {"kind": "contradicts", "target": two["id"]})
    assert made.status_code == 201
    assert made.json()["target"] == {"id": two["id"], "text": "Two"}
    for end in (one, two):
        assert alice.get(f"propositions/{end['id']}/relations/").json()["results"] == [made.json()]
    assert alice.post(path, {"kind": "contradicts", "target": two["id"]}).status_code == 409
    assert alice.post(path, {"kind": "supports", "target": one["id"]}).status_code == 409
    assert fields(alice.post(path, {"kind": "hates", "target": two["id"]})) == ["kind"]
    assert fields(alice.post(path, {"kind": "supports", "target": NOBODY})) == ["target"]
    assert alice.delete(f"{path}{made.json()['id']}/").status_code == 204
    assert alice.delete(f"{path}{made.json()['id']}/").status_code == 404
    assert alice.get(path).json()["results"] == []


def test_merged_statements_are_one_and_come_apart_after_later_edits(alice: Program, article: Article) -> None:
    one, two, third = (make(alice, words) for words in ("One", "Two", "Three"))
    alice.post("claims/", claim_body(article.pk, proposition=one["id"]))
    alice.post(f"propositions/{one['id']}/relations/", {"kind": "supports", "target": third["id"]})
    merged = alice.post(f"propositions/{one['id']}/merge/", {"into": two["id"]})
    assert (merged.status_code, merged.json()["merged_into"]) == (200, two["id"])
    assert alice.get(f"propositions/{two['id']}/").json()["claims"] == 1
    [relation] = alice.get(f"propositions/{two['id']}/relations/").json()["results"]
    assert (relation["proposition"]["text"], relation["target"]["text"]) == ("Two", "Three")
    assert [row["text"] for row in alice.get("propositions/").json()["results"]] == ["Three", "Two"]
    alice.patch(f"propositions/{two['id']}/", {"text": "Both"})
    back = alice.post(f"propositions/{one['id']}/unmerge/")
    assert (back.status_code, back.json()["merged_into"], back.json()["claims"]) == (200, None, 1)
    assert alice.get(f"propositions/{two['id']}/").json()["claims"] == 0


def test_what_cannot_be_merged_is_refused_in_a_sentence(alice: Program) -> None:
    one, two = make(alice, "One"), make(alice, "Two")
    path = f"propositions/{one['id']}/"
    assert alice.post(f"{path}merge/", {"into": one["id"]}).status_code == 409
    assert alice.post(f"{path}unmerge/").status_code == 409
    assert fields(alice.post(f"{path}merge/", {"into": NOBODY})) == ["into"]
    seen = alice.get(path)["ETag"]
    alice.patch(path, {"note": "Read again."})
    assert alice.post(f"{path}merge/", {"into": two["id"]}, If_Match=seen).status_code == 412
    alice.post(f"{path}merge/", {"into": two["id"]}, If_Match=alice.get(path)["ETag"])
    assert alice.post(f"{path}unmerge/", If_Match=seen).status_code == 412
    assert alice.post(f"propositions/{two['id']}/merge/", {"into": one["id"]}).status_code == 409
    assert alice.patch(path, {"text": "x"}).status_code == 409


def test_claims_are_split_off_into_a_new_statement_or_one_that_is_there(alice: Program, article: Article) -> None:
    one = make(alice, "One")
    claims = [alice.post("claims/", claim_body(article.pk, proposition=one["id"])).json()["id"] for _ in range(3)]
    path = f"propositions/{one['id']}/split/"
    made = alice.post(path, {"claims": claims[:1], "text": "Another"})
    assert (made.status_code, made.json()["text"], made.json()["claims"]) == (200, "Another", 1)
    event = {"event": made.json()["event"]}
    late = alice.post(f"propositions/{one['id']}/unsplit/", event, If_Match='"99-0"')
    assert (late.status_code, alice.get(f"propositions/{one['id']}/").json()["claims"]) == (412, 2)
    seen = alice.get(f"propositions/{one['id']}/")["ETag"]
    back = alice.post(f"propositions/{one['id']}/unsplit/", event, If_Match=seen)
    assert (back.status_code, back.json()["claims"]) == (200, 3)
    assert alice.post(f"propositions/{one['id']}/unsplit/", event).status_code == 409
    assert alice.post(path, {"claims": claims[:1], "text": "x"}, If_Match='"99-0"').status_code == 412
    made = alice.post(path, {"claims": claims[:1], "into": made.json()["id"]}, If_Match=seen)
    moved = alice.post(path, {"claims": claims[1:2], "into": made.json()["id"]})
    assert moved.json()["claims"] == 2
    assert alice.get(f"propositions/{one['id']}/").json()["claims"] == 1
    assert alice.post(path, {"claims": claims[:1], "text": "Again"}).status_code == 409
    for body in (
        {"claims": claims[2:]},
        {"claims": claims[2:], "text": "x", "into": made.json()["id"]},
        {"claims": claims[2:], "into": NOBODY},
    ):
        assert fields(alice.post(path, body)) == ["into"]
    assert fields(alice.post(path, {"claims": [NOBODY], "text": "x"})) == ["claims"]
    assert fields(alice.post(path, {"claims": [], "text": "x"})) == ["claims"]


def test_claims_that_may_say_the_same_are_proposed_with_a_reason(alice: Program, article: Article) -> None:
    one = make(alice, "The Harbour Guard set the fire")
    assert alice.get(f"propositions/{NOBODY}/candidates/").status_code == 404
    claim = alice.post("claims/", claim_body(article.pk)).json()
    [found] = alice.get(f"propositions/{one['id']}/candidates/").json()["results"]
    assert found["claim"] == claim
    assert found["why"] == "shares ‘Harbour Guard set the fire’"
    other = alice.post("claims/", claim_body(article.pk)).json()
    assert [row["claim"]["id"] for row in alice.get(f"claims/{claim['id']}/candidates/").json()["results"]] == [
        other["id"]
    ]

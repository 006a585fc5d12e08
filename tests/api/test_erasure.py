"""Takedowns, erasures and seals over HTTP."""

from claims.models import Article
from claims.services import audit
from tests.api.programs import NOBODY, Program, claim_body, fields
from tests.makers import GUARD, TITLE, Team


def test_an_article_that_was_taken_down_is_gone_and_says_why(team: Team, alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    adam = Program(team.adam)
    taken = adam.post(f"articles/{article.pk}/take-down/", {"reason": "A court ordered it."})
    assert taken.status_code == 201
    assert (taken.json()["action"], taken.json()["object"]) == ("article.take_down", str(article.pk))
    for answer in (
        alice.get(f"articles/{article.pk}/"),
        alice.get(f"articles/{article.pk}/", withdrawn="true"),
        alice.get(f"articles/{article.pk}/annotations/"),
        alice.post(f"articles/{article.pk}/restore/"),
        alice.get(f"claims/{claim}/"),
        alice.get(f"claims/{claim}/", withdrawn="true"),
        alice.patch(f"claims/{claim}/", {"note": "x"}),
        alice.post(f"claims/{claim}/restore/"),
        alice.delete(f"articles/{article.pk}/"),
    ):
        assert answer.status_code == 410
        assert answer.json()["errors"][0]["code"] == "taken_down"
        assert answer.json()["detail"].endswith("by adam: A court ordered it.")
    assert adam.post(f"articles/{article.pk}/take-down/", {"reason": "Again."}).status_code == 409
    told = alice.get(f"audit/{taken.json()['id']}/").json()
    assert told["after"]["reason"] == "A court ordered it."
    erased = alice.get(f"audit/{told['after']['events'][0]}/").json()
    assert (erased["erased"], erased["after"], erased["salt"]) == (True, None, "")


def test_no_list_search_or_export_holds_a_word_of_it(team: Team, alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    asked = [
        "articles/", "articles/?q=piers", "claims/", "claims/?q=Harbour", f"claims/{claim}/history/", "audit/",
        f"audit/?object={claim}", "versions/", "propositions/", "sets/", "exports/claims.csv",
        "exports/attributions.csv", "exports/articles.csv",
    ]  # fmt: skip
    before = "".join(content(alice.get(path)) for path in asked)
    assert TITLE in before
    assert GUARD in before
    Program(team.adam).post(f"articles/{article.pk}/take-down/", {"reason": "Asked to."})
    after = "".join(content(alice.get(path)) for path in asked)
    assert "piers" not in after
    assert GUARD not in after


def content(answer: object) -> str:
    assert answer.status_code == 200  # type: ignore[attr-defined]  # an answer of the test client
    body = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    return bytes(body).decode()


def test_what_events_hold_is_erased(team: Team, alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk, note="a name")).json()["id"]
    [event] = alice.get("audit/", object=claim).json()["results"]
    adam = Program(team.adam)
    erased = adam.post("audit/erase/", {"events": [event["id"]], "reason": "Asked to."})
    assert (erased.status_code, erased.json()["action"]) == (201, "audit.erase")
    assert alice.get(f"audit/{event['id']}/").json()["erased"]
    assert alice.get(f"claims/{claim}/").json()["note"] == "a name"
    assert adam.post("audit/erase/", {"object": claim, "reason": "Asked to."}).status_code == 404
    assert adam.post("audit/erase/", {"events": [NOBODY], "reason": "Asked to."}).status_code == 404
    assert fields(adam.post("audit/erase/", {"reason": "Asked to."})) == ["events"]
    assert fields(adam.post("audit/erase/", {"object": claim})) == ["reason"]
    assert fields(adam.post("audit/erase/", {"object": claim, "reason": " "})) == ["reason"]
    assert fields(adam.post(f"articles/{article.pk}/take-down/", {})) == ["reason"]


def test_seals_are_listed_as_they_are_noted(team: Team, alice: Program, article: Article) -> None:
    first = audit.seal(team.workspace)
    alice.post("claims/", claim_body(article.pk))
    second = audit.seal(team.workspace)
    assert first is not None
    assert second is not None
    listed = alice.get("audit/seals/").json()["results"]
    assert [row["noted"] for row in listed] == [
        f"desk:{seal.number}:{bytes(seal.hash).hex()}" for seal in (second, first)
    ]
    assert listed[0]["previous_hash"] == listed[1]["hash"]
    assert listed[0]["events"] == len(second.events)

"""Claims over HTTP: making, reading, changing, withdrawing."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, AuditEvent, Claim
from tests import makers
from tests.api.programs import NOBODY, OWN_WORDS, Program, claim_body, fields, span
from tests.makers import FIRE, GUARD, TEXT, Team


def test_it_makes_a_claim_with_its_chain_in_one_request(alice: Program, article: Article) -> None:
    answer = alice.post("claims/", claim_body(article.pk))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["quote"] == GUARD
    assert made["url"] == f"http://testserver/w/desk/claims/{made['id']}/"
    assert answer["Location"] == f"http://testserver/api/v1/workspaces/desk/claims/{made['id']}/"
    assert answer["ETag"].startswith('"1-')
    assert [origin["name"] for origin in made["origins"]] == ["Harbour Guard"]
    first, second = made["chains"][0]["attributions"]
    assert first["cue_spans"] == [span("said")]
    assert (first["position"], second["position"]) == (1, 2)
    assert (first["stance"], second["stance"], second["certainty"]) == ("relays", "asserts", "certain")
    assert alice.get(f"claims/{made['id']}/").json() == made
    assert alice.get("claims/", source="seawatch").json()["results"] == [made]


def test_what_is_left_out_or_null_gets_its_default(alice: Program, article: Article) -> None:
    bare = {"article": str(article.pk), "spans": [{"start": 0, "end": 3}], "chains": [{"lineage": "none_given"}]}
    nulls = dict.fromkeys(("set", "quotation", "polarity", "labels", "note", "status", "proposition"))
    for body in (bare, bare | nulls):
        made = alice.post("claims/", body).json()
        found = {name: made[name] for name in ("quotation", "polarity", "labels", "note", "status", "proposition")}
        assert found == {
            "quotation": "indirect", "polarity": "affirmed", "labels": [], "note": "", "status": "draft",
            "proposition": None,
        }  # fmt: skip
        assert made["set"] == str(article.sets.get().pk)


def test_a_version_stands_for_its_article(alice: Program, article: Article) -> None:
    body = claim_body(article.pk)
    del body["article"]
    assert alice.post("claims/", body | {"version": str(article.current_version_id)}).status_code == 201
    assert fields(alice.post("claims/", body)) == ["article"]
    assert fields(alice.post("claims/", body | {"version": NOBODY})) == ["version"]


def test_an_answer_can_be_sent_back_as_it_is(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk, proposition="The Guard did it", note=" kept ")).json()
    answer = alice.put(f"claims/{made['id']}/", made)
    assert answer.status_code == 200, answer.content
    again = answer.json()
    assert again["revision"] == made["revision"] + 1
    changing = ("revision", "updated_at")
    assert {k: v for k, v in again.items() if k not in changing} == {k: v for k, v in made.items() if k not in changing}
    copied = alice.post("claims/", made).json()
    assert copied["id"] != made["id"]
    assert [hop["source"] for hop in copied["chains"][0]["attributions"]] == [
        hop["source"] for hop in made["chains"][0]["attributions"]
    ]


def test_sources_resolve_by_name_and_are_made_once(alice: Program, article: Article) -> None:
    first = alice.post("claims/", claim_body(article.pk)).json()
    second = alice.post("claims/", claim_body(article.pk)).json()
    assert first["origins"] == second["origins"]


def test_a_hop_may_name_its_source_by_id_or_have_none(alice: Program, team: Team, article: Article) -> None:
    source = makers.make_source(team.workspace, "Port Authority")
    chains = [{"attributions": [{"source": str(source.pk)}]}, {"attributions": [{"source": None}]}]
    made = alice.post("claims/", claim_body(article.pk, chains=chains)).json()
    assert made["chains"][0]["attributions"][0]["source"]["name"] == "Port Authority"
    assert made["chains"][1]["attributions"][0]["source"] is None
    assert [chain["lineage"] for chain in made["chains"]] == ["complete", "complete"]


def test_a_name_of_two_sources_is_refused_with_both(alice: Program, team: Team, article: Article) -> None:
    both = [makers.make_source(team.workspace, "The Guard") for _ in range(2)]
    chains = [{"attributions": [{"source": {"name": "the guard"}}]}]
    answer = alice.post("claims/", claim_body(article.pk, chains=chains))
    assert answer.status_code == 422
    assert fields(answer) == ["chains[0].attributions[0].source"]
    assert all(str(source.pk) in answer.json()["detail"] for source in both)


WRONG: list[tuple[dict[str, Any], str | None, str]] = [
    ({"spans": [{"start": 0, "end": 9, "exact": "something"}]}, "spans", "stands “Two piers”, not “something”"),
    ({"spans": [{"start": 0, "end": 10_000}]}, "spans", "outside the text"),
    ({"spans": [{"start": 5, "end": 5}]}, "spans", "empty"),
    ({"spans": [{"start": -1, "end": 5}]}, "spans[0].start", "greater than or equal to 0"),
    ({"spans": [{"start": 0, "end": 9}, {"start": 5, "end": 12}]}, "spans", "overlap"),
    ({"spans": []}, "spans", "empty"),
    ({"spans": [{"start": True, "end": 5}]}, "spans[0].start", "whole number"),
    ({"spans": [{"start": "0", "end": 5}]}, "spans[0].start", "whole number"),
    ({"spans": [{"start": 0, "end": 10**30}]}, "spans[0].end", "less than or equal"),
    ({"spans": [{"start": 0, "end": 9, "exact": 7}]}, "spans[0].exact", "must be text"),
    ({"spans": {"start": 0, "end": 9}}, "spans", "list"),
    ({"chains": []}, "chains", "none_given"),
    ({"chains": None}, "chains", "null"),
    ({"chains": [{"lineage": "complete", "attributions": []}]}, "chains[0].attributions", "at least one step"),
    ({"chains": [{"lineage": "half", "attributions": []}]}, "chains[0].lineage", "unknown_beyond, none_given"),
    ({"chains": [{"attributions": [{"source": NOBODY}]}]}, "chains[0].attributions[0].source", "no source"),
    ({"chains": [{"attributions": [{"source": "SITE"}]}]}, "chains[0].attributions[0].source", "UUID"),
    ({"chains": [{"attributions": [{"source": {}}]}]}, "chains[0].attributions[0].source", "needs a name"),
    ({"chains": [{"attributions": [{"source": {"name": "A", "knd": "person"}}]}]},
     "chains[0].attributions[0].source.knd", "not known"),
    ({"chains": [{"attributions": [{"source": {"name": "A"}}, {"source": {"name": "a"}}]}]},
     "chains[0].attributions[1].source", "cite itself"),
    ({"chains": [{"attributions": [{"said": "yesterday"}]}]}, "chains[0].attributions[0].said", "yesterday"),
    ({"quotation": "loud"}, "quotation", "direct, indirect, mixed, none"),
    ({"labels": "attack"}, "labels", "list"),
    ({"labels": [7]}, "labels[0]", "must be text"),
    ({"labels": [NOBODY]}, "labels", "no label"),
    ({"note": "a\0b"}, "note", "Null characters"),
    ({"note": "x" * 60_000}, "note", "at most 50000"),
    ({"proposition": NOBODY}, "proposition", "no statement"),
    ({"set": "mine"}, "set", "UUID"),
    ({"set": NOBODY}, "set", "no annotation set"),
    ({"article": NOBODY}, "article", "no article"),
    ({"article": "seven"}, "article", "UUID"),
    ({"qoutation": "direct"}, "qoutation", "not known here"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "field", "sentence"), WRONG)
def test_it_says_what_is_wrong_and_where(
    alice: Program, article: Article, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    answer = alice.post("claims/", claim_body(article.pk) | wrong)
    assert answer.status_code == 422, answer.content
    assert fields(answer) == [field]
    assert sentence in answer.json()["errors"][0]["detail"]
    assert not Claim.objects.exists()


def test_a_claim_without_chains_is_told_how_to_say_own_words(alice: Program, article: Article) -> None:
    body = claim_body(article.pk)
    del body["chains"]
    answer = alice.post("claims/", body)
    assert fields(answer) == ["chains"]
    assert "none_given" in answer.json()["detail"]


def test_half_of_a_surrogate_pair_is_refused(alice: Program, article: Article) -> None:
    raw = json.dumps(claim_body(article.pk, note="half")).replace('"half"', '"\\ud800"')
    assert fields(alice.post("claims/", raw)) == ["note"]
    named = json.dumps(claim_body(article.pk, note="half")).replace('"note"', '"\\ud800"')
    assert alice.post("claims/", named).status_code == 422


@pytest.mark.parametrize("body", ["[]", "7", '"text"', "null", "true"])
def test_a_body_that_is_no_object_is_refused(alice: Program, body: str) -> None:
    assert alice.post("claims/", body).status_code == 422


def test_what_is_of_another_workspace_does_not_exist(alice: Program, team: Team, article: Article) -> None:
    theirs = makers.make_article(team.elsewhere, publisher="Elsewhere Herald")
    source = theirs.publisher
    assert source is not None
    claim = makers.make_claim(theirs)
    assert fields(alice.post("claims/", claim_body(theirs.pk))) == ["article"]
    assert fields(alice.post("claims/", claim_body(article.pk, version=str(theirs.current_version_id)))) == ["version"]
    assert fields(alice.post("claims/", claim_body(article.pk, set=str(theirs.sets.get().pk)))) == ["set"]
    chains = [{"attributions": [{"source": str(source.pk)}]}]
    answer = alice.post("claims/", claim_body(article.pk, chains=chains))
    assert fields(answer) == ["chains[0].attributions[0].source"]
    assert "Elsewhere Herald" not in answer.content.decode()
    hop = [{"attributions": [{"upstream_article": str(theirs.pk)}]}]
    assert alice.post("claims/", claim_body(article.pk, chains=hop)).status_code == 422
    for method in ("get", "patch", "put", "delete"):
        assert alice.send(method, f"claims/{claim.pk}/", {}).status_code == 404


def test_a_patch_changes_what_is_sent_and_nothing_else(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk, note="first", proposition="The Guard did it")).json()
    answer = alice.patch(f"claims/{made['id']}/", {"note": "second", "status": "submitted"})
    assert answer.status_code == 200, answer.content
    changed = {name for name, value in answer.json().items() if value != made[name]}
    assert changed == {"note", "status", "revision", "updated_at"}
    emptied = alice.patch(f"claims/{made['id']}/", {"note": None, "proposition": None, "labels": None}).json()
    assert (emptied["note"], emptied["proposition"], emptied["labels"]) == ("", None, [])


def test_parts_of_a_chain_that_is_sent_whole_keep_their_ids(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk)).json()
    chains = made["chains"]
    chains[0]["attributions"][1]["certainty"] = "possible"
    chains[0]["attributions"].append({"source": {"name": "A sailor"}})
    after = alice.patch(f"claims/{made['id']}/", {"chains": chains}).json()["chains"]
    assert [hop["id"] for hop in after[0]["attributions"][:2]] == [hop["id"] for hop in chains[0]["attributions"][:2]]
    assert after[0]["attributions"][1]["certainty"] == "possible"


@pytest.mark.parametrize("field", ["article", "version", "set"])
def test_a_claim_stays_in_its_place(alice: Program, article: Article, field: str) -> None:
    made = alice.post("claims/", claim_body(article.pk)).json()
    answer = alice.patch(f"claims/{made['id']}/", {field: NOBODY})
    assert fields(answer) == [field]


def test_a_lost_update_is_refused(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk))
    path = f"claims/{made.json()['id']}/"
    first = alice.patch(path, {"note": "mine"}, If_Match=made["ETag"])
    assert first.status_code == 200
    late = alice.patch(path, {"note": "late"}, If_Match=made["ETag"])
    assert (late.status_code, late.json()["errors"][0]["code"]) == (412, "stale")
    assert alice.delete(path, If_Match=made["ETag"]).status_code == 412
    assert alice.patch(path, {"note": "again"}, If_Match='"2"').status_code == 200
    assert alice.patch(path, {"note": "any"}, If_Match="*").status_code == 200
    assert alice.patch(path, {"note": "?"}, If_Match='"x"').status_code == 412


def test_a_late_write_is_refused_with_what_stands_there_now(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk))
    path = f"claims/{made.json()['id']}/"
    alice.patch(path, {"note": "theirs"})
    for late in (
        alice.patch(path, {"note": "late"}, If_Match=made["ETag"]),
        alice.put(path, claim_body(article.pk), If_Match=made["ETag"]),
        alice.delete(path, If_Match=made["ETag"]),
        alice.patch(path, {"note": "late"}, If_Match=made["ETag"], Idempotency_Key="late"),
    ):
        assert late.status_code == 412
        assert late.json()["current"] == alice.get(path).json()
        assert late.json()["current"]["note"] == "theirs"
        assert late["ETag"] == alice.get(path)["ETag"]
    assert alice.patch(path, {"note": "mine"}, If_Match=late["ETag"]).status_code == 200
    paper = alice.patch(f"articles/{article.pk}/", {"byline": "late"}, If_Match='"0"')
    assert (paper.status_code, paper.json()["current"]["byline"]) == (412, "")


def test_an_unchanged_claim_is_not_sent_again(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk))
    path = f"/api/v1/workspaces/desk/claims/{made.json()['id']}/"
    same = alice.client.get(path, headers={"If-None-Match": made["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    source = made.json()["origins"][0]["id"]
    assert alice.patch(f"sources/{source}/", {"name": "Harbour Guard (armed wing)"}).status_code == 200
    assert alice.client.get(path, headers={"If-None-Match": made["ETag"]}).status_code == 200


def test_a_withdrawn_claim_leaves_the_lists_and_comes_back(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk)).json()
    path = f"claims/{made['id']}/"
    gone = alice.delete(path)
    assert (gone.status_code, gone.content) == (204, b"")
    assert alice.get(path).status_code == 404
    assert alice.get(path, withdrawn="true").json()["withdrawn"] is True
    assert alice.get("claims/").json()["results"] == []
    assert alice.delete(path).status_code == 404
    assert alice.post(f"{path}restore/").json()["withdrawn"] is False
    assert alice.post(f"{path}restore/").status_code == 404
    assert alice.get(path).status_code == 200


def test_the_history_tells_of_single_and_bulk_changes(alice: Program, article: Article) -> None:
    one, two = (alice.post("claims/", claim_body(article.pk)).json()["id"] for _ in range(2))
    alice.patch(f"claims/{one}/", {"note": "changed"})
    alice.patch("claims/bulk/", {"ids": [one, two], "set": {"status": "accepted"}})
    alice.delete(f"claims/{two}/")
    actions = [event["action"] for event in alice.get(f"claims/{one}/history/").json()["results"]]
    assert actions == ["claim.revise", "claim.revise", "claim.make"]


def test_each_write_has_one_event(alice: Program, article: Article) -> None:
    before = AuditEvent.objects.count()
    made = alice.post("claims/", claim_body(article.pk)).json()
    alice.patch(f"claims/{made['id']}/", {"note": "x"})
    alice.delete(f"claims/{made['id']}/")
    assert AuditEvent.objects.count() == before + 3


FOUND: list[dict[str, Any]] = [
    {"source": "Seawatch"}, {"origin": "harbour guard"}, {"publisher": "Ellery Courier"}, {"label": "ATTACK"},
    {"kind": "armed_group"}, {"identifiability": "named"}, {"stance": "relays"}, {"certainty": "certain"},
    {"verification": "not_stated"}, {"lineage": "complete"}, {"status": "draft"}, {"annotator": "alice"},
    {"set": "record"}, {"proposition": "none"}, {"quotation": "indirect"}, {"language": "en"}, {"hops_min": 2},
    {"published_after": "2021-08-27"}, {"published_before": "2021-08"}, {"updated_since": "2021-01-01"},
    {"q": "guard fire"}, {"family": "Harbour Guard"}, {"status": ["draft", "accepted"]},
    {"source": "Seawatch", "stance": "relays"},
]  # fmt: skip
NOT_FOUND: list[dict[str, Any]] = [
    {"source": "Nobody"}, {"origin": "Seawatch"}, {"label": "other"}, {"status": "accepted"}, {"hops_min": 3},
    {"published_after": "2021-08-28"}, {"q": "submarine"}, {"set": "blind"},
    {"source": "Seawatch", "stance": "asserts"}, {"article": NOBODY}, {"updated_since": "2999"},
]  # fmt: skip


@pytest.mark.parametrize("asked", FOUND, ids=str)
def test_a_filter_finds(alice: Program, article: Article, asked: dict[str, Any]) -> None:
    alice.post("claims/", claim_body(article.pk))
    assert len(alice.get("claims/", **asked).json()["results"]) == 1


@pytest.mark.parametrize("asked", NOT_FOUND, ids=str)
def test_a_filter_leaves_out(alice: Program, article: Article, asked: dict[str, Any]) -> None:
    alice.post("claims/", claim_body(article.pk))
    assert alice.get("claims/", **asked).json()["results"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", "done"), ("hops_min", "two"), ("article", "7"), ("published_after", "soon"), ("set", "yours")],
)
def test_a_filter_that_cannot_be_understood_is_refused(alice: Program, name: str, value: str) -> None:
    answer = alice.get("claims/", **{name: value})
    assert (answer.status_code, fields(answer)) == (422, [name])


def test_a_list_costs_the_same_queries_for_one_row_and_for_ten(alice: Program, team: Team, article: Article) -> None:
    costs = []
    for claims in (1, 9):
        for _ in range(claims):
            makers.make_claim(article, FIRE, sources=["Seawatch", "Harbour Guard"], by=team.alice)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            alice.get("claims/", source="Seawatch", label="x")
            alice.get("claims/", count="true")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_writing_a_claim_costs_the_same_whatever_the_chain(alice: Program, article: Article) -> None:
    hops = [{"source": {"name": f"Source {number}"}} for number in range(10)]
    costs = []
    for chain in (hops[:2], hops):
        body = claim_body(article.pk, chains=[{"attributions": chain}])
        alice.post("claims/", body)
        with CaptureQueriesContext(connection) as queries:
            assert alice.post("claims/", body).status_code == 201
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_own_words_are_a_chain_of_their_own(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk, chains=OWN_WORDS)).json()
    assert [(chain["lineage"], chain["attributions"]) for chain in made["chains"]] == [("none_given", [])]
    assert made["origins"] == []


def test_parts_of_a_claim_may_stand_apart_and_in_any_order(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk, spans=[span("nobody was hurt"), span(FIRE)])).json()
    assert made["quote"] == f"{FIRE} […] nobody was hurt"
    assert [part["exact"] for part in made["spans"]] == [FIRE, "nobody was hurt"]
    assert TEXT[made["spans"][0]["start"] :].startswith(FIRE)

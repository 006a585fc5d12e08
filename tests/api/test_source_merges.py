"""Merging and splitting sources over HTTP."""

from typing import Any

import pytest

from claims.models import Article
from tests.api.programs import NOBODY, Program, claim_body, fields


@pytest.fixture
def isis(alice: Program) -> str:
    return alice.post("sources/", {"name": "ISIS"}).json()["id"]  # type: ignore[no-any-return]


@pytest.fixture
def isil(alice: Program) -> str:
    return alice.post("sources/", {"name": "ISIL"}).json()["id"]  # type: ignore[no-any-return]


def test_a_source_is_merged_and_the_merge_taken_back(alice: Program, isis: str, isil: str) -> None:
    merged = alice.post(f"sources/{isil}/merge/", {"into": isis})
    assert (merged.status_code, merged.json()["merged_into"]) == (200, isis)
    standing = alice.get(f"sources/{isis}/").json()
    assert standing["merged"] == [{"id": isil, "name": "ISIL"}]
    assert "ISIL" in [alias["text"] for alias in standing["aliases"]]
    assert isil not in [row["id"] for row in alice.get("sources/").json()["results"]]
    [row] = alice.get(f"sources/{isis}/merges/").json()["results"]
    assert (row["source"]["id"], row["into"]["id"], row["made_by"], row["undone_at"]) == (isil, isis, "alice", None)
    undone = alice.post(f"sources/{isil}/unmerge/", {"merge": row["id"]})
    assert (undone.status_code, undone.json()["merged_into"]) == (200, None)
    [row] = alice.get(f"sources/{isil}/merges/").json()["results"]
    assert row["undone_at"] is not None


def test_claims_of_the_merged_one_are_found_at_the_other(
    alice: Program, article: Article, isis: str, isil: str
) -> None:
    chains = [{"lineage": "complete", "attributions": [{"source": isil}]}]
    claim = alice.post("claims/", claim_body(article.pk, chains=chains)).json()
    alice.post(f"sources/{isil}/merge/", {"into": isis})
    [found] = alice.get("claims/", origin=isis).json()["results"]
    assert found["id"] == claim["id"]
    assert found["origins"][0]["name"] == "ISIS"
    again = alice.get("claims/", origin="ISIL").json()["results"]
    assert [row["id"] for row in again] == [claim["id"]]


def test_a_merge_is_undone_after_later_edits(alice: Program, article: Article, isis: str, isil: str) -> None:
    chains = [{"lineage": "complete", "attributions": [{"source": isil}]}]
    before = alice.post("claims/", claim_body(article.pk, chains=chains)).json()["id"]
    alice.post(f"sources/{isil}/merge/", {"into": isis})
    alice.patch(f"sources/{isis}/", {"name": "Islamic State"})
    alice.patch(f"claims/{before}/", {"note": "Read again."})
    since = alice.post("claims/", claim_body(article.pk, chains=chains)).json()["id"]
    assert alice.post(f"sources/{isil}/unmerge/").status_code == 200
    origins = [alice.get(f"claims/{key}/").json()["origins"][0]["name"] for key in (before, since)]
    assert origins[0] == "ISIL"
    assert alice.get(f"sources/{isis}/").json()["name"] == "Islamic State"
    assert [row["id"] for row in alice.get("claims/", origin=isil).json()["results"]][-1] == before
    assert alice.post(f"sources/{isil}/unmerge/").status_code == 409


def test_what_cannot_be_one_is_refused_with_the_reason(alice: Program, isis: str, isil: str) -> None:
    itself = alice.post(f"sources/{isis}/merge/", {"into": isis})
    assert (itself.status_code, fields(itself)) == (409, ["into"])
    alice.post(f"sources/{isil}/relations/", {"kind": "part_of", "target": isis})
    parent = alice.post(f"sources/{isil}/merge/", {"into": isis})
    assert parent.status_code == 409
    assert "“ISIL” is part of “ISIS”" in parent.json()["detail"]
    nobody = alice.post(f"sources/{isil}/merge/", {"into": NOBODY})
    assert (nobody.status_code, fields(nobody)) == (422, ["into"])
    assert alice.post(f"sources/{isil}/unmerge/").status_code == 409
    assert alice.post(f"sources/{isil}/merge/", {}).status_code == 422


def test_a_merge_heeds_etags_and_is_done_once(alice: Program, isis: str, isil: str) -> None:
    tag = alice.get(f"sources/{isil}/")["ETag"]
    alice.patch(f"sources/{isil}/", {"short_name": "IL"})
    assert alice.post(f"sources/{isil}/merge/", {"into": isis}, If_Match=tag).status_code == 412
    first, second = (alice.post(f"sources/{isil}/merge/", {"into": isis}, Idempotency_Key="k") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content


def test_steps_are_split_off_and_put_back(alice: Program, article: Article) -> None:
    claim: Any = alice.post("claims/", claim_body(article.pk)).json()
    step = claim["chains"][0]["attributions"][-1]
    source = step["source"]["id"]
    split = alice.post(f"sources/{source}/split/", {"attributions": [step["id"]], "to": {"name": "Another"}})
    assert split.status_code == 200, split.content
    assert split.json()["attributions"] == [step["id"]]
    assert alice.get(f"claims/{claim['id']}/").json()["origins"][0]["name"] == "Another"
    late = alice.post(f"sources/{source}/unsplit/", {"event": split.json()["event"]}, If_Match='"99-0"')
    assert (late.status_code, alice.get(f"claims/{claim['id']}/").json()["origins"][0]["name"]) == (412, "Another")
    seen = alice.get(f"sources/{source}/")["ETag"]
    back = alice.post(f"sources/{source}/unsplit/", {"event": split.json()["event"]}, If_Match=seen)
    assert back.status_code == 200
    assert alice.get(f"claims/{claim['id']}/").json()["origins"][0]["id"] == source
    assert alice.post(f"sources/{source}/unsplit/", {"event": split.json()["event"]}).status_code == 409
    assert alice.post(f"sources/{source}/split/", {"attributions": [NOBODY], "to": "Another"}).status_code == 404
    assert fields(alice.post(f"sources/{source}/split/", {"attributions": [], "to": "x"})) == ["attributions"]

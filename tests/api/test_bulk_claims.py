"""Many claims in one request."""

from typing import Any

import pytest

from claims.models import Article, AuditEvent, Claim, Source
from tests.api.programs import NOBODY, Program, claim_body, fields
from tests.makers import Team


@pytest.mark.parametrize("wrapped", [True, False])
def test_it_makes_all_claims_in_order_with_one_event(alice: Program, article: Article, wrapped: bool) -> None:
    bodies = [claim_body(article.pk, note=str(number)) for number in range(20)]
    before = AuditEvent.objects.count()
    answer = alice.post("claims/bulk/", {"claims": bodies} if wrapped else bodies)
    assert answer.status_code == 201, answer.content
    assert [claim["note"] for claim in answer.json()["claims"]] == [str(number) for number in range(20)]
    assert all(claim["url"].endswith(f"/w/desk/claims/{claim['id']}/") for claim in answer.json()["claims"])
    assert AuditEvent.objects.count() == before + 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quotation": "loud"}, "rows[6].quotation"),
        ({"spans": [{"start": 0, "end": 100_000}]}, "rows[6]"),
        ({"article": NOBODY}, "rows[6].article"),
        ({"chains": [{"attributions": [{"source": NOBODY}]}]}, "rows[6]"),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_saved(
    alice: Program, article: Article, wrong: dict[str, Any], field: str
) -> None:
    bodies = [claim_body(article.pk) for _ in range(10)]
    bodies[6] |= wrong
    sources = Source.objects.count()
    answer = alice.post("claims/bulk/", bodies)
    assert (answer.status_code, fields(answer)) == (422, [field])
    assert "Row 7" in answer.json()["errors"][0]["detail"]
    assert not Claim.objects.exists()
    assert Source.objects.count() == sources


def test_every_bad_row_is_named(alice: Program, article: Article) -> None:
    bodies = [claim_body(article.pk) for _ in range(10)]
    bodies[2] |= {"spans": [{"start": 0, "end": 9, "exact": "not these"}]}
    bodies[8] |= {"spans": [{"start": 9, "end": 9}]}
    assert fields(alice.post("claims/bulk/", bodies)) == ["rows[2]", "rows[8]"]


@pytest.mark.parametrize("body", [[], {"claims": []}, {"claims": {}}, {}, {"claim": []}, "text"])
def test_it_needs_a_list(alice: Program, body: Any) -> None:
    assert alice.post("claims/bulk/", body).status_code in (400, 422)


def test_more_than_a_thousand_are_refused(alice: Program, article: Article) -> None:
    answer = alice.post("claims/bulk/", [claim_body(article.pk)] * 1001)
    assert answer.status_code == 422
    assert "1000" in answer.json()["detail"]


def test_it_changes_many_claims_alike(alice: Program, article: Article) -> None:
    made = alice.post("claims/bulk/", [claim_body(article.pk), claim_body(article.pk, labels=["attack", "fire"])])
    ids = [claim["id"] for claim in made.json()["claims"]]
    changes = {"status": "accepted", "labels_add": ["checked"], "labels_remove": ["ATTACK"]}
    answer = alice.patch("claims/bulk/", {"ids": ids, "set": changes})
    assert answer.status_code == 200, answer.content
    after = answer.json()["claims"]
    assert [claim["labels"] for claim in after] == [["checked"], ["checked", "fire"]]
    assert {claim["status"] for claim in after} == {"accepted"}


def test_a_claim_of_nobody_stops_the_change_of_all(alice: Program, team: Team, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk)).json()["id"]
    ids = [made, NOBODY]
    assert alice.patch("claims/bulk/", {"ids": ids, "set": {"status": "accepted"}}).status_code == 404
    assert alice.get(f"claims/{made}/").json()["status"] == "draft"

"""Two people save the same claim: the second one sees both versions, and can keep either without losing anything."""

from typing import Any

import pytest

from claims.models import Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from tests.makers import FIRE, TEXT, Team, make_article, make_claim
from tests.web.browsers import Browser

FIELDS = {
    "quotation": "indirect",
    "polarity": "affirmed",
    "status": "draft",
    "labels": "fire",
    "note": "",
    "proposition": "",
}


@pytest.fixture
def claim(team: Team) -> Claim:
    return make_claim(make_article(team.workspace), sources=("Seawatch", "Guard"), labels=("fire",), by=team.alice)


def now(claim: Claim) -> ClaimDocument:
    return documents_of(claim.workspace, [claim.pk])[0]


def save(browser: Browser, claim: Claim, **changed: str) -> Browser:
    return browser.send("claim-edit", claim.pk, **{**FIELDS, "revision": "1", **changed})


def again(browser: Browser, page: str, *keys: object) -> Browser:
    """Presses the button that keeps mine: sends what the page has kept for it."""
    return browser.send(page, *keys, **kept(browser))


def kept(browser: Browser) -> dict[str, Any]:
    conflict = browser.page.partition('aria-label="Two versions"')[2].partition("</section>")[0]
    part = Browser(None)
    part.page = conflict
    return part.fields()


def test_the_second_sees_both_versions_and_nothing_is_saved(claim: Claim, alice: Browser, bob: Browser) -> None:
    assert save(alice, claim, note="From the port.", status="submitted").status == 303
    page = save(bob, claim, note="From the Guard.", labels="fire, attack")
    assert page.status == 409
    assert page.shows(
        "alice saved this claim while you had it open", "Theirs, saved", "Yours", "Keep theirs", "Keep mine"
    )
    assert page.shows("note From the port. From the Guard.", "labels fire attack, fire")
    assert not page.shows("status submitted draft")
    assert now(claim)["note"] == "From the port."


def test_mine_is_kept_where_i_changed_something_and_theirs_everywhere_else(
    claim: Claim, alice: Browser, bob: Browser
) -> None:
    save(alice, claim, note="From the port.", status="submitted", labels="fire, port")
    save(bob, claim, note="From the Guard.\n\nTwice.")
    assert again(bob, "claim-edit", claim.pk).status == 303
    saved = now(claim)
    assert (saved["note"], saved["status"], saved["labels"]) == (
        "From the Guard.\n\nTwice.",
        "submitted",
        ["fire", "port"],
    )
    assert bob.open("claim", claim.pk).shows("changed the note", "alice")


def test_theirs_is_kept_by_going_on(claim: Claim, alice: Browser, bob: Browser) -> None:
    save(alice, claim, note="From the port.")
    page = save(bob, claim, note="From the Guard.")
    assert f"?claim={claim.pk}" in page.page
    assert now(claim)["note"] == "From the port."


def test_a_third_who_is_faster_still_is_shown_again(claim: Claim, alice: Browser, bob: Browser) -> None:
    save(alice, claim, note="First.")
    save(bob, claim, note="Mine.")
    mine = kept(bob)
    save(alice, claim, note="Second.", revision="2")
    page = bob.send("claim-edit", claim.pk, **mine)
    assert page.status == 409
    assert page.shows("note Second. Mine.")


def test_who_wanted_the_same_has_nothing_to_choose(claim: Claim, alice: Browser, bob: Browser) -> None:
    save(alice, claim, note="Same.")
    page = save(bob, claim, note="Same.")
    assert page.status == 409
    assert page.shows("It says what you wanted to save.")
    assert not page.shows("Keep mine")


def test_a_step_that_both_changed(claim: Claim, alice: Browser, bob: Browser) -> None:
    hop = now(claim)["chains"][0]["attributions"][0]
    told = {name: str(hop[name]) for name in ("stance", "certainty", "verification", "basis", "medium")}
    told |= {"said": "", "revision": "1"}
    alice.send("step-edit", claim.pk, hop["id"], **{**told, "certainty": "certain"})
    page = bob.send("step-edit", claim.pk, hop["id"], **{**told, "certainty": "possible", "verification": "verified"})
    assert page.status == 409
    assert page.shows("Seawatch: certainty certain possible", "Seawatch: verification not stated verified")
    assert again(bob, "step-edit", claim.pk, hop["id"]).status == 303
    saved = now(claim)["chains"][0]["attributions"][0]
    assert (saved["certainty"], saved["verification"]) == ("possible", "verified")


def test_borders_that_both_moved(claim: Claim, alice: Browser, bob: Browser) -> None:
    def moved(words: str) -> dict[str, str]:
        start = TEXT.index(words)
        return {"spans": f'[{{"start": {start}, "end": {start + len(words)}, "exact": "{words}"}}]', "revision": "1"}

    alice.send("claim-place", claim.pk, **moved(f"{FIRE} on Monday"))
    page = bob.send("claim-place", claim.pk, **moved("destroyed two piers"))
    assert page.status == 409
    assert page.shows(f"words {FIRE} on Monday destroyed two piers")
    assert again(bob, "claim-place", claim.pk).status == 303
    assert now(claim)["quote"] == "destroyed two piers"


def test_own_words_do_not_sweep_away_a_step_that_was_not_seen(claim: Claim, alice: Browser, bob: Browser) -> None:
    alice.send("step-new", claim.pk, source="Port office", revision="1")
    page = bob.send("claim-own-words", claim.pk, revision="1")
    assert page.status == 409
    assert page.shows("chain Seawatch > Guard > Port office outlet's own words")
    assert len(now(claim)["chains"][0]["attributions"]) == 3


def test_a_claim_that_changed_is_not_withdrawn_unseen(claim: Claim, alice: Browser, bob: Browser) -> None:
    save(alice, claim, note="New.")
    page = bob.send("claim-withdraw", claim.pk, revision="1")
    assert page.status == 409
    assert page.shows("Somebody changed this claim since you opened it")
    assert not now(claim)["withdrawn"]

"""Articles that may be copies: one pair at a time, what is equal marked, decided and remembered."""

import pytest

from claims.models import Dependence, Job
from claims.services import copies
from tests.makers import Team, make_article
from tests.services.test_copies import REPORT
from tests.web.browsers import Browser


@pytest.fixture
def pair(team: Team) -> Dependence:
    make_article(team.workspace, text=f"{REPORT} <b>One</b>.", title="First", publisher="Post", by=team.alice)
    make_article(team.workspace, text=f"{REPORT} Two.", title="Second", publisher="Quay", by=team.alice)
    copies.find(team.workspace, progress=lambda done: None)
    return Dependence.objects.get()


def test_both_texts_stand_side_by_side_with_what_is_equal_marked(alice: Browser, pair: Dependence) -> None:
    page = alice.open("copies")
    assert page.shows("1 pair to decide on", "same press release", pair.why, "First", "Second")
    assert page.page.count("<mark>The ferry terminal") == 2
    assert "&lt;b&gt;One&lt;/b&gt;" in page.page
    assert alice.open("copies", fragment=True).page.lstrip().startswith('<div id="pair">')


@pytest.mark.parametrize(
    ("decision", "kind"), [("accept", "same_press_release"), ("independent", "independent"), ("same_wire", "same_wire")]
)
def test_a_decision_is_kept_and_undone_as_it_was_proposed(
    alice: Browser, pair: Dependence, decision: str, kind: str
) -> None:
    assert alice.send("copy-decide", pair.pk, decision=decision).follow().shows("No copies to decide on")
    pair.refresh_from_db()
    assert (pair.state, pair.kind, pair.decided_by.username if pair.decided_by else "") == ("accepted", kind, "alice")
    assert alice.send("copies-undo").follow().shows("1 pair to decide on", "same press release")
    assert alice.send("copies-undo").follow().shows("There is no decision of yours to undo here.")


def test_what_was_decided_anew_is_not_undone(alice: Browser, bob: Browser, pair: Dependence) -> None:
    alice.send("copy-decide", pair.pk, decision="accept")
    bob.send("copy-decide", pair.pk, decision="independent")
    assert alice.send("copies-undo").follow().shows("Somebody decided on this pair anew since")
    pair.refresh_from_db()
    assert pair.kind == "independent"


def test_a_pair_is_passed_over(alice: Browser, pair: Dependence) -> None:
    assert alice.open("copies", query=f"?passed={pair.pk}").shows("You have seen all", "1 passed over", "Begin again")


def test_no_decision_is_none(alice: Browser, pair: Dependence) -> None:
    assert alice.send("copy-decide", pair.pk, decision="cousins").follow().shows("Choose how the two depend")


def test_an_empty_page_says_how_far_the_search_is(team: Team, alice: Browser, vera: Browser) -> None:
    assert alice.open("copies").shows("All articles were compared")
    make_article(team.workspace, by=team.alice)
    assert alice.open("copies").shows("1 article not compared yet", "Compare them now")
    assert not vera.open("copies").shows("Compare them now")
    assert alice.send("copies-find").follow().shows("compared in the background")
    assert alice.send("copies-find").follow().shows("waits already")
    assert Job.objects.get().kind == "copies"

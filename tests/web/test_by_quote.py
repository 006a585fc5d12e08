"""Annotating by quote, without a script; and the hint that goes away."""

from claims.models import Claim
from claims.services import preferences
from claims.web.hints import HINTS
from tests.makers import Team, make_article
from tests.web.browsers import Browser

TEXT = "The pier burned. Nobody saw it.\n\nThe pier burned, a guard said."


def test_a_quote_that_stands_twice_is_kept_until_its_place_is_chosen(team: Team, alice: Browser) -> None:
    article = make_article(team.workspace, text=TEXT)
    page = alice.send("claim-new", article.pk, quote="The pier burned")
    assert page.status == 422
    assert page.shows("“The pier burned” occurs 2 times in the text; choose one.")
    assert ">The pier burned</textarea>" in page.page
    page = alice.send("claim-new", article.pk, quote="The pier burned", occurrence="9")
    assert page.shows("there is no occurrence 9")
    assert 'value="9"' in page.page
    assert alice.send("claim-new", article.pk, quote="The pier burned", occurrence="2").status == 303
    assert Claim.objects.get().anchors.get().start == TEXT.rindex("The pier")


def test_the_first_hint_is_shown_until_it_is_sent_away(team: Team, alice: Browser) -> None:
    article = make_article(team.workspace, text=TEXT)
    assert "annotate" in HINTS
    assert alice.open("annotate", article.pk).shows("Got it : do not show this hint again")
    preferences.send_hint_away(team.alice, "annotate")
    assert not alice.open("annotate", article.pk).shows("Got it")

"""Claims split off a statement by ticking them, and put back."""

import pytest

from claims.models import Claim, Proposition
from claims.queries.verdicts import in_effect
from claims.services import judgements
from tests.makers import Team, make_article, make_claim
from tests.web.browsers import Browser

WORDS = "It burned."


@pytest.fixture
def burned(team: Team) -> Proposition:
    for number in range(2):
        article = make_article(team.workspace, text=f"Pier {number} burned down.")
        make_claim(article, f"Pier {number} burned", proposition=WORDS, by=team.alice)
    return Proposition.objects.get()


def claim(number: int) -> Claim:
    return Claim.objects.get(quote=f"Pier {number} burned")


def makers_of(statement: Proposition) -> set[str]:
    ids = [one.claim for one in in_effect(statement.workspace, [statement.pk])]
    return set(Claim.objects.filter(pk__in=ids).values_list("quote", flat=True))


def test_ticked_claims_make_a_new_statement_and_come_back(alice: Browser, bob: Browser, burned: Proposition) -> None:
    page = alice.open("statement-split", burned.pk)
    assert page.shows("Pier 0 burned", "Pier 1 burned", "Ellery Courier, in its own words")
    sent = {"to": "Pier 1 burned alone.", "revision": "1"}
    page = alice.send("statement-split", burned.pk, **sent)
    assert (page.status, page.shows("Tick the claims that say something else.")) == (422, True)
    page = alice.send("statement-split", burned.pk, **sent, claims=[str(claim(1).pk)])
    assert page.status == 303
    assert alice.follow().shows("1 claim now makes “Pier 1 burned alone.”", "1 claim to Pier 1 burned alone. alice")
    made = Proposition.objects.get(text="Pier 1 burned alone.")
    assert (makers_of(burned), makers_of(made)) == ({"Pier 0 burned"}, {"Pier 1 burned"})
    event = alice.page.partition("/splits/")[2][:36]
    assert "/splits/" not in bob.open("statement-edit", burned.pk).page
    assert bob.send("statement-unsplit", burned.pk, event).status == 403
    assert alice.send("statement-unsplit", burned.pk, event).status == 303
    assert alice.follow().shows("The claims make this statement again", "taken back")
    assert makers_of(burned) == {"Pier 0 burned", "Pier 1 burned"}
    assert alice.send("statement-unsplit", burned.pk, event).status == 409


def test_the_words_of_a_statement_that_is_there_lead_to_it(team: Team, alice: Browser, burned: Proposition) -> None:
    there = judgements.make_proposition(team.workspace, "It sank.", by=team.alice)
    assert "It sank." in alice.open("statement-split", burned.pk).page
    assert alice.send("statement-split", burned.pk, to=" It  sank. ", claims=[str(claim(0).pk)]).status == 303
    assert makers_of(there) == {"Pier 0 burned"}
    assert Proposition.objects.count() == 2


def test_what_cannot_be_split_is_said(team: Team, alice: Browser, burned: Proposition) -> None:
    ticked = [str(claim(0).pk)]
    page = alice.send("statement-split", burned.pk, to=WORDS, claims=ticked)
    assert (page.status, page.shows("in this statement already")) == (409, True)
    page = alice.send("statement-split", burned.pk, to="New", claims=ticked, revision="7")
    assert (page.status, page.shows("changed since you read it")) == (409, True)
    assert f'value="{ticked[0]}" checked' in page.page
    assert alice.send("statement-split", burned.pk, to="New", claims=["nobody"]).status == 422
    assert Proposition.objects.count() == 1
    bare = judgements.make_proposition(team.workspace, "Nobody says this.", by=team.alice)
    assert alice.open("statement-split", bare.pk).shows("No claim makes it yet", "Look for claims that say it")

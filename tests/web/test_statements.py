"""The list of statements, and making one, out of a claim or alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Proposition
from claims.services import claims, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import Verdict
from tests.makers import FIRE, GUARD, Team, make_article, make_claim
from tests.web.browsers import Browser


@pytest.fixture
def claim(team: Team) -> Claim:
    return make_claim(make_article(team.workspace), GUARD, sources=["Seawatch"], by=team.alice)


def test_an_empty_list_says_what_to_do(alice: Browser, vera: Browser) -> None:
    assert alice.open("statements").shows("No statements yet", "New statement", "Claims in no statement")
    assert not vera.open("statements").shows("New statement")


def test_statements_show_how_many_claims_make_them_and_on_what_they_rest(
    team: Team, alice: Browser, claim: Claim
) -> None:
    burned = make_proposition(team.workspace, "Two piers burned", by=team.alice)
    make_proposition(team.workspace, "Nobody was hurt", by=team.alice)
    verdicts.judge(claim, burned, Verdict.SAME, by=team.alice)
    page = alice.open("statements")
    assert page.shows("Two piers burned", "1 claims", "Find more claims", "Nobody was hurt")
    assert '<td class="number nowrap" data-label="independent sources">1</td>' in page.page
    found = alice.open("statements", query="?q=piers", fragment=True)
    assert "<mark>piers</mark>" in found.page
    assert "Nobody was hurt" not in found.page
    assert "<html" not in found.page
    assert alice.open("statements", query="?q=zebra").shows("No statement has these words")


def test_the_list_costs_the_same_for_one_and_for_ten(team: Team, alice: Browser, claim: Claim) -> None:
    def cost(count: int) -> int:
        for number in range(count):
            row = make_proposition(team.workspace, f"Statement {number}", by=team.alice)
            verdicts.judge(claim, row, Verdict.SAME, by=team.alice)
        with CaptureQueriesContext(connection) as asked:
            alice.open("statements")
        return len(asked)

    assert cost(1) == cost(9)


def test_a_statement_is_made_alone_or_out_of_a_claim(team: Team, alice: Browser, claim: Claim) -> None:
    assert alice.send("statement-new", text="  ").status == 422
    assert alice.send("statement-new", text="The piers burned", note="x").follow().shows("Is it the same?")
    other = make_claim(make_article(team.workspace, text="Once more. " + GUARD + "."), GUARD, by=team.alice)
    page = alice.open("statement-new", query=f"?claim={claim.pk}")
    assert page.shows(GUARD, "Somebody may have made it already", "is in no statement yet")
    made = alice.send("statement-new", query=f"?claim={claim.pk}", text="The Guard set the fire").follow()
    assert made.shows("1 claim to look at", "Claims that make it")
    assert Proposition.objects.get(text="The Guard set the fire").judgements.get().claim == claim
    assert str(other.pk) in made.page


def test_what_is_no_claim_to_begin_with_is_not_found(team: Team, alice: Browser, claim: Claim) -> None:
    claims.withdraw(claim, by=team.alice)
    for key in (claim.pk, "x", make_claim(make_article(team.elsewhere), FIRE, by=team.charlie).pk):
        assert alice.open("statement-new", query=f"?claim={key}").status == 404

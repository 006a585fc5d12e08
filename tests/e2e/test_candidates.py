"""A person decides by keys alone whether claims say the same, and takes the last verdict back."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Judgement, Proposition
from claims.services.judgements import make_proposition
from tests.makers import Team, make_article, make_claim

QUOTES = (
    "The Tarn Brigade set fire to the ferry terminal",
    "The ferry terminal was burned down by the Tarn Brigade",
)


@pytest.fixture
def burned(team: Team) -> Proposition:
    for number, quote in enumerate(QUOTES):
        make_claim(make_article(team.workspace, text=f"{quote}. {number}"), quote, by=team.alice)
    return make_proposition(team.workspace, "The Tarn Brigade burned the ferry terminal", by=team.alice)


def standing() -> list[str]:
    rows = Judgement.objects.filter(superseded_at__isnull=True).order_by("made_at")
    return [str(row.verdict) for row in rows]


def test_claims_are_judged_and_undone_by_keys(visit: Page, live_server: LiveServer, burned: Proposition) -> None:
    visit.goto(f"{live_server.url}/w/desk/statements/{burned.pk}/candidates/")
    said = visit.get_by_role("status").filter(has_text="look at")
    expect(said).to_contain_text("2 claims to look at")
    visit.keyboard.press("?")
    expect(visit.get_by_role("dialog")).to_contain_text("never proposed again")
    visit.keyboard.press("Escape")
    expect(visit.get_by_role("dialog")).to_be_hidden()
    visit.keyboard.press("n")
    expect(said).to_contain_text("1 passed over")
    visit.keyboard.press("s")
    expect(said).to_contain_text("Nothing is left to look at; 1 passed over")
    assert standing() == ["same"]
    with visit.expect_navigation():
        visit.get_by_role("link", name="Begin again").click()
    expect(said).to_have_text("1 claim to look at. ? shows the keys.")
    visit.keyboard.press("d")
    expect(said).to_contain_text("Nothing is left to look at")
    assert standing() == ["same", "different"]
    visit.keyboard.press("z")
    expect(said).to_contain_text("1 claim to look at")
    assert standing() == ["same"]
    visit.keyboard.press("u")
    expect(said).to_contain_text("Nothing is left to look at")
    assert standing() == ["same", "unsure"]

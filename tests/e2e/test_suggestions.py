"""Suggestions by keyboard: accepted, skipped, rejected, taken back; the text shows them dashed."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.services import suggesting
from claims.suggestions.rules import Rules
from tests.e2e.conftest import wait_until_saved
from tests.makers import GUARD, Team, make_article

PAINTED = "CSS.highlights.get('suggestion')?.size ?? 0"


def test_one_key_each_leads_from_one_to_the_next(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    assert article.current_version is not None
    waiting = len(suggesting.propose(article.current_version, suggester=Rules()))
    assert waiting > 2
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    listed, opened = visit.locator(".suggestion:visible"), visit.locator(".suggestion.open")
    expect(listed).to_have_count(waiting)
    assert visit.evaluate(PAINTED) == waiting
    first = listed.first.get_attribute("data-suggestion")
    visit.locator("#article").focus()
    visit.keyboard.press("i")
    expect(opened).to_have_attribute("data-suggestion", str(first))
    expect(opened.get_by_role("button", name="Accept")).to_be_visible()
    visit.keyboard.press("e")
    expect(opened.get_by_label("source")).to_be_focused()
    assert [fault["id"] for fault in Axe().run(visit).response["violations"]] == []
    visit.keyboard.press("Escape")
    visit.keyboard.press("i")
    expect(opened).to_have_attribute("data-suggestion", str(first))
    visit.keyboard.press("n")
    expect(opened).not_to_have_attribute("data-suggestion", str(first))
    visit.keyboard.press("i")
    visit.locator(f".suggestion[data-suggestion='{first}'] [data-suggest=this]").click()
    expect(opened).to_have_attribute("data-suggestion", str(first))
    visit.keyboard.press("a")
    expect(visit.locator("#cards li")).to_have_count(1)
    wait_until_saved(visit)
    expect(visit.locator("#suggestions-count")).to_contain_text(f"{waiting - 1} suggestion")
    expect(opened).not_to_have_attribute("data-suggestion", str(first))
    expect(visit.locator("#panel .quote")).to_have_text(f"“{GUARD}”")
    visit.keyboard.press("x")
    expect(listed).to_have_count(waiting - 2)
    wait_until_saved(visit)
    expect(visit.locator("#suggestions-count")).to_contain_text(f"{waiting - 2} suggestion")
    visit.locator("#article").focus()
    visit.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    visit.keyboard.press("z")
    expect(visit.locator("#cards li")).to_have_count(0)
    wait_until_saved(visit)
    expect(visit.locator("#suggestions-count")).to_contain_text(f"{waiting - 1} suggestion")
    expect(listed.first).to_have_attribute("data-suggestion", str(first))

"""Changes that the network, a reload or the end of a session comes between: nothing is lost, nothing is done twice."""

import re

from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.queries.claim_documents import documents_of
from tests.e2e.conftest import select_words, wait_until_saved
from tests.makers import FIRE, GUARD, PASSWORD, Team, make_article, make_claim

PAINTED = "[...(CSS.highlights.get('pending') ?? [])].map(String)"


def open_article(page: Page, server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace)
    page.goto(f"{server.url}/w/{team.workspace.slug}/articles/{article.pk}/")


def standing(team: Team) -> list[tuple[str, list[str]]]:
    """Quote and the names of the steps, in the order of their making."""
    rows = Claim.objects.filter(workspace=team.workspace, withdrawn_at__isnull=True).order_by("pk")
    return [
        (one["quote"], [hop["source"]["name"] if hop["source"] else "" for hop in one["chains"][0]["attributions"]])
        for one in documents_of(team.workspace, [row.pk for row in rows])
    ]


def mark(page: Page, words: str) -> None:
    select_words(page, words)
    page.keyboard.press("c")
    expect(page.locator("#panel .quote")).to_have_text(f"“{words}”")


def test_without_a_network_changes_queue_and_arrive_in_order(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    visit.context.set_offline(True)
    mark(visit, GUARD)
    select_words(visit, "Seawatch")
    visit.keyboard.press("s")
    visit.keyboard.press(".")
    visit.keyboard.type("Harbour Guard")
    visit.keyboard.press("Enter")
    expect(visit.locator("#saved")).to_have_text("Offline, 3 changes queued")
    visit.keyboard.press("Escape")
    mark(visit, FIRE)
    expect(visit.locator("#saved")).to_have_text("Offline, 4 changes queued")
    assert visit.evaluate(PAINTED) == [GUARD, "Seawatch", FIRE]
    assert standing(team) == []
    visit.context.set_offline(False)
    wait_until_saved(visit)
    assert standing(team) == [(GUARD, ["Seawatch", "Harbour Guard"]), (FIRE, [])]
    expect(visit.locator("#cards li")).to_have_count(2)
    assert visit.evaluate(PAINTED) == []


def test_what_was_not_sent_when_the_page_was_left_is_sent_by_the_next_one(
    visit: Page, live_server: LiveServer, team: Team
) -> None:
    open_article(visit, live_server, team)
    answers: list[str] = []

    def lose(route: Route) -> None:
        """The first one arrives, but its answer does not."""
        if route.request.method == "POST" and not answers:
            answers.append(route.fetch().text())
        route.abort() if route.request.method == "POST" else route.continue_()

    visit.route(re.compile("/claims/"), lose)
    mark(visit, GUARD)
    expect(visit.locator("#saved")).to_have_text("Offline, 1 change queued")
    visit.keyboard.press("o")
    mark(visit, FIRE)
    expect(visit.locator("#saved")).to_have_text("Offline, 2 changes queued")
    assert len(standing(team)) == 1
    visit.unroute_all()
    visit.reload()
    wait_until_saved(visit)
    assert standing(team) == [(GUARD, []), (FIRE, [])]
    expect(visit.locator("#cards li")).to_have_count(2)


def test_a_change_made_after_the_session_ended_is_saved_after_logging_in(
    visit: Page, live_server: LiveServer, team: Team
) -> None:
    open_article(visit, live_server, team)
    visit.context.clear_cookies(name="sessionid")
    mark(visit, GUARD)
    expect(visit.locator("#saved")).to_have_text("Logged out, 1 change queued")
    with visit.expect_navigation():
        visit.get_by_role("link", name="Log in to save").click()
    visit.get_by_label("User name").fill("alice")
    visit.get_by_label("Password").fill(PASSWORD)
    with visit.expect_navigation():
        visit.get_by_role("button", name="Log in").click()
    wait_until_saved(visit)
    expect(visit.locator("#cards li")).to_contain_text(GUARD)
    assert standing(team) == [(GUARD, [])]


def test_a_queued_change_that_meets_another_one_shows_both(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace)
    claim = make_claim(article, GUARD, by=team.alice)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/?claim={claim.pk}")
    visit.context.set_offline(True)
    visit.locator("#article").focus()
    visit.keyboard.press("}")
    expect(visit.locator("#saved")).to_have_text("Offline, 1 change queued")
    visit.keyboard.press("}")
    expect(visit.locator("#saved")).to_have_text("Offline, 1 change queued")
    Claim.objects.filter(pk=claim.pk).update(revision=7)
    visit.context.set_offline(False)
    versions = visit.get_by_role("alert", name="Two versions")
    expect(versions.get_by_role("row", name="words")).to_contain_text("set the fire, the monitoring")
    expect(visit.locator("#saved")).to_contain_text("Conflict")
    versions.get_by_role("button", name="Keep mine").click()
    wait_until_saved(visit)
    assert standing(team) == [(GUARD + ", the monitoring", [])]

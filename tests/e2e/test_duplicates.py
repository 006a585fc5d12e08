"""Deciding which sources are one by keyboard alone."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Source, SourceLikeness
from claims.services import source_duplicates
from claims.vocabulary import Verdict
from tests.makers import Team, make_source


def press(page: Page, key: str) -> None:
    """Each key leads to a page, and the next one means nothing until its scripts are there."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_pairs_are_decided_one_after_the_other_by_keys(visit: Page, live_server: LiveServer, team: Team) -> None:
    for name in ("Harbour Guard", "Harbor Guard", "Port Authority", "Port Authoritys", "Sea Watch", "Seawatch"):
        make_source(team.workspace, name)
    assert source_duplicates.propose(team.workspace, by=team.alice) == 3
    first, second, third = SourceLikeness.objects.order_by("-score", "pk")
    visit.goto(f"{live_server.url}/w/desk/sources/duplicates/")
    expect(visit.get_by_text("3 pairs to decide")).to_be_visible()
    press(visit, "d")
    expect(visit.get_by_text("2 pairs to decide")).to_be_visible()
    press(visit, "n")
    expect(visit.get_by_text(third.why)).to_be_visible()
    press(visit, "m")
    expect(visit.get_by_text("That was the last one")).to_be_visible()
    with visit.expect_navigation():
        visit.get_by_role("link", name="Begin again").click()
    expect(visit.get_by_text(second.why)).to_be_visible()
    press(visit, "s")
    expect(visit.get_by_text("count as one now")).to_be_visible()
    for row in (first, second, third):
        row.refresh_from_db()
    assert [row.verdict for row in (first, second, third)] == [Verdict.DIFFERENT, Verdict.SAME, Verdict.UNSURE]
    assert Source.objects.filter(merged_into__isnull=False).count() == 1

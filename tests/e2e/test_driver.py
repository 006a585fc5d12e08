"""Whatever is done in two tabs, in whatever order and over whatever network: server and pages end equal."""

import io
import os

import pytest
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.services import audit
from tests.e2e.conftest import wait_until_saved
from tests.e2e.driver import SHOWN, Driver
from tests.makers import Team, make_article

SEEDS = range(1, 1 + int(os.environ.get("SOAK_SEEDS", "1")))
EDITS = int(os.environ.get("SOAK_EDITS", "40"))
TEXT = "\n\n".join(
    f"Report {number}. A fire destroyed two piers on night {number}, the Harbour Guard said, citing a leaflet that "
    f"Seawatch had found. A port official said that nobody was hurt in the fire of night {number}."
    for number in range(8)
)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_tabs_and_the_server_end_equal(visit: Page, live_server: LiveServer, team: Team, seed: int) -> None:
    article = make_article(team.workspace, text=TEXT, title="Eight nights")
    address = f"{live_server.url}/w/desk/articles/{article.pk}/"
    other = visit.context.new_page()
    for page in (visit, other):
        page.goto(address)
    driver = Driver(visit.context, [visit, other], address, seed=seed)
    driver.drive(EDITS)
    fresh = visit.context.new_page()
    fresh.goto(address)
    expected = fresh.evaluate(SHOWN)
    for page in driver.pages:
        driver.wait_until_shown(page, expected)
    # Now nothing is lost, and what one tab does the other one shows.
    driver.mark(visit)
    wait_until_saved(visit)
    driver.wait_until_shown(other, visit.evaluate(SHOWN))
    kept = {str(key) for key in Claim.objects.filter(workspace=team.workspace).values_list("pk", flat=True)}
    assert driver.made <= kept, driver.done
    audit.seal(team.workspace)
    call_command("verify", "--workspace", "desk", stdout=io.StringIO())

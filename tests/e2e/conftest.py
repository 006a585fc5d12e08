"""A real Chromium against a real server, under the real content security policy; skipped loudly where there is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.makers import PASSWORD, Team, make_team

# Playwright's synchronous API keeps an event loop in this thread; the tests use the ORM beside it, never in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A machine that does much else is slow and not wrong: what is there at once takes no longer for these limits.
SECONDS_TO_SEE, SECONDS_TO_LOAD = 30, 60
expect.set_options(timeout=SECONDS_TO_SEE * 1000)

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
SHARED = Path(os.environ.get("PROVENANCE_SHARED", Path(__file__).parents[3] / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="NO CHROMIUM FOUND: pages are not tested. Install chromium."))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def visit(live_server: LiveServer, page: Page, team: Team, settings: LazySettings) -> Iterator[Page]:
    """A page logged in as alice; fails the test on any script error or any violation of the policy."""
    faults: list[str] = []
    page.set_default_timeout(SECONDS_TO_LOAD * 1000)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", lambda request: faults.append(request.post_data or "") if "csp-report" in request.url else None)
    log_in(page, live_server.url, "alice")
    yield page
    assert not faults


def log_in(page: Page, server: str, name: str) -> None:
    page.goto(f"{server}/login/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def select_words(page: Page, words: str) -> None:
    """Selects these words of the text by dragging, as a person would."""
    box = page.evaluate(
        """(words) => {
          for (const paragraph of document.querySelectorAll('#text [data-start]')) {
            const at = paragraph.textContent.indexOf(words);
            if (at < 0) continue;
            paragraph.scrollIntoView({block: 'center'});
            const point = (unit) => {
              const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
              let left = unit, node = walker.nextNode();
              while (node && left > node.length) { left -= node.length; node = walker.nextNode(); }
              return [node, left];
            };
            const edge = (unit) => {
              const range = document.createRange();
              range.setStart(...point(unit)); range.setEnd(...point(unit + 1));
              return range.getBoundingClientRect();
            };
            const first = edge(at), last = edge(at + words.length - 1);
            const middle = (box) => box.top + box.height / 2;
            return {x1: first.left + 1, y1: middle(first), x2: last.right - 1, y2: middle(last)};
          }
          return null;
        }""",
        words,
    )
    assert box is not None, f"The text has no {words!r}"
    page.mouse.move(box["x1"], box["y1"])
    page.mouse.down()
    page.mouse.move((box["x1"] + box["x2"]) / 2, box["y2"])
    page.mouse.move(box["x2"], box["y2"])
    page.mouse.up()


def wait_until_saved(page: Page) -> None:
    """Until the server has every change; the page says so the moment a change is made and when it was answered."""
    expect(page.locator("#saved")).to_have_attribute("data-state", "saved")

"""Rows of the table that somebody at the annotate screen feels: keys, saves and type-ahead in a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from statistics import median

from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from claims.queries.placed import placed_in
from claims.services import claims, undo
from tests.bench.rows_pages import _long_article
from tests.bench.scene import Scene
from tests.bench.timing import Row

ROUNDS = 20
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]

# All times are taken in the page, from the event that a person makes to the frame that shows what came of it.
CALIBRATION = """
() => new Promise((done) => {
  const started = performance.now();
  let sum = 0;
  for (let place = 0; place < 2e6; place += 1) sum += place % 7;
  const counted = performance.now() - started;
  requestAnimationFrame(() => setTimeout(() => done([counted, performance.now() - started - counted, sum])));
})
"""
WATCH = """
() => {
  window.taken = [];
  window.watch = (event, selector, is) => {
    document.addEventListener(event, () => {
      const started = performance.now();
      const look = () => {
        const found = document.querySelector(selector);
        if (found && is(found)) requestAnimationFrame(() => window.taken.push(performance.now() - started));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { once: true, capture: true });
  };
}
"""


def at_the_annotate_screen(scene: Scene) -> Iterator[Row]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        yield Row("annotate screen", "no Chromium found", "", "", "", None)
        return
    # Of the database before and after: Playwright keeps an event loop in this thread, beside which Django refuses it.
    article = _long_article(scene)
    at = claims.place(article, by=scene.user)
    spans = sum(len(one.stretches) for one in placed_in(at.version, at.annotation_set))
    size = f"{len(at.version.text.split()):,} words, {spans} spans"
    cookie = scene.cookie
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = _opened(browser, scene, cookie, f"/w/{scene.workspace.slug}/articles/{article.pk}/")
        alone = [page.evaluate(CALIBRATION) for _ in range(ROUNDS)]
        counted, frame = median(one[0] for one in alone), median(one[1] for one in alone)
        beside = f"{counted:.1f} ms for 2 million steps of a loop, {frame:.1f} ms for a frame"
        rows = [
            _row(f"key to popover, {size}", [_popover(page) for _ in range(ROUNDS)], 100, beside),
            _row(f"key to mark of a new claim, {size}", [_save(page) for _ in range(ROUNDS)], 150, beside),
            _row("letter to list of sources", [_type(page) for _ in range(ROUNDS)], 100, beside),
        ]
        browser.close()
    for _ in range(ROUNDS):
        undo.undo(article, by=scene.user)
    yield from rows


def _row(what: str, taken: list[float], most: float, beside: str) -> Row:
    middle = median(taken)
    worst = max(taken)
    return Row(what, f"{middle:.0f} ms, slowest {worst:.0f} ms", beside, "", f"<= {most:.0f} ms", middle <= most)


def _opened(browser: Browser, scene: Scene, cookie: str, path: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 850})
    name, _, value = cookie.partition("=")
    assert name == settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{scene.server.port}{path}")
    page.evaluate(WATCH)
    page.locator("#article").focus()
    return page


def _popover(page: Page) -> float:
    for key in ("Escape", "j", "l"):
        page.keyboard.press(key)
    page.evaluate("window.watch('keydown', '#popover', (one) => !one.hidden)")
    page.keyboard.press("Shift+L")
    expect(page.locator("#popover")).to_be_visible()
    return _last(page)


def _save(page: Page) -> float:
    """Until the server's own mark stands in the text, not only the paint of what is not saved yet."""
    for key in ("Escape", "Escape", "j", "j", "Shift+L", "Shift+L", "Shift+L"):
        page.keyboard.press(key)
    count = page.locator("#cards > li").count()
    page.evaluate(f"window.watch('keydown', '#cards', (list) => list.children.length > {count})")
    page.keyboard.press("c")
    expect(page.locator("#cards > li")).to_have_count(count + 1)
    return _last(page)


def _type(page: Page) -> float:
    page.locator("#source").fill("")
    page.keyboard.type("a")
    expect(page.locator("#source-options")).to_have_attribute("data-typed", "a")
    page.evaluate("window.watch('input', '#source-options', (list) => list.dataset.typed === 'an')")
    page.keyboard.type("n")
    expect(page.locator("#source-options")).to_have_attribute("data-typed", "an")
    return _last(page)


def _last(page: Page) -> float:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(page.evaluate("window.taken.pop()"))

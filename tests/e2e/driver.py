"""A person who cannot sit still: random edits in two tabs, with lost connections and reloads; the same for one seed."""

import random
import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect

SELECT = """
([from, to]) => {
  const paragraphs = [...document.querySelectorAll('#text [data-start]')];
  const [place, share, length] = [from, to[0], to[1]];
  const paragraph = paragraphs[place % paragraphs.length];
  const words = [...paragraph.textContent.matchAll(/[A-Za-z]+/g)];
  const first = Math.floor(share * words.length);
  const last = Math.min(words.length - 1, first + length);
  const point = (unit) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = unit, node = walker.nextNode();
    while (node && left > node.length) { left -= node.length; node = walker.nextNode(); }
    return [node, left];
  };
  document.getElementById('article').focus();
  getSelection().setBaseAndExtent(...point(words[first].index), ...point(words[last].index + words[last][0].length));
}
"""
# What the page shows of text and claims, without what is only paint.
SHOWN = """
() => {
  const paint = new Set(['active', 'lit']);
  const names = (element) => [...element.classList].filter((name) => !paint.has(name)).sort().join(' ');
  return {
    text: [...document.querySelectorAll('#text [data-start]')].map((paragraph) => [
      paragraph.dataset.start, paragraph.dataset.count,
      [...paragraph.childNodes].filter((node) => node.textContent).map((node) =>
        [node.textContent, node.dataset?.claims ?? '', node.classList ? names(node) : '']),
    ]),
    cards: [...document.querySelectorAll('#cards > [data-claim]')].map((card) =>
      [card.dataset.claim, card.dataset.revision, card.dataset.spans, card.innerText.replace(/\\s+/g, ' ')]),
  };
}
"""
WAITING = "Object.keys(localStorage).filter((name) => name.startsWith('provenance.outbox')).length"
TURNS = 600
SOURCES = ("Harbour Guard", "Seawatch", "a port official", "the ministry")


class Driver:
    """Edits one article in two tabs of one browser."""

    def __init__(self, context: BrowserContext, pages: list[Page], address: str, *, seed: int) -> None:
        self.context = context
        self.pages = pages
        self.address = address
        self.chance = random.Random(seed)  # noqa: S311 - the same edits in every run
        self.made: set[str] = set()
        self.done: list[str] = []

    def drive(self, edits: int) -> None:
        steps: list[tuple[Any, int]] = [
            (self.mark, 9), (self.name_source, 6), (self.mention, 4), (self.nudge, 4), (self.open, 5), (self.undo, 4),
            (self.redo, 2), (self.withdraw, 2), (self.lose_connection, 2), (self.lose_answers, 1), (self.reload, 2),
        ]  # fmt: skip
        for _ in range(edits):
            [step] = self.chance.choices([one for one, _ in steps], [weight for _, weight in steps])
            page = self.chance.choice(self.pages)
            self.done.append(f"{self.pages.index(page)}:{step.__name__}")
            self.settle_conflict(page)
            step(page)
        self.end()

    def mark(self, page: Page) -> None:
        self.select(page)
        page.keyboard.press("c")
        key = page.locator("#panel").get_attribute("data-claim")
        assert key
        self.made.add(key)

    def select(self, page: Page) -> None:
        share = [self.chance.random() * 0.9, self.chance.randrange(1, 6)]
        page.evaluate(SELECT, [self.chance.randrange(50), share])

    def name_source(self, page: Page) -> None:
        if not page.locator("#source").count():
            return
        page.locator("#article").focus()
        page.keyboard.press(".")
        page.keyboard.type(self.chance.choice(SOURCES))
        page.keyboard.press("Control+Enter")
        page.locator("#article").focus()

    def mention(self, page: Page) -> None:
        if page.locator("#source").count():
            self.select(page)
            page.keyboard.press(self.chance.choice("su"))

    def nudge(self, page: Page) -> None:
        self.press(page, self.chance.choice("[]{}"))

    def undo(self, page: Page) -> None:
        self.press(page, "z")

    def redo(self, page: Page) -> None:
        self.press(page, "Shift+Z")

    def withdraw(self, page: Page) -> None:
        self.press(page, "Delete")

    def open(self, page: Page) -> None:
        self.press(page, self.chance.choice("np"))

    def press(self, page: Page, key: str) -> None:
        page.locator("#article").focus()
        page.evaluate("getSelection().removeAllRanges()")
        page.keyboard.press(key)

    def lose_connection(self, page: Page) -> None:
        page.route(re.compile("/(articles|claims)/"), lambda route: route.abort())

    def lose_answers(self, page: Page) -> None:
        """The server hears what the page says, and the page hears nothing."""

        def lose(route: Route) -> None:
            if route.request.method == "POST":
                route.fetch(max_redirects=0)
            route.abort()

        page.route(re.compile("/(articles|claims)/"), lose)

    def reload(self, page: Page) -> None:
        page.unroute_all(behavior="wait")
        page.goto(self.address)
        expect(page.locator("#saved")).to_be_attached()

    def settle_conflict(self, page: Page) -> None:
        mine = page.locator("[data-conflict] [data-mine] button, [data-conflict] [data-theirs]")
        if mine.count():
            # The panel may be drawn anew by an answer that comes just now.
            page.evaluate("(place) => document.querySelectorAll('[data-conflict] [data-mine] button, "
                          "[data-conflict] [data-theirs]')[place]?.click()", self.chance.randrange(2))  # fmt: skip
        elif page.locator("#choose:visible").count():
            page.evaluate("document.getElementById('choose').click()")

    def end(self) -> None:
        """Back on the network, until every change of both tabs was answered."""
        for page in self.pages:
            page.unroute_all(behavior="wait")
        for _ in range(TURNS):
            if not self.pages[0].evaluate(WAITING):
                return
            for page in self.pages:
                self.settle_conflict(page)
                self.drop_refused(page)
            self.pages[0].wait_for_timeout(50)
        raise AssertionError(f"Changes wait for ever: {self.done}")

    def wait_until_shown(self, page: Page, expected: object) -> None:
        """Tabs hear of each other's changes a moment later."""
        for _ in range(TURNS):
            if page.evaluate(SHOWN) == expected:
                return
            page.wait_for_timeout(50)
        assert page.evaluate(SHOWN) == expected, self.done

    def drop_refused(self, page: Page) -> None:
        """What cannot be saved any more was told with its reason; here it is given up."""
        buttons = page.locator("#unsaved button", has_text="Drop it")
        if buttons.count():
            page.evaluate("document.querySelector('#unsaved li button:last-of-type')?.click()")

"""Reaching words of the text by keys alone, as somebody without a mouse does."""

from playwright.sync_api import Page, expect

# Which keys lead from where the caret stands to before the words, and how many words they are.
WAY = """
async (words) => {
  const main = document.querySelector("script[src*='annotate/main']").src;
  const { caret } = await import(main.replace("main.js", "caret.js"));
  const cut = await import(main.replace("main.js", "words.js"));
  const paragraphs = [...document.querySelectorAll('#text [data-start]')];
  const paragraph = paragraphs.find((one) => one.textContent.includes(words));
  if (!paragraph) return null;
  const goal = paragraphs.indexOf(paragraph) * 1e6 + paragraph.textContent.indexOf(words);
  const order = (place) => paragraphs.indexOf(place.paragraph) * 1e6 + place.unit;
  const keys = [];
  let here = caret.here() ?? caret.first();
  const walk = (key, kind, by, until) => {
    while (!until(order(here))) {
      const found = caret.find(kind, here, by);
      if (!found) break;
      here = { paragraph: found.paragraph, unit: found.piece[0] };
      keys.push(key);
    }
  };
  walk("k", "sentence", -1, (place) => place <= goal);
  walk("j", "sentence", 1, (place) => place >= goal);
  walk("h", "word", -1, (place) => place <= goal);
  walk("l", "word", 1, (place) => place >= goal);
  return { keys, count: cut.words(words, "en").length, there: order(here) === goal };
}
"""


def select_by_keys(page: Page, words: str) -> None:
    """The selection over these words, which begin and end with words and stand in one paragraph."""
    way = page.evaluate(WAY, words)
    assert way is not None, f"The text has no {words!r}"
    assert way["there"], f"No key leads to {words!r}"
    for key in [*way["keys"], *["Shift+L"] * way["count"]]:
        page.keyboard.press(key)
    expect(page.locator("#popover-quote")).to_have_text(words)

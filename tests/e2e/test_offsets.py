"""The browser counts as the server does: over two hundred texts of every kind of character, in a real page."""

import random

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.models import ArticleVersion
from tests.makers import Team, make_article

TEXTS = 200
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "äöüßéèñçøåłžš ",
    "e\u0301o\u0308n\u0303a\u030a ",
    "😀🎉🚀👍🏽👩‍👩‍👧‍👦🇦🇫 ",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ",
    "אבגדהוזחט ",
    "العربيةخبر ",
    "日本語中文字漢 ",
    "हिन्दीसमाचार ",
    "กขคงจฉ ",
    "\u00a0\u2003\u200b\u200d\u2060x ",
    "“”‘’—…–«» a",
)
SPANS_OF_ALL = """
async () => {
  const main = document.querySelector("script[src*='annotate/main']").src;
  const { placeOf, pointAt, rangeOf, toCodePoint, unitAt } = await import(main.replace("main", "offsets"));
  const text = document.getElementById("text");
  const spans = [];
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    const units = paragraph.textContent.length;
    for (let k = 0; k < 6; k += 1) {
      const [a, b] = [Math.floor(units * k / 7), Math.floor(units * (k + 2) / 8) + 1];
      const [from, to] = [Math.min(a, b), Math.min(units, Math.max(a, b))];
      if (from === to) continue;
      const first = placeOf(...pointAt(paragraph, from));
      const last = placeOf(...pointAt(paragraph, to));
      if (first.unit === last.unit) continue;
      const [start, end] = [toCodePoint(first), toCodePoint(last)];
      spans.push({ start, end, exact: paragraph.textContent.slice(first.unit, last.unit),
                   back: rangeOf(text, start, end).toString(), again: unitAt(paragraph, start) === first.unit });
    }
  }
  return spans;
}
"""


def generated(seed: int) -> str:
    """A line of 5 to 60 characters from two alphabets, with no white space at its ends."""
    chance = random.Random(seed)  # noqa: S311 - the same texts in every run
    letters = chance.choice(ALPHABETS) + chance.choice(ALPHABETS)
    return "x" + "".join(chance.choice(letters) for _ in range(chance.randint(5, 60))) + "y"


def test_the_offsets_of_the_browser_are_those_of_the_server(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace, text="\n\n".join(generated(seed) for seed in range(TEXTS)))
    text = ArticleVersion.objects.get(article=article).text
    visit.goto(f"{live_server.url}/w/{team.workspace.slug}/articles/{article.pk}/")
    spans = visit.evaluate(SPANS_OF_ALL)
    assert len(spans) > TEXTS * 4
    wrong = [span for span in spans if text[span["start"] : span["end"]] != span["exact"]]
    assert wrong == []
    assert [span for span in spans if span["back"] != span["exact"] or not span["again"]] == []

"""The first real article, annotated as its readers need it; skipped loudly where the file is not at hand."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.exchange.records import AliasRecord, SourceRecord
from claims.ingestion.ingest import read_file
from claims.models import Claim, Source
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import sources
from claims.vocabulary import SourceKind
from tests.e2e.conftest import SHARED, wait_until_saved
from tests.e2e.keyboard import select_by_keys
from tests.makers import Team, make_article

SEED = SHARED / "seed" / "kabul.txt"
MOUSE = ("pointerdown", "pointerup", "pointermove", "mousedown", "mouseup", "mousemove", "click", "dblclick", "wheel")
# A click without a pointer is how a browser reports Enter on a button.
LISTEN = """
(kinds) => {
  window.pointed = [];
  for (const kind of kinds) {
    addEventListener(kind, (event) => { if (event.isTrusted && event.detail > 0) window.pointed.push(kind); }, true);
  }
}
"""


@pytest.mark.skipif(not SEED.exists(), reason=f"THE FIRST REAL ARTICLE IS NOT THERE ({SEED}); set PROVENANCE_SHARED.")
def test_the_first_article_is_annotated_by_keyboard_alone(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_seed(visit, live_server, team)
    visit.evaluate(LISTEN, MOUSE)
    visit.keyboard.press("Tab")
    while not visit.evaluate("document.activeElement.id === 'article'"):
        visit.keyboard.press("Tab")

    mark(visit, "The deadly airport bombings have been claimed by ISIL’s, or ISIS, Khorasan affiliate")
    attribute(visit, "SITE Intelligence Group", cue="as per")
    visit.keyboard.press(".")
    visit.keyboard.type("isis-k")
    visit.keyboard.press("Enter")
    chain_reads(visit, "SITE Intelligence Group, citing ISIS-K")

    mark(visit, "Al-Muhajir may also have been previously a mid-level commander in the Haqqani Network")
    attribute(visit, "report", cue="states")
    attribute(visit, "one Member State", cue="According to")
    chain_reads(visit, "report, citing one Member State")
    mark(visit, "he continues to maintain cooperation with the entity")
    pick(visit, "report")
    pick(visit, "one Member State")
    chain_reads(visit, "report, citing one Member State")

    mark(visit, "the terror threat being “very real")
    attribute(visit, "General Kenneth F. McKenzie", cue="has warned of")
    for words in (
        "the US had been closely coordinating with the Taliban",
        "more than 1,000” Americans were left in Afghanistan as of Thursday evening",
        "Washington would carry on with its evacuation flights",
    ):
        mark(visit, words)
        pick(visit, "General Kenneth F. McKenzie")
        chain_reads(visit, "General Kenneth F. McKenzie")

    mark(visit, "Both are US-designated terrorists with bounties of $5 million each on their heads")
    visit.keyboard.press("o")
    expect(visit.locator("#panel .quote")).to_have_count(0)

    wait_until_saved(visit)
    assert visit.evaluate("window.pointed") == []
    found = standing(team)
    assert [chain_of(claim) for claim in found] == [
        ["SITE Intelligence Group", "Islamic State Khorasan Province"],
        ["report", "one Member State"],
        ["report", "one Member State"],
        *[["General Kenneth F. McKenzie"]] * 4,
        [],
    ]
    assert [hop["stance"] for hop in found[0]["chains"][0]["attributions"]] == ["relays", "asserts"]
    assert [span["exact"] for span in found[1]["chains"][0]["attributions"][1]["cue_spans"]] == ["According to"]
    assert found[7]["chains"][0]["lineage"] == "none_given"
    assert Source.objects.get(name="one Member State").identifiability == "described"


def open_seed(page: Page, server: LiveServer, team: Team) -> None:
    document = read_file(Path(SEED).read_bytes(), filename=SEED.name)
    sources.make(
        team.workspace,
        SourceRecord(
            name="Islamic State Khorasan Province",
            short_name="ISIS-K",
            kind=SourceKind.ARMED_GROUP,
            aliases=(AliasRecord("ISIS-K"),),
        ),
        by=team.alice,
    )
    article = make_article(
        team.workspace, text=document.text, title=document.title, publisher=document.publisher, by=team.alice
    )
    page.goto(f"{server.url}/w/{team.workspace.slug}/articles/{article.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kabul Blasts")
    expect(page.locator(".segment.boilerplate").first).to_have_text("World")


def mark(page: Page, words: str) -> None:
    """A new claim; the page is back at its text."""
    page.keyboard.press("Escape")
    select_by_keys(page, words)
    page.keyboard.press("c")
    expect(page.locator("#panel .quote")).to_have_text(f"“{words}”")


def attribute(page: Page, source: str, *, cue: str) -> None:
    """The source as it stands in the text, and the words that attribute."""
    before = page.locator("#panel .step").count()
    select_by_keys(page, source)
    page.keyboard.press("Enter")
    expect(page.locator("#panel .step")).to_have_count(before + 1)
    select_by_keys(page, cue)
    page.keyboard.press("u")
    expect(page.locator("#panel .step").filter(has_text=f"cue {cue}")).to_have_count(1)


def pick(page: Page, name: str) -> None:
    """A source that the slot offers, by its number."""
    before = page.locator("#panel .step").count()
    option = page.locator("#panel [data-pick]").filter(has_text=re.compile(rf"^\s*\d\s*{re.escape(name)}\s"))
    expect(option).to_have_count(1)
    page.keyboard.press(option.get_attribute("data-pick") or "")
    expect(page.locator("#panel .step")).to_have_count(before + 1)


def chain_reads(page: Page, words: str) -> None:
    expect(page.locator("#panel-chain")).to_have_text(f"Sputnik, citing {words}")


def standing(team: Team) -> list[ClaimDocument]:
    rows = Claim.objects.filter(workspace=team.workspace, withdrawn_at__isnull=True).order_by("pk")
    return documents_of(team.workspace, [row.pk for row in rows])


def chain_of(claim: ClaimDocument) -> list[str]:
    hops = claim["chains"][0]["attributions"]
    return [hop["source"]["name"] if hop["source"] else "" for hop in hops]

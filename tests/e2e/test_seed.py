"""The first real article, annotated as its readers need it; skipped loudly where the file is not at hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.exchange.records import SourceRecord
from claims.ingestion.ingest import read_file
from claims.services import sources
from claims.vocabulary import SourceKind
from tests.e2e.conftest import SHARED, select_words
from tests.makers import Team, make_article

SEED = SHARED / "seed" / "kabul.txt"


@pytest.mark.skipif(not SEED.exists(), reason=f"THE FIRST REAL ARTICLE IS NOT THERE ({SEED}); set PROVENANCE_SHARED.")
def test_a_claim_of_the_first_article_gets_both_its_steps(visit: Page, live_server: LiveServer, team: Team) -> None:
    document = read_file(Path(SEED).read_bytes(), filename=SEED.name)
    sources.make(
        team.workspace,
        SourceRecord(name="Islamic State Khorasan Province", short_name="ISIS-K", kind=SourceKind.ARMED_GROUP),
        by=team.alice,
    )
    article = make_article(
        team.workspace, text=document.text, title=document.title, publisher=document.publisher, by=team.alice
    )
    visit.goto(f"{live_server.url}/w/{team.workspace.slug}/articles/{article.pk}/")
    expect(visit.get_by_role("heading", level=1)).to_contain_text("Kabul Blasts")
    expect(visit.locator(".segment.boilerplate").first).to_have_text("World")
    select_words(visit, "The deadly airport bombings")
    visit.keyboard.press("c")
    expect(visit.locator("#panel-chain")).to_have_text("Sputnik, in its own words")
    select_words(visit, "SITE Intelligence Group")
    visit.keyboard.press("s")
    expect(visit.locator("#panel-chain")).to_have_text("Sputnik, citing SITE Intelligence Group")
    select_words(visit, "as per")
    visit.keyboard.press("u")
    expect(visit.locator("#text mark.cue")).to_have_text("as per")
    visit.keyboard.press(".")
    visit.keyboard.type("Islamic State Khorasan Province")
    visit.keyboard.press("Enter")
    expect(visit.locator("#panel-chain")).to_have_text("Sputnik, citing SITE Intelligence Group, citing ISIS-K")
    select_words(visit, "have been claimed by")
    visit.keyboard.press("u")
    expect(visit.locator("#text mark.cue").first).to_have_text("have been claimed by")
    expect(visit.locator("#cards .chain")).to_have_text("Sputnik, citing SITE Intelligence Group, citing ISIS-K")

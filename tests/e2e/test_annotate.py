"""The annotate screen as an annotator uses it: by mouse, by keys, by quote; undo; what the server then holds."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from tests.e2e.conftest import log_in, select_words, wait_until_saved
from tests.makers import FIRE, GUARD, Team, make_article


def open_article(page: Page, server: LiveServer, team: Team) -> str:
    article = make_article(team.workspace)
    address = f"{server.url}/w/{team.workspace.slug}/articles/{article.pk}/"
    page.goto(address)
    return address


def standing(team: Team) -> list[ClaimDocument]:
    rows = Claim.objects.filter(workspace=team.workspace, withdrawn_at__isnull=True).order_by("pk")
    return documents_of(team.workspace, [row.pk for row in rows])


def test_a_claim_with_two_steps_is_marked_with_mouse_and_keys(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    select_words(visit, GUARD)
    expect(visit.get_by_role("dialog", name="Mark the selection")).to_be_visible()
    visit.keyboard.press("c")
    expect(visit.locator("#panel .quote")).to_have_text(f"“{GUARD}”")
    expect(visit.locator("#panel-chain")).to_have_text("Ellery Courier, in its own words")
    select_words(visit, "Seawatch")
    visit.keyboard.press("s")
    expect(visit.locator("#panel-chain")).to_have_text("Ellery Courier, citing Seawatch")
    select_words(visit, "said")
    visit.keyboard.press("u")
    expect(visit.locator("#text mark.cue").first).to_have_text("said")
    visit.keyboard.press(".")
    visit.keyboard.type("Harbour Guard")
    visit.keyboard.press("Enter")
    expect(visit.locator("#panel-chain")).to_have_text("Ellery Courier, citing Seawatch, citing Harbour Guard")
    expect(visit.locator("#cards li")).to_have_count(1)
    expect(visit.locator("#text mark.claim").first).to_have_text(GUARD)
    wait_until_saved(visit)
    claim = standing(team)[0]
    assert claim["quote"] == GUARD
    hops = claim["chains"][0]["attributions"]
    assert [hop["source"] and hop["source"]["name"] for hop in hops] == ["Seawatch", "Harbour Guard"]
    assert [hop["stance"] for hop in hops] == ["relays", "asserts"]
    assert [span["exact"] for span in hops[0]["cue_spans"]] == ["said"]


def test_undo_and_redo_work_across_a_reload(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    select_words(visit, FIRE)
    visit.keyboard.press("c")
    expect(visit.locator("#cards li")).to_have_count(1)
    wait_until_saved(visit)
    visit.reload()
    visit.locator("#article").focus()
    visit.keyboard.press("z")
    expect(visit.locator("#cards li")).to_have_count(0)
    expect(visit.locator("#text mark.claim")).to_have_count(0)
    visit.keyboard.press("Shift+Z")
    expect(visit.locator("#cards li")).to_have_count(1)
    wait_until_saved(visit)
    assert [claim["quote"] for claim in standing(team)] == [FIRE]


def test_a_claim_is_marked_by_keyboard_alone(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    visit.locator("#article").focus()
    for key in ("j", "j", "v", "c"):
        visit.keyboard.press(key)
    expect(visit.locator("#panel .quote")).to_have_text("“A fire destroyed two piers on Monday night”")
    visit.keyboard.press("o")
    expect(visit.locator("#panel")).to_be_empty()
    wait_until_saved(visit)
    assert standing(team)[0]["chains"][0]["lineage"] == "none_given"


def test_a_deleted_claim_comes_back_by_undo(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    select_words(visit, FIRE)
    visit.keyboard.press("c")
    expect(visit.locator("#cards li")).to_have_count(1)
    visit.keyboard.press("Delete")
    expect(visit.locator("#cards li")).to_have_count(0)
    wait_until_saved(visit)
    assert standing(team) == []
    visit.keyboard.press("z")
    expect(visit.locator("#cards li")).to_have_count(1)
    wait_until_saved(visit)
    assert len(standing(team)) == 1


def test_a_discontinuous_claim_has_two_parts(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    select_words(visit, "A fire")
    visit.keyboard.press("+")
    select_words(visit, "on Monday night")
    visit.keyboard.press("c")
    expect(visit.locator("#panel .quote")).to_have_text("“A fire […] on Monday night”")
    wait_until_saved(visit)
    assert [span["exact"] for span in standing(team)[0]["spans"]] == ["A fire", "on Monday night"]


def test_a_quote_form_works_without_scripts(live_server: LiveServer, team: Team, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server.url, "alice")
    open_article(page, live_server, team)
    page.get_by_label("Quote").fill(FIRE)
    page.get_by_role("button", name="Mark as a claim").click()
    expect(page.locator("#panel .quote")).to_have_text(f"“{FIRE}”")
    page.get_by_label("Quote").fill("words that are not there")
    page.get_by_role("button", name="Mark as a claim").click()
    expect(page.locator("[role=alert]")).to_contain_text("does not")
    context.close()
    assert [claim["quote"] for claim in standing(team)] == [FIRE]


def test_clicking_a_mark_opens_its_claim_and_hovering_lights_both_ends(
    visit: Page, live_server: LiveServer, team: Team
) -> None:
    address = open_article(visit, live_server, team)
    for words in (GUARD, FIRE):
        select_words(visit, words)
        visit.keyboard.press("c")
        expect(visit.locator("#panel .quote")).to_have_text(f"“{words}”")
    visit.locator("#text mark.claim", has_text=GUARD).click()
    expect(visit.locator("#panel .quote")).to_have_text(f"“{GUARD}”")
    visit.locator("#text mark.claim", has_text=FIRE).hover()
    expect(visit.locator("#cards li.lit")).to_contain_text(FIRE)
    assert f"{address}?claim=" in visit.url

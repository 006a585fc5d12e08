"""The annotate screen as an annotator uses it: by mouse, by keys, by quote; undo; what the server then holds."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import labels
from tests.e2e.conftest import log_in, select_words, wait_until_saved
from tests.makers import FIRE, GUARD, Team, make_article, make_claim, make_source


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


def test_clicks_and_enter_go_from_the_shortest_claim_outward(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace)
    quotes = ("Guard set", GUARD, f"{GUARD}, the monitoring group Seawatch said")
    for quote in quotes:
        make_claim(article, quote, by=team.alice)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    inner = visit.locator("#text mark", has_text="Guard set")
    expect(inner).to_have_class(re.compile("lane-1 lane-2 lane-3"))
    for quote in (*quotes, quotes[0]):
        inner.click()
        expect(visit.locator("#panel .quote")).to_have_text(f"“{quote}”")
        expect(visit.locator("#cards li.active")).to_contain_text(quote)
    visit.keyboard.press("Enter")
    expect(visit.locator("#panel .quote")).to_have_text(f"“{quotes[1]}”")
    visit.keyboard.press("g")
    expect(visit.locator("#cards li", has_text=quotes[1]).locator("a:focus")).to_have_count(1)
    expect(visit.locator("#text mark.lit").first).to_have_text("The Harbour ")
    visit.keyboard.press("g")
    expect(visit.locator("#article")).to_be_focused()
    expect(visit.locator("#caret")).to_be_visible()


def test_an_armed_label_marks_each_selection_until_escape(visit: Page, live_server: LiveServer, team: Team) -> None:
    for name in ("attack", "denial"):
        labels.make(team.workspace, name, by=team.adam)
    open_article(visit, live_server, team)
    visit.locator("#article").focus()
    for key in ("j", "j", "v", "c", "c", "2"):
        visit.keyboard.press(key)
    expect(visit.locator("#armed")).to_contain_text("“denial”")
    select_words(visit, GUARD)
    expect(visit.locator("#cards li", has_text=GUARD)).to_contain_text("denial")
    select_words(visit, "nobody was hurt")
    expect(visit.locator("#cards li", has_text="nobody")).to_contain_text("denial")
    visit.keyboard.press("Escape")
    expect(visit.locator("#armed")).to_be_empty()
    select_words(visit, "built in 1911")
    expect(visit.get_by_role("dialog", name="Mark the selection")).to_be_visible()
    wait_until_saved(visit)
    assert [claim["labels"] for claim in standing(team)] == [[], ["denial"], ["denial"]]


def test_borders_move_by_words_before_and_after_saving(visit: Page, live_server: LiveServer, team: Team) -> None:
    open_article(visit, live_server, team)
    select_words(visit, "set the fire")
    visit.keyboard.press("[")
    visit.keyboard.press("{")
    expect(visit.locator("#popover-quote")).to_have_text("Guard set the")
    visit.keyboard.press("+")
    select_words(visit, "a leaflet")
    visit.keyboard.press("c")
    expect(visit.locator("#cards li")).to_contain_text("Guard set the […] a leaflet")
    visit.locator("#text mark", has_text="a leaflet").click()
    for key in ("}", "}", "]"):
        visit.keyboard.press(key)
    expect(visit.locator("#cards li")).to_contain_text("Guard set the […] leaflet of the")
    visit.keyboard.press("z")
    wait_until_saved(visit)
    assert len(standing(team)) == 1


def test_pointers_snap_and_odd_selections_do_no_harm(visit: Page, live_server: LiveServer, team: Team) -> None:
    text = "Ships burn\n\nTwo ships burned 🔥🔥 on Monday. The guard said so, twice.\n\nNobody was hurt."
    article = make_article(team.workspace, text=text)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    quote = visit.locator("#popover-quote")
    body = visit.locator("#text p").nth(1)
    body.click(position={"x": 12, "y": 12}, click_count=2)
    expect(quote).to_have_text("Two")
    body.click(position={"x": 12, "y": 12}, click_count=3)
    expect(quote).to_have_text("Two ships burned 🔥🔥 on Monday")
    choose = """([from, to, exact]) => {
      const node = document.querySelectorAll('#text p')[1].firstChild;
      getSelection().setBaseAndExtent(node, from, node, to);
      document.getElementById('article').dispatchEvent(new MouseEvent('click', {bubbles: true, shiftKey: exact}));
    }"""
    visit.evaluate(choose, [18, 20, True])
    expect(quote).to_have_text("🔥")
    visit.evaluate(choose, [1, 6, True])
    expect(quote).to_have_text("wo sh")
    visit.evaluate(choose, [16, 17, False])
    expect(visit.locator("#popover")).to_be_hidden()
    visit.locator("#article").focus()
    visit.keyboard.press("c")
    expect(visit.locator("#messages")).to_contain_text("Only spaces are selected")
    visit.keyboard.press("Control+A")
    visit.keyboard.press("c")
    wait_until_saved(visit)
    assert [span["exact"] for span in standing(team)[0]["spans"]] == [
        "Ships burn", "Two ships burned 🔥🔥 on Monday. The guard said so, twice", "Nobody was hurt"
    ]  # fmt: skip
    expect(visit.locator("#text mark.claim")).to_have_count(3)


def test_a_step_whose_source_is_known_takes_six_keys_at_most(visit: Page, live_server: LiveServer, team: Team) -> None:
    make_source(team.workspace, "Harbour Guard of Port Ellery")
    open_article(visit, live_server, team)
    select_words(visit, GUARD)
    keys = ("c", "s", "h", "a")
    for key in keys:
        visit.keyboard.press(key)
    expect(visit.locator("#source-options [data-pick]").first).to_contain_text("Harbour Guard of Port Ellery")
    visit.keyboard.press("1")
    expect(visit.locator("#panel-chain")).to_have_text("Ellery Courier, citing Harbour Guard of Port Ellery")
    assert len(keys) + 1 <= 6
    select_words(visit, "nobody was hurt")
    visit.keyboard.press("c")
    visit.keyboard.press("1")
    expect(visit.locator("#cards li")).to_have_count(2)
    wait_until_saved(visit)
    assert [len(claim["chains"][0]["attributions"]) for claim in standing(team)] == [1, 1]


def test_axe_has_no_objection_to_any_state(visit: Page, live_server: LiveServer, team: Team) -> None:
    labels.make(team.workspace, "attack", by=team.adam)
    article = make_article(team.workspace)
    claim = make_claim(article, GUARD, sources=("Seawatch", "Harbour Guard"), by=team.alice)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/?claim={claim.pk}")
    faults: list[str] = []

    def look(state: str) -> None:
        for scheme in ("light", "dark"):
            visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            violations = Axe().run(visit).response["violations"]
            faults.extend(f"{state}, {scheme}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in violations)

    select_words(visit, "Seawatch")
    expect(visit.locator("#match .note, #match [data-match]").first).to_be_visible()
    look("popover")
    visit.keyboard.press("Escape")
    visit.get_by_role("button", name="attack").click()
    expect(visit.locator("#armed")).to_contain_text("attack")
    look("armed label and caret")
    visit.keyboard.press("Escape")
    visit.context.set_offline(True)
    visit.keyboard.press("]")
    expect(visit.locator("#saved")).to_have_text("Offline, 1 change queued")
    select_words(visit, FIRE)
    visit.keyboard.press("c")
    expect(visit.locator("#saved")).to_have_text("Offline, 2 changes queued")
    look("offline, with a claim that is not saved")
    Claim.objects.filter(pk=claim.pk).update(revision=7)
    visit.context.set_offline(False)
    expect(visit.get_by_role("alert", name="Two versions")).to_be_visible()
    look("conflict")
    assert faults == []

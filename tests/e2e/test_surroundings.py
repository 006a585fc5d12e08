"""Around the annotate screen: the queue, a text that changed, own keys, other directions, colours and paper."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.services import preferences, versions
from claims.services.article_rows import Capture
from claims.vocabulary import CaptureMethod
from tests.e2e.conftest import select_words, wait_until_saved
from tests.makers import FIRE, TEXT, Team, make_article, make_claim

ARABIC = "أعلن الحرس مسؤوليته عن الحريق.\n\nقال الحرس إن النار أتت على رصيفين."
STATEMENT = "النار أتت على رصيفين"


def test_control_enter_leads_through_the_queue(visit: Page, live_server: LiveServer, team: Team) -> None:
    for title in ("The older one", "The newer one"):
        make_article(team.workspace, title=title, text=f"{title}. {TEXT}")
    visit.goto(f"{live_server.url}/w/desk/queue/?show=unstarted")
    with visit.expect_navigation():
        visit.get_by_role("link", name="The newer one").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("The newer one")
    with visit.expect_navigation():
        visit.keyboard.press("Control+Enter")
    expect(visit.get_by_role("heading", level=1)).to_have_text("The older one")
    with visit.expect_navigation():
        visit.keyboard.press("Control+Enter")
    expect(visit.locator("#messages")).to_contain_text("Nothing else is left in this list (unstarted).")
    expect(visit.get_by_role("link", name="Done 2")).to_be_visible()


def test_a_claim_is_placed_at_a_selection_of_the_new_text(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, FIRE, by=team.alice)
    text = TEXT.replace("two piers on", "three piers on")
    versions.bring(article, text, capture=Capture(CaptureMethod.PASTE), by=team.alice)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    expect(visit.locator("#cards li")).to_have_count(0)
    with visit.expect_navigation():
        visit.get_by_role("link", name="Text changed: place again").click()
    select_words(visit, "destroyed three piers")
    expect(visit.locator("#quote")).to_have_value("destroyed three piers")
    with visit.expect_navigation():
        visit.keyboard.press("p")
    expect(visit.locator("#messages")).to_contain_text("Placed.")
    assert Claim.objects.get().quote == "destroyed three piers"
    with visit.expect_navigation():
        visit.keyboard.press("z")
    expect(visit.locator("#messages")).to_contain_text("Taken back.")
    with visit.expect_navigation():
        visit.keyboard.press("a")
    expect(visit.locator("#messages")).to_contain_text("Placed.")
    assert Claim.objects.get().quote == "A fire destroyed three piers"


def test_own_keys_work_and_are_shown(visit: Page, live_server: LiveServer, team: Team) -> None:
    preferences.choose_keys(team.alice, "Annotating an article", {"mark-claim": "m"})
    article = make_article(team.workspace)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    select_words(visit, FIRE)
    button = visit.get_by_role("dialog", name="Mark the selection").get_by_role("button", name="Claim")
    expect(button).to_have_attribute("aria-keyshortcuts", "m")
    visit.keyboard.press("c")
    expect(button).to_be_visible()
    visit.keyboard.press("m")
    expect(visit.locator("#cards li")).to_have_count(1)
    wait_until_saved(visit)


def test_a_text_from_right_to_left_is_marked_and_keeps_its_lines_on_paper_and_in_forced_colours(
    visit: Page, live_server: LiveServer, team: Team
) -> None:
    article = make_article(team.workspace, title="حريق", text=ARABIC, language="ar")
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/")
    paragraph = visit.locator("#text [data-start]").nth(1)
    expect(paragraph).to_have_css("direction", "rtl")
    visit.locator("#article").focus()
    select_by_quote(visit, STATEMENT)
    mark = visit.locator("#text mark.claim").first
    expect(mark).to_have_text(STATEMENT)
    wait_until_saved(visit)
    visit.emulate_media(forced_colors="active")
    expect(mark).to_have_css("text-decoration-line", "underline")
    visit.emulate_media(forced_colors="none", media="print")
    expect(mark).to_be_visible()
    expect(visit.locator(".by-quote")).to_be_hidden()
    expect(visit.locator("#history")).to_be_hidden()
    expect(mark).to_have_css("print-color-adjust", "exact")
    expect(visit.locator("#cards li")).to_be_visible()


def select_by_quote(page: Page, words: str) -> None:
    page.get_by_label("Quote", exact=True).fill(words)
    page.get_by_role("button", name="Mark as a claim").click()

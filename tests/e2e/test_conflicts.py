"""Two people at two browsers save the same claim."""

from dataclasses import replace

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.queries.claim_documents import documents_of
from claims.services import claims
from tests.e2e.conftest import SECONDS_TO_LOAD, log_in
from tests.makers import Team, make_article, make_claim


def test_the_second_sees_both_versions_and_keeps_hers(
    visit: Page, browser: Browser, live_server: LiveServer, team: Team
) -> None:
    article = make_article(team.workspace)
    claim = make_claim(article, by=team.alice)
    address = f"{live_server.url}/w/desk/articles/{article.pk}/?claim={claim.pk}"
    context = browser.new_context()
    other = context.new_page()
    other.set_default_timeout(SECONDS_TO_LOAD * 1000)
    log_in(other, live_server.url, "bob")
    for page in (visit, other):
        page.goto(address)
        page.locator(".claim-details summary").click()
    other.get_by_label("note").fill("From the port.")
    other.get_by_label("status").select_option("submitted")
    other.locator("#claim-form").get_by_role("button", name="Save").click()
    expect(other.locator("#saved")).to_contain_text("Saved")
    context.close()
    visit.get_by_label("note").fill("From the Guard.")
    visit.locator("#claim-form").get_by_role("button", name="Save").click()
    versions = visit.get_by_role("alert", name="Two versions")
    expect(versions).to_contain_text("bob saved this claim while you had it open")
    expect(versions.get_by_role("row", name="note")).to_contain_text("From the port.")
    expect(versions.get_by_role("row", name="note")).to_contain_text("From the Guard.")
    expect(visit.locator("#saved")).to_contain_text("Conflict")
    assert documents_of(team.workspace, [claim.pk])[0]["note"] == "From the port."
    versions.get_by_role("button", name="Keep mine").click()
    expect(visit.locator("#saved")).to_contain_text("Saved")
    expect(versions).to_have_count(0)
    saved = documents_of(team.workspace, [claim.pk])[0]
    assert (saved["note"], saved["status"]) == ("From the Guard.", "submitted")


def test_the_second_keeps_what_is_there(visit: Page, live_server: LiveServer, team: Team) -> None:
    article = make_article(team.workspace)
    claim = make_claim(article, by=team.alice)
    visit.goto(f"{live_server.url}/w/desk/articles/{article.pk}/?claim={claim.pk}")
    visit.locator(".claim-details summary").click()

    claims.change(claim, lambda _, record: replace(record, note="From the port."), by=team.bob)
    visit.get_by_label("note").fill("From the Guard.")
    visit.locator("#claim-form").get_by_role("button", name="Save").click()
    visit.get_by_role("link", name="Keep theirs").click()
    expect(visit.get_by_role("alert", name="Two versions")).to_have_count(0)
    expect(visit.locator("#id_note")).to_have_value("From the port.")
    assert documents_of(team.workspace, [claim.pk])[0]["note"] == "From the port."

"""The page that offers exports, and the files themselves."""

import csv
import io
import json

from claims.exchange.csv_tables import CLAIMS_COLUMNS
from claims.queries.exports import stream_csv
from claims.queries.filters import Filters
from claims.vocabulary import ClaimStatus
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_the_page_says_of_what_and_shows_the_first_rows(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, makers.GUARD, sources=["Seawatch"])
    makers.make_claim(article, makers.FIRE, status=ClaimStatus.ACCEPTED)
    page = vera.open("export", query="?status=draft")
    assert page.status == 200
    assert page.shows("Status: draft", "claim_id", makers.GUARD, "Seawatch")
    assert not page.shows(makers.FIRE)
    assert 'href="/w/desk/exports/claims.csv?status=draft" download' in page.page


def test_at_most_five_rows_are_shown(team: Team, vera: Browser) -> None:
    for _ in range(7):
        makers.make_article(team.workspace)
    page = vera.open("export", query="?shape=articles")
    assert len(page.response.context["table"].rows) == 5


def test_filters_that_a_table_does_not_know_are_said(team: Team, vera: Browser) -> None:
    assert vera.open("export", query="?shape=sources&status=draft").shows(
        "A table of sources has no filter Status; it is left out here."
    )


def test_raw_cells_come_with_a_warning_and_the_link_takes_the_options(team: Team, vera: Browser) -> None:
    page = vera.open("export", query="?raw=true&excel=true")
    assert page.shows("would run as a formula")
    assert 'href="/w/desk/exports/claims.csv?excel=true&amp;raw=true"' in page.page


def test_a_bad_filter_is_said(team: Team, vera: Browser) -> None:
    page = vera.open("export", query="?status=unheard")
    assert page.status == 422
    assert page.shows("“unheard” is no status")


def test_the_file_has_the_bytes_of_every_other_way(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace, title="=1+1"), sources=["Seawatch"])
    page = vera.open("export-file", "claims", "csv", query="?source=Seawatch")
    assert page.status == 200
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="desk-claims.csv"'
    wanted = b"".join(stream_csv(team.workspace, "claims", Filters({"source": ("Seawatch",)})))
    assert page.page.encode() == wanted
    rows = list(csv.DictReader(io.StringIO(page.page, newline="")))
    assert tuple(rows[0]) == CLAIMS_COLUMNS
    assert rows[0]["article_title"] == "'=1+1"


def test_raw_and_excel_change_the_bytes(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace, title="=1+1"))
    assert ",=1+1," in vera.open("export-file", "claims", "csv", query="?raw=true").page
    excel = vera.open("export-file", "claims", "csv", query="?excel=true").page
    assert excel.startswith("\ufeff")
    assert "\r\n" in excel


def test_everything_can_be_taken_along_as_json_lines(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), sources=["Seawatch"])
    lines = [json.loads(line) for line in vera.open("export-file", "all", "jsonl").page.splitlines()]
    assert makers.TITLE in {line.get("title") for line in lines}


def test_what_is_no_export_does_not_exist(team: Team, vera: Browser) -> None:
    assert vera.open("export-file", "people", "csv").status == 404
    assert vera.open("export-file", "claims", "xlsx").status == 404
    assert vera.open("export-file", "claims", "csv", query="?set=blind").status == 403
    assert vera.open("export-file", "claims", "csv", query="?hops_min=x").status == 422

"""One search over articles, claims and sources."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_it_finds_claims_articles_and_sources_and_marks_the_words(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), makers.GUARD, sources=["Harbour Guard"])
    page = vera.open("search", query="?q=guard")
    assert page.shows("Claims 1", "Articles 1", "Sources 1")
    assert "Harbour <mark>Guard</mark> set the fire" in page.page
    assert "Harbour <mark>Guard</mark></a>" in page.page


def test_it_shows_the_first_ten_and_leads_to_all(team: Team, vera: Browser) -> None:
    for number in range(11):
        makers.make_article(team.workspace, title=f"Fire {number}")
    page = vera.open("search", query="?q=fire")
    assert page.shows("Articles 11", "All 11 articles", "Fire 10", "Fire 1")
    assert 'href="/w/desk/articles/?q=fire"' in page.page
    assert not page.shows("Fire 0 ")


def test_it_stops_counting_where_nobody_needs_the_number(
    team: Team, vera: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.queries.counts.up_to.__kwdefaults__", {"most": 11})
    for number in range(12):
        makers.make_article(team.workspace, title=f"Fire {number}")
    assert vera.open("search", query="?q=fire").shows("All more than 11 articles")


def test_it_takes_whatever_somebody_types(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace)
    for words in ("%22", "-", "%27%3B--", "a%00b", "%3Cb%3E", "x" * 3000):
        assert vera.open("search", query=f"?q={words}").status == 200
    assert vera.open("search", query="?q=zebra").shows("Nothing is found for “zebra”")


def test_without_words_it_explains_itself(team: Team, vera: Browser) -> None:
    assert vera.open("search").shows("English endings make no difference")


def test_ten_finds_cost_the_queries_of_one(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), sources=["Fire 0"])
    with CaptureQueriesContext(connection) as one:
        vera.open("search", query="?q=fire")
    for number in range(1, 10):
        makers.make_claim(makers.make_article(team.workspace), sources=[f"Fire {number}"])
    with CaptureQueriesContext(connection) as ten:
        vera.open("search", query="?q=fire")
    assert len(ten) == len(one)

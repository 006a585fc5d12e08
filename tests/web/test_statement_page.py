"""A statement at its address: the card, the drawing, what if, the claims."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import ClaimRecord
from claims.models import Article, Proposition
from claims.services import claims
from claims.vocabulary import Stance
from tests import makers
from tests.makers import Team, chain, hop, make_article
from tests.web.browsers import Browser

STATEMENT = "A fire destroyed two piers."


def say(article: Article, *steps: Any, **more: Any) -> Proposition:
    chains = {"chains": (chain(*steps),)} if steps else {}
    record = ClaimRecord(spans=makers.spans(makers.TEXT, makers.FIRE), proposition=STATEMENT, **chains, **more)
    claims.make(claims.place(article, by=None), record, by=None)
    return Proposition.objects.get(text=STATEMENT)


def test_it_says_on_what_the_statement_rests(team: Team, vera: Browser) -> None:
    for number in range(3):
        said = say(make_article(team.workspace, title=f"Paper {number}"), hop("Seawatch"), hop("Harbour Guard"))
    page = vera.open("statement", said.pk)
    assert page.status == 200
    assert page.shows(STATEMENT)
    assert '<p class="origin-bounds">1</p>' in page.page
    assert page.shows("3 articles")
    assert page.shows("Seawatch")
    assert '<svg role="group"' in page.page
    assert page.page.count('class="node article"') == 3
    assert page.page.count('class="node source chokepoint') == 2


def test_a_struck_source_shows_what_would_be_left(team: Team, vera: Browser) -> None:
    say(make_article(team.workspace, title="One"), hop("Seawatch"))
    said = say(make_article(team.workspace, title="Two"), hop("Harbour Guard"))
    page = vera.open("statement", said.pk, query="?without=Seawatch")
    assert page.shows("What if Seawatch had been silent?")
    assert page.shows("Independent sources: 2 before, 1 without.")
    assert f'href="/w/desk/statements/{said.pk}/"' in page.page


def test_without_its_only_source_nothing_is_left(team: Team, vera: Browser) -> None:
    said = say(make_article(team.workspace), hop("Seawatch"))
    page = vera.open("statement", said.pk, query="?without=Seawatch")
    assert (page.status, page.shows("Independent sources: 1 before, 0 without.")) == (200, True)
    assert '<p class="origin-bounds">0</p>' in page.page


def test_dates_that_are_not_known_known_in_part_or_to_come_are_shown_as_they_are(team: Team, vera: Browser) -> None:
    for published in ("", "2021", "2021-08", "2999-01-01"):
        said = say(make_article(team.workspace, title=f"Of {published}", published=published), hop("Seawatch"))
    page = vera.open("statement", said.pk)
    assert page.shows("4 articles", "undated", "2999-01-01")
    assert '<p class="origin-bounds">1</p>' in page.page


def test_a_chain_over_five_hundred_steps_is_drawn(team: Team, vera: Browser) -> None:
    """Five articles, each of which has it from the one before by a hundred steps."""
    for number in range(5):
        steps = [hop(f"Voice {number}-{step}") for step in range(99)]
        article = make_article(team.workspace, publisher=f"Paper {number}", published=f"2021-05-0{number + 1}")
        said = say(article, *steps, hop(f"Paper {number - 1}" if number else "Seawatch"))
    page = vera.open("statement", said.pk)
    assert (page.status, page.shows("5 articles", "Seawatch")) == (200, True)
    assert '<p class="origin-bounds">1</p>' in page.page


def test_claims_that_do_not_count_are_shown_with_the_reason(team: Team, vera: Browser) -> None:
    said = say(make_article(team.workspace), hop("Mayor", stance=Stance.DENIES))
    page = vera.open("statement", said.pk)
    assert page.shows("does not count: it is denied")
    assert page.shows("denied by Mayor")
    assert '<p class="origin-bounds">0</p>' in page.page


def test_what_is_found_links_to_its_claims(team: Team, vera: Browser) -> None:
    original = make_article(team.workspace, title="Original", published="2024-05-01")
    say(original, hop("Seawatch"))
    said = say(make_article(team.workspace, title="Copy", published="2024-05-02", republishes=original.pk))
    page = vera.open("statement", said.pk)
    assert page.shows("had named a source before")
    assert page.shows("reprints")


def test_a_statement_without_claims_says_how_to_begin(team: Team, vera: Browser) -> None:
    row = Proposition.objects.create(workspace=team.workspace, text="Nobody said this.")
    page = vera.open("statement", row.pk)
    assert page.shows("No claim makes this statement yet")


def test_a_merged_statement_leads_to_the_one_it_counts_as(team: Team, vera: Browser) -> None:
    standing = say(make_article(team.workspace), hop("Seawatch"))
    merged = Proposition.objects.create(workspace=team.workspace, text="The same.", merged_into=standing)
    assert vera.open("statement", merged.pk).status == 303


def test_the_page_costs_the_same_queries_for_more_articles(team: Team, vera: Browser) -> None:
    said = say(make_article(team.workspace), hop("Seawatch"))
    with CaptureQueriesContext(connection) as few:
        vera.open("statement", said.pk)
    for number in range(4):
        say(make_article(team.workspace, title=f"More {number}"), hop("Seawatch"), hop(f"Source {number}"))
    with CaptureQueriesContext(connection) as more:
        vera.open("statement", said.pk)
    assert len(more) == len(few)


def test_a_source_nobody_knows_cannot_be_struck(team: Team, vera: Browser) -> None:
    said = say(make_article(team.workspace), hop("Seawatch"))
    assert vera.open("statement", said.pk, query="?without=Nobody").status == 422


def test_outsiders_find_nothing(team: Team, charlie: Browser) -> None:
    said = say(make_article(team.workspace), hop("Seawatch"))
    assert charlie.open("statement", said.pk).status == 404

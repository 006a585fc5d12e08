"""Passages that answer a search."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.queries import highlights
from claims.queries.highlights import END, START
from tests import makers
from tests.makers import Team


def test_a_quote_is_given_whole_with_its_words_marked(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), makers.GUARD, note="Who sets fires, <b>?")
    found = highlights.of_claims(team.workspace, [claim.pk], ["fire"])[str(claim.pk)]
    assert found.heading == f"The Harbour Guard set the {START}fire{END}"
    assert found.passage == f"Who sets {START}fires{END}, <b>?"


def test_an_article_gives_a_passage_of_its_text(team: Team) -> None:
    text = "Headline of a long report\n\n" + "Nothing of note happened here. " * 200 + "Then the leaflet was found."
    article = makers.make_article(team.workspace, text=text, title="Headline of a long report")
    found = highlights.of_articles(team.workspace, [article.pk], ["leaflet"])[str(article.pk)]
    assert f"{START}leaflet{END}" in found.passage
    assert len(found.passage) < 400


def test_sentinels_that_stand_in_a_text_are_taken_out(team: Team) -> None:
    article = makers.make_article(team.workspace, text=f"The {START}fire{END} burned all night long in the port.")
    found = highlights.of_articles(team.workspace, [article.pk], ["night"])[str(article.pk)]
    assert found.passage.count(START) == found.passage.count(END) == 1


def test_without_words_or_rows_nothing_is_asked(team: Team) -> None:
    article = makers.make_article(team.workspace)
    with CaptureQueriesContext(connection) as queries:
        assert highlights.of_articles(team.workspace, [article.pk], []) == {}
        assert highlights.of_claims(team.workspace, [], ["fire"]) == {}
    assert len(queries) == 0


def test_rows_of_another_workspace_are_not_read(team: Team) -> None:
    article = makers.make_article(team.elsewhere)
    assert highlights.of_articles(team.workspace, [article.pk], ["fire"]) == {}

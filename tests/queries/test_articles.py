"""The document of an article: its keys, with and without its text, and that ten cost what one costs."""

from typing import Any, get_type_hints

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import ArticleRecord, SourceReference
from claims.models import Article, Source
from claims.models.fields import new_id
from claims.queries.articles import ArticleDocument, SegmentDocument, VersionDocument, documents_of, rows_of
from claims.queries.claim_documents import SourceSummary
from claims.services import articles, claims
from claims.vocabulary import SourceKind
from tests.makers import GUARD, TEXT, Team, make_article, make_claim, make_source


def keys_of(shape: Any) -> set[str]:
    return set(get_type_hints(shape))


@pytest.fixture
def article(team: Team) -> Article:
    wire = SourceReference(name="Coast Wire", kind=SourceKind.WIRE_AGENCY)
    return make_article(team.workspace, byline="Jo Marsh", url="https://courier.example/1", wire_credit=wire)


def document_of(article: Article) -> ArticleDocument:
    [document] = documents_of(article.workspace, [article.pk])
    return document


def test_a_document_has_the_keys_that_are_said(article: Article) -> None:
    document = document_of(article)
    assert set(document) == keys_of(ArticleDocument)
    assert set(document["current_version"]) == keys_of(VersionDocument)
    assert all(set(segment) == keys_of(SegmentDocument) for segment in document["current_version"]["segments"])
    for source in (document["publisher"], document["wire_credit"]):
        assert source is not None
        assert set(source) == keys_of(SourceSummary)


def test_a_row_of_a_list_is_the_document_without_its_text(article: Article) -> None:
    [row] = rows_of(article.workspace, [article.pk])
    document: Any = document_of(article)
    del document["current_version"]["text"]
    assert row == document


def test_a_document_says_what_was_written(article: Article) -> None:
    document = document_of(article)
    assert (document["title"], document["byline"]) == ("Two piers burn in Port Ellery", "Jo Marsh")
    assert (document["published"], document["language"]) == ("2021-08-27", "en")
    assert (document["progress"], document["claims"], document["withdrawn"]) == ("unstarted", 0, False)
    version = document["current_version"]
    assert (version["text"], version["length"], version["number"]) == (TEXT, len(TEXT), 1)
    assert (version["capture_method"], version["taken_down"]) == ("paste", False)
    segments = [(segment["kind"], TEXT[segment["start"] : segment["end"]]) for segment in version["segments"]]
    assert segments[0] == ("headline", "Two piers burn in Port Ellery")
    assert {kind for kind, _ in segments[1:]} == {"body"}


def test_only_standing_claims_of_the_record_are_counted(article: Article, team: Team) -> None:
    kept, gone = make_claim(article), make_claim(article, GUARD)
    claims.withdraw(gone, by=team.alice)
    document = document_of(article)
    assert (document["claims"], document["progress"]) == (1, "in_progress")
    assert document["record"] == str(kept.annotation_set_id)


def test_the_same_text_again_names_the_first_article_that_stands(team: Team) -> None:
    first, second, third = (make_article(team.workspace) for _ in range(3))
    make_article(team.elsewhere)
    assert [document_of(one)["same_text_as"] for one in (first, second, third)] == [None, str(first.pk), str(first.pk)]
    articles.withdraw(first, by=team.alice)
    assert document_of(third)["same_text_as"] == str(second.pk)


def test_a_merged_publisher_shows_as_the_one_it_counts_as(article: Article, team: Team) -> None:
    group = make_source(team.workspace, "Ellery Group")
    Source.objects.filter(pk=article.publisher_id).update(merged_into=group)
    document = document_of(article)
    assert document["publisher"] is not None
    assert document["publisher"]["name"] == "Ellery Group"


def test_documents_come_in_the_order_asked_and_of_one_workspace(team: Team) -> None:
    made = [make_article(team.workspace, title=f"Title {number}") for number in range(3)]
    theirs = make_article(team.elsewhere)
    ids = [made[1].pk, theirs.pk, made[2].pk, new_id(), made[0].pk]
    assert [row["title"] for row in rows_of(team.workspace, ids)] == ["Title 1", "Title 2", "Title 0"]


def test_ten_articles_cost_the_one_query_of_one(team: Team) -> None:
    ids = [make_article(team.workspace, publisher=f"Paper {number}").pk for number in range(10)]
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as captured:
            assert len(rows_of(team.workspace, some)) == len(some)
        assert len(captured) == 1


def test_a_withdrawn_article_says_so(article: Article, team: Team) -> None:
    articles.withdraw(article, by=team.alice)
    document = document_of(article)
    assert (document["withdrawn"], document["revision"]) == (True, 2)
    articles.correct(article, ArticleRecord(title="Again", text=""), by=team.alice)
    assert document_of(article)["title"] == "Again"

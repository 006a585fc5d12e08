"""Columns of words, of partial dates, and ids."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from claims.models import Article, Source
from claims.models.fields import new_id, partial_date_columns, printed
from claims.text.dates import PartialDate, parse_date
from claims.vocabulary import DatePrecision, SourceKind
from tests.makers import Team, make_article, make_source


def test_ids_are_of_version_seven_and_in_the_order_they_are_made() -> None:
    made = [new_id() for _ in range(1000)]
    assert {key.version for key in made} == {7}
    assert made == sorted(set(made))


@pytest.mark.django_db
def test_a_word_comes_back_as_the_word_of_the_vocabulary(team: Team) -> None:
    source = make_source(team.workspace, "Seawatch", kind=SourceKind.MONITORING_GROUP)
    found = Source.objects.get(pk=source.pk).kind
    assert found is SourceKind.MONITORING_GROUP


@pytest.mark.django_db
def test_a_word_that_is_none_is_refused(team: Team) -> None:
    source = make_source(team.workspace, "Seawatch")
    with pytest.raises(IntegrityError, match="kind"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_source SET kind = 'oracle' WHERE id = %s", (source.pk,))


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["2021", "2021-08", "2021-08-27", "2021-08-27T14:05Z", "2021-08/2021-09"])
def test_a_partial_date_comes_back_as_it_was_known(team: Team, written: str) -> None:
    date = parse_date(written, words="that summer")
    article = make_article(team.workspace, published="")
    Article.objects.filter(pk=article.pk).update(**partial_date_columns("published", date))
    found = Article.objects.get(pk=article.pk)
    assert found.published == date
    assert found.published_printed == written


@pytest.mark.django_db
def test_a_date_that_is_not_known_is_none(team: Team) -> None:
    article = Article.objects.get(pk=make_article(team.workspace, published="").pk)
    assert article.published is None
    assert article.published_printed == ""


def test_a_partial_date_is_set_by_name() -> None:
    article = Article()
    article.published = PartialDate(
        datetime(2021, 1, 1, tzinfo=UTC), datetime(2021, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), DatePrecision.YEAR
    )
    assert article.published_printed == "2021"
    article.published = None
    assert article.published_earliest is None
    assert printed(article.published) == ""

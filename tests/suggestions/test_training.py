from dataclasses import replace

import pytest

from claims.errors import TooFewArticles
from claims.suggestions.evaluation import Count
from claims.suggestions.learning import count_words
from claims.suggestions.model import Model
from claims.suggestions.scoreboard import cross_validated, report_lines, suggested, table
from claims.suggestions.training import train
from tests.suggestions.examples import ARTICLES, marked


def test_the_same_articles_make_the_same_bytes(model: Model):
    assert train(ARTICLES, folds=2, curve=(3,)).to_bytes() == model.to_bytes()


def test_the_report_measures_every_article_once_beside_the_rules(model: Model):
    report = model.report
    marked_in_all = sum(len(example.attributions) for example in ARTICLES)

    assert (report.articles, report.measured_on, report.attributions) == (8, 8, marked_in_all)
    assert report.learned.exact.marked == report.rules.exact.marked == marked_in_all
    assert report.learned.exact.right > report.rules.exact.right
    assert report.beats_rules


def test_the_curve_shows_fewer_articles_first(model: Model):
    assert [point.articles for point in model.report.curve] == [3, 4]


def test_progress_is_told_step_by_step():
    told: list[tuple[int, int]] = []
    train(ARTICLES[:2], folds=2, on_progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_articles_are_said_to_be(count: int):
    with pytest.raises(TooFewArticles, match=f"there are {count}"):
        train(ARTICLES[:count])


def test_articles_without_a_mark_teach_that_nothing_is_said():
    bare = tuple(replace(example, attributions=()) for example in ARTICLES[:3])
    model = train(bare, folds=2)

    assert model.report.learned.exact.marked == 0
    assert not model.report.beats_rules


def test_words_are_counted_as_cues_and_in_all():
    counted = count_words([marked("{S1 Oru} {C1 said} {X1 that she said so}."), marked("Said I.")])

    assert counted == {"said": (3, 1)}


def test_folds_measure_each_article_by_the_others():
    found = cross_validated(ARTICLES[:4], folds=2, seed=1)

    assert found.exact.marked == sum(len(example.attributions) for example in ARTICLES[:4])
    with pytest.raises(TooFewArticles):
        cross_validated(ARTICLES[:2], folds=2, seed=1)


def test_the_table_has_a_line_for_each_measure(model: Model):
    lines = list(table([("learned", suggested(ARTICLES, by=model))]))

    assert len(lines) == 7
    assert lines[3].split()[:2] == ["learned", "exact"]


def test_the_last_line_says_who_is_in_use(model: Model):
    beaten = replace(model.report, learned=replace(model.report.learned, exact=Count(0, 9, 9)))

    assert list(report_lines(model.report))[-1] == "The recommender beats the rules and is used."
    assert list(report_lines(beaten))[-1].endswith("the rules stay in use.")

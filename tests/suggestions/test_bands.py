import pytest

from claims.suggestions.bands import ENOUGH, Tally, at_least, band_of, bucket_of, precision
from claims.vocabulary import Band


@pytest.mark.parametrize(("score", "band"), [(0.97, Band.HIGH), (0.9, Band.HIGH), (0.8, Band.MEDIUM), (0.7, Band.LOW)])
def test_without_decisions_the_score_tells_the_band(score: float, band: Band) -> None:
    assert band_of({}, rule="verb-that", score=score) is band


def test_a_few_decisions_change_nothing() -> None:
    few = {("verb-that", 9): Tally(accepted=0, rejected=ENOUGH - 1)}
    assert band_of(few, rule="verb-that", score=0.91) is Band.HIGH


def test_enough_decisions_on_the_same_rule_and_score_tell_the_band() -> None:
    enough = {("verb-that", 9): Tally(accepted=1, rejected=ENOUGH - 1)}
    assert band_of(enough, rule="verb-that", score=0.91) is Band.LOW
    assert band_of(enough, rule="according-to", score=0.91) is Band.HIGH


def test_where_the_score_is_new_all_decisions_on_the_rule_count() -> None:
    tallies = {("verb-that", 9): Tally(accepted=15, rejected=5), ("verb-that", 8): Tally(accepted=1, rejected=3)}
    assert precision(tallies, rule="verb-that", score=0.91) == 0.75
    assert precision(tallies, rule="verb-that", score=0.81) == 16 / 24


def test_a_score_falls_into_its_tenth() -> None:
    assert [bucket_of(score) for score in (0.0, 0.69, 0.7, 0.83, 1.0)] == [0, 6, 7, 8, 9]


def test_a_band_and_those_above_it() -> None:
    assert at_least(Band.HIGH) == (Band.HIGH,)
    assert at_least(Band.LOW) == (Band.HIGH, Band.MEDIUM, Band.LOW)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingestion.written_dates import is_ambiguous, read_date
from claims.text.dates import format_date


@pytest.mark.parametrize(
    ("words", "language", "date"),
    [
        ("27 August 2021", "en", "2021-08-27"),
        ("27th August 2021", "en", "2021-08-27"),
        ("August 27, 2021", "en", "2021-08-27"),
        ("Aug. 27, 2021", "", "2021-08-27"),
        ("Friday, 27 August 2021", "en", "2021-08-27"),
        ("August 27, 2021, 14:05 GMT", "en", "2021-08-27T14:05Z"),
        ("August 27, 2021 at 9:12 a.m. EDT", "en", "2021-08-27T13:12Z"),
        ("Fri, 27 Aug 2021 14:05:33 +0200", "en", "2021-08-27T12:05:33Z"),
        ("27.08.2021", "de", "2021-08-27"),
        ("03.04.2021", "en", "2021-04-03"),
        ("27/08/2021", "en", "2021-08-27"),
        ("08/27/2021", "en", "2021-08-27"),
        ("04/04/2021", "en", "2021-04-04"),
        ("2021-08-27", "en", "2021-08-27"),
        ("2021-08-27T14:05:00Z", "en", "2021-08-27T14:05:00Z"),
        ("2021-08-27 14:05+02:00", "en", "2021-08-27T12:05Z"),
        ("27 août 2021", "fr", "2021-08-27"),
        ("27. August 2021", "de", "2021-08-27"),
        ("27 de agosto de 2021", "es", "2021-08-27"),
        ("27 августа 2021", "ru", "2021-08-27"),
        ("2021年8月27日", "ja", "2021-08-27"),
        ("27 August 2021", "xx", "2021-08-27"),
    ],
)
def test_a_date_is_read_as_articles_print_it(words, language, date):
    found = read_date(words, language=language)
    assert found is not None
    assert (format_date(found), found.words) == (date, words)


@pytest.mark.parametrize(
    "words",
    ["27 August 2021, 14:05", "27 August 2021 2:05 pm ET", "2021-08-27T14:05:00", "27 August 2021, 14:05 IST"],
)
def test_a_time_whose_zone_is_not_clear_counts_as_its_day(words):
    found = read_date(words, language="en")
    assert found is not None
    assert (format_date(found), found.words) == ("2021-08-27", words)


@pytest.mark.parametrize(
    "words",
    [
        *("", "World", "Sputnik", "1 June", "June 2021", "2021", "May 2021 Report", "Lorne 2021", "1,500 to 2,200"),
        *("yesterday", "two days ago", "Friday", "31 February 2021", "2021-13-01", "2021-08-27T99:00Z", "1630072800"),
        "The report of 27 August 2021 says",
        "27 August 2021 and 3 March 2020",
        "27 August 2021" + " " * 80 + "x",
    ],
)
def test_what_is_not_a_full_date_and_nothing_else_is_not_read(words):
    assert read_date(words, language="en") is None


def test_a_date_that_two_readers_read_differently_is_not_read():
    assert is_ambiguous("03/04/2021")
    assert read_date("03/04/2021", language="en") is None
    assert not is_ambiguous("27/04/2021")
    assert not is_ambiguous("04/04/2021")


@given(st.text(max_size=90), st.sampled_from(["", "en", "de", "ar", "zh"]))
def test_no_words_make_it_fail(words, language):
    found = read_date(words, language=language)
    assert found is None or found.earliest <= found.latest

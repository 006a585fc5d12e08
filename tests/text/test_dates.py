"""Dates as far as they are known, in and out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import BadDate
from claims.text.dates import PartialDate, format_date, parse_date
from claims.vocabulary import DatePrecision
from tests.text.strategies import unhurried

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "earliest", "next_one", "precision"),
    [
        ("2021", datetime(2021, 1, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC), DatePrecision.YEAR),
        ("2020-02", datetime(2020, 2, 1, tzinfo=UTC), datetime(2020, 3, 1, tzinfo=UTC), DatePrecision.MONTH),
        ("2021-08-27", datetime(2021, 8, 27, tzinfo=UTC), datetime(2021, 8, 28, tzinfo=UTC), DatePrecision.DAY),
        (
            "2021-08-27T14:05Z",
            datetime(2021, 8, 27, 14, 5, tzinfo=UTC),
            datetime(2021, 8, 27, 14, 6, tzinfo=UTC),
            DatePrecision.MINUTE,
        ),
        (
            "2021-08-27T14:05:07+02:00",
            datetime(2021, 8, 27, 12, 5, 7, tzinfo=UTC),
            datetime(2021, 8, 27, 12, 5, 8, tzinfo=UTC),
            DatePrecision.SECOND,
        ),
        (
            "2021-08-27 14:05:07.25Z",
            datetime(2021, 8, 27, 14, 5, 7, 250_000, tzinfo=UTC),
            datetime(2021, 8, 27, 14, 5, 7, 260_000, tzinfo=UTC),
            DatePrecision.SECOND,
        ),
        ("2020/2021-03", datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 4, 1, tzinfo=UTC), DatePrecision.RANGE),
    ],
)
def test_it_reads_a_date_as_the_period_it_names(
    text: str, earliest: datetime, next_one: datetime, precision: DatePrecision
) -> None:
    date = parse_date(text)
    assert (date.earliest, date.latest, date.precision) == (earliest, next_one - MICROSECOND, precision)
    assert date.earliest.utcoffset() == date.latest.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2021-08-27T14:05", ""),
        ("2021-08-27T14:05z", "Z"),
        ("2021-08-27T14:05+0430", "+04:30"),
        ("2021-08-27T14:05-05", "-05:00"),
        ("2021-08-27", ""),
        ("2021-08-27T14:05+02:00/2021-08-27T15:05+02:00", "+02:00"),
        ("2021-08-27T14:05+02:00/2021-08-27T15:05Z", ""),
    ],
)
def test_it_keeps_the_offset_as_given(text: str, zone: str) -> None:
    assert parse_date(text).zone == zone


def test_it_keeps_the_words() -> None:
    assert parse_date("2021-08-26", words="on Thursday").words == "on Thursday"
    assert parse_date("2021-08-26/2021-08-27", words="late on Thursday").words == "late on Thursday"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2021", "2021"),
        ("0001", "0001"),
        ("9999", "9999"),
        (" 2021-08 ", "2021-08"),
        ("2021-08-27", "2021-08-27"),
        ("2021-08-27T14:05", "2021-08-27T14:05Z"),
        ("2021-08-27T00:30+02:00", "2021-08-26T22:30Z"),
        ("2021-08-27T14:05:00Z", "2021-08-27T14:05:00Z"),
        ("2021-08-27T14:05:07.100Z", "2021-08-27T14:05:07.100Z"),
        ("2021-08-27T14:05:07.123456789Z", "2021-08-27T14:05:07.123456Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("2021/2021", "2021"),
        ("2021-08-27/2021-08-29", "2021-08-27/2021-08-29"),
        ("2021/2022-03", "2021-01/2022-03"),
        ("2021-01-01/2021-12-31", "2021-01/2021-12"),
        ("2021-06/2021", "2021-06/2021-12"),
        ("2021-08-27T10:00Z/2021-08-27T12:30Z", "2021-08-27T10:00Z/2021-08-27T12:30Z"),
        ("2021-08-27T10:00:00Z/2021-08-27T12:30:00.5Z", "2021-08-27T10:00:00.0Z/2021-08-27T12:30:00.5Z"),
    ],
)
def test_it_prints_a_date_as_known(text: str, printed: str) -> None:
    assert format_date(parse_date(text)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "27.08.2021",
        "2021-8-27",
        "20210827",
        "21",
        "٢٠٢١",
        "0000",
        "10000",
        "2021-13",
        "2021-02-29",
        "2021-08-27T24:00Z",
        "2021-08-27T14:60Z",
        "2021-08-27T14:05:60Z",
        "2021-08-27T14:05+25:00",
        "2021-08-27T14:05+01:60",
        "2021-08-27T14",
        "2021-08-27T",
        "0001-01-01T00:00+02:00",
        "9999-12-31T23:59-02:00",
        "2021-08-29/2021-08-27",
        "2021-08/2021-08-27/2021",
        "2021/",
        "../2021",
        "x" * 10_000,
    ],
)
def test_it_refuses_what_is_no_date_in_one_short_sentence(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_date(text)
    assert refused.value.message.endswith(".")
    assert len(refused.value.message) < 250


dates = st.dates().map(lambda day: day.isoformat())
clock = st.times().map(lambda moment: moment.isoformat(timespec="microseconds"))
points = st.one_of(
    dates.map(lambda day: day[:4]),
    dates.map(lambda day: day[:7]),
    dates,
    st.builds(lambda day, time, cut: f"{day}T{time[:cut]}Z", dates, clock, st.sampled_from([5, 8, *range(10, 16)])),
)


def known(date: PartialDate) -> tuple[datetime, datetime, DatePrecision]:
    return date.earliest, date.latest, date.precision


@unhurried
@given(points)
def test_a_point_prints_as_it_was_read(text: str) -> None:
    date = parse_date(text)
    assert format_date(date) == text
    assert date.earliest <= date.latest


@unhurried
@given(points, points)
def test_a_range_comes_back_the_same(one: str, other: str) -> None:
    first, last = sorted((one, other), key=lambda point: known(parse_date(point))[:2])
    date = parse_date(f"{first}/{last}")
    assert known(parse_date(format_date(date))) == known(date)


@unhurried
@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = parse_date(text)
    except BadDate:
        return
    assert known(parse_date(format_date(date))) == known(date)

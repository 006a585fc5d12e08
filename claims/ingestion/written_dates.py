"""A date as it is printed ("27 August 2021, 14:05 GMT") to the period it names; where to look is not known here."""

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from claims.errors import BadDate
from claims.text.dates import PartialDate, parse_date

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 80
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}.*)?")
# dateparser takes 03.04.2021 for the fourth of March unless it is told where points are written.
POINTS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
SLASHES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
SECONDS = re.compile(r"\d:\d{2}:\d{2}")
# Abbreviations that mean one offset only: IST, CST, AST or ET do not.
ZONE = re.compile(r"(?:\b(?:UTC|GMT|CES?T|EES?T|WES?T|E[SD]T|P[SD]T|M[SD]T|CDT|MSK|JST)\b|\dZ\b|[+-]\d{2}:?\d{2}\b)")


def read_date(words: str, *, language: str = "") -> PartialDate | None:
    """The period, if the words are a full date and nothing else; a time counts only where its zone is clear."""
    words = words.strip()
    if len(words) > LONGEST or not YEAR.search(words) or is_ambiguous(words):
        return None
    if ISO.fullmatch(words):
        return read_stamp(words, words=words)
    moment, has_time = _parse(words, language=language)
    if moment is None:
        return None
    if not has_time or moment.tzinfo is None or not ZONE.search(words):
        return parse_date(f"{moment:%Y-%m-%d}", words=words)
    detail = "seconds" if SECONDS.search(words) else "minutes"
    return parse_date(moment.isoformat(timespec=detail), words=words)


def read_stamp(stamp: str, *, words: str) -> PartialDate | None:
    """An ISO time stamp. Without a zone its time is anyone's, and only the day is kept."""
    day, time = stamp[:10], stamp[10:]
    try:
        return parse_date(stamp if ZONE.search(time) or time.endswith(("Z", "z")) else day, words=words)
    except BadDate:
        return None


def is_ambiguous(words: str) -> bool:
    """03/04/2021 is a day in March to some readers and in April to others."""
    found = SLASHES.search(words)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2])
    return first != second and first <= 12 and second <= 12


def _parse(words: str, *, language: str) -> tuple[datetime | None, bool]:
    order = "DMY" if POINTS.search(words) else ""
    from dateparser.data.languages_info import language_order  # noqa: PLC0415 - a third of a second of every start

    found = _parser(language if language in language_order else "en", order).get_date_data(words)
    return found.date_obj, found.period == "time"


@cache
def _parser(language: str, order: str) -> "DateDataParser":
    from dateparser.date import DateDataParser  # noqa: PLC0415 - as above

    settings: dict[str, object] = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        # Time stamps and "two days ago" are no dates an article prints above its text.
        "PARSERS": ["absolute-time"],
        "RETURN_TIME_AS_PERIOD": True,
    }
    if order:
        settings["DATE_ORDER"] = order
    languages = list(dict.fromkeys((language, "en")))
    # Else what was read before would decide how the next date is read.
    return DateDataParser(languages=languages, settings=settings, try_previous_locales=False)

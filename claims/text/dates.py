"""Dates as far as they are known: ISO 8601 to a period in UTC and back; words like "last Friday" are not read here."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from claims.errors import BadDate
from claims.vocabulary import DatePrecision

SHOWN_CHARACTERS = 40
MICROSECOND = timedelta(microseconds=1)
ISO_DATE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})"
    r"(?:[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?P<zone>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
    r")?)?)?"
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A period in aware UTC; `latest` is its last microsecond. Where `zone` is empty, UTC was assumed."""

    earliest: datetime
    latest: datetime
    precision: DatePrecision
    words: str = ""
    zone: str = ""


def parse_date(text: str, *, words: str = "") -> PartialDate:
    """Reads `2021`, `2021-08`, `2021-08-27`, `2021-08-27T14:05[:07[.123]][Z|+02:00]` and ranges `A/B` of these."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _parse_point(first, words=words)
    start, end = _parse_point(first, words=words), _parse_point(last, words=words)
    if start == end:
        return start
    if end.latest < start.earliest:
        raise BadDate(f"The range “{_cut(text)}” ends before it starts; write the earlier date first.")
    zone = start.zone if start.zone == end.zone else ""
    return PartialDate(start.earliest, end.latest, DatePrecision.RANGE, words, zone)


def format_date(date: PartialDate) -> str:
    """As known: `2021`, `2021-08`, `2021-08-27`, `2021-08-27T14:05Z`; the two ends of a range alike in detail."""
    earliest, latest = date.earliest.astimezone(UTC), date.latest.astimezone(UTC)
    if date.precision is not DatePrecision.RANGE:
        return _format_point(earliest, detail=_detail_of(date.precision, earliest, latest))
    detail = max(_needed_detail(earliest, at_start=True), _needed_detail(latest, at_start=False))
    while detail < LAST_DETAIL and _format_point(earliest, detail=detail) == _format_point(latest, detail=detail):
        # A range within one year would else read "2021/2021".
        detail += 1
    return f"{_format_point(earliest, detail=detail)}/{_format_point(latest, detail=detail)}"


def _parse_point(text: str, *, words: str) -> PartialDate:
    found = ISO_DATE.fullmatch(text.strip())
    if found is None:
        raise BadDate(
            f"“{_cut(text)}” is not a date this program reads; write 2021, 2021-08, 2021-08-27, "
            "2021-08-27T14:05Z, or a range like 2021-08-27/2021-08-29."
        )
    parts = found.groupdict()
    zone = _zone(parts["zone"])
    try:
        local = datetime(
            int(parts["year"]),
            int(parts["month"] or 1),
            int(parts["day"] or 1),
            int(parts["hour"] or 0),
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            int((parts["fraction"] or "0")[:6].ljust(6, "0")),
            tzinfo=_offset(zone),
        )
        earliest = local.astimezone(UTC)
        precision, length = _precision(parts, earliest)
        return PartialDate(earliest, earliest + (length - MICROSECOND), precision, words, zone)
    except (ValueError, OverflowError) as wrong:
        raise BadDate(
            f"“{_cut(text)}” is no day or time of the calendar (years 0001 to 9999); check its numbers."
        ) from wrong


def _precision(parts: dict[str, str | None], earliest: datetime) -> tuple[DatePrecision, timedelta]:
    if parts["month"] is None:
        return DatePrecision.YEAR, timedelta(days=366 if calendar.isleap(earliest.year) else 365)
    if parts["day"] is None:
        return DatePrecision.MONTH, timedelta(days=calendar.monthrange(earliest.year, earliest.month)[1])
    if parts["hour"] is None:
        return DatePrecision.DAY, timedelta(days=1)
    if parts["second"] is None:
        return DatePrecision.MINUTE, timedelta(minutes=1)
    digits = min(len(parts["fraction"] or ""), 6)
    return DatePrecision.SECOND, timedelta(microseconds=10 ** (6 - digits))


def _zone(written: str | None) -> str:
    """Offsets are kept as given, in one spelling: `Z` or `+02:00`."""
    if not written:
        return ""
    if written in "Zz":
        return "Z"
    return f"{written[:3]}:{written[3:].lstrip(':') or '00'}"


def _offset(zone: str) -> timezone:
    if zone in ("", "Z"):
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 23 or minutes > 59:
        raise BadDate(f"“{zone}” is no offset from UTC; write Z or one like +02:00.")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if zone[0] == "-" else offset)


# How much of a moment is printed: year, month, day, minute, second, then 1 to 6 digits of the second.
YEAR, MONTH, DAY, MINUTE, SECOND = range(5)
LAST_DETAIL = SECOND + 6
DETAILS = {
    DatePrecision.YEAR: YEAR,
    DatePrecision.MONTH: MONTH,
    DatePrecision.DAY: DAY,
    DatePrecision.MINUTE: MINUTE,
}


def _detail_of(precision: DatePrecision, earliest: datetime, latest: datetime) -> int:
    if precision in DETAILS:
        return DETAILS[precision]
    microseconds = (latest - earliest + MICROSECOND) // MICROSECOND
    return SECOND + max(0, 7 - len(str(microseconds)))


def _needed_detail(moment: datetime, *, at_start: bool) -> int:
    """The least detail that still tells this end of a range."""
    for detail in range(LAST_DETAIL):
        point = _parse_point(_format_point(moment, detail=detail), words="")
        if (point.earliest if at_start else point.latest) == moment:
            return detail
    return LAST_DETAIL


def _format_point(moment: datetime, *, detail: int) -> str:
    text = f"{moment.year:04}"
    if detail >= MONTH:
        text += f"-{moment.month:02}"
    if detail >= DAY:
        text += f"-{moment.day:02}"
    if detail >= MINUTE:
        text += f"T{moment.hour:02}:{moment.minute:02}"
    if detail >= SECOND:
        text += f":{moment.second:02}"
    if detail > SECOND:
        text += f".{moment.microsecond:06}"[: 1 + detail - SECOND]
    return text + "Z" if detail >= MINUTE else text


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"

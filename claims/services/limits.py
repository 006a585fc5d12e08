"""What the database can hold of the words people write: how many of them, and which; one sentence for each excess."""

from claims.errors import BadDate, BadRecord
from claims.exchange.validation import check_characters, check_line
from claims.text.dates import PartialDate

LONGEST_NOTE = 50_000
LONGEST_DATE_WORDS = 200
LONGEST_ZONE = 40


def line(text: str, *, field: str, most: int, required: bool = False) -> str:
    """The text with its white space in order. Raises BadRecord where it is too long, or is empty and must not be."""
    text = " ".join(text.split())
    check_line(text, field=field, required=required)
    _check_length(text, field=field, most=most)
    return text


def check_prose(text: str, *, field: str, most: int = LONGEST_NOTE) -> None:
    """Raises BadRecord for a note or description that cannot be kept."""
    check_characters(text, field=field)
    _check_length(text, field=field, most=most)


def check_date(date: PartialDate | None, *, field: str) -> None:
    """Raises BadDate where more was kept of a date's wording than there is room for."""
    if date is None:
        return
    check_characters(date.words, field=field)
    check_characters(date.zone, field=field)
    if len(date.words) > LONGEST_DATE_WORDS or len(date.zone) > LONGEST_ZONE:
        raise BadDate(f"The words of a date may have {LONGEST_DATE_WORDS} characters; shorten them.", field=field)


def _check_length(text: str, *, field: str, most: int) -> None:
    if len(text) > most:
        raise BadRecord(f"The {field} has {len(text)} characters; at most {most} are kept.", field=field)

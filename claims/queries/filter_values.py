"""Values of filters, from the text of a query parameter to what a query takes; which filters there are is not here."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from claims.errors import BadDate, BadFilter
from claims.text.dates import PartialDate, parse_date

NONE = "none"


def as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def uuid_of(name: str, value: str) -> UUID:
    """Raises BadFilter."""
    key = as_uuid(value)
    if key is None:
        raise BadFilter(f"“{value[:40]}” is no id; {name} takes a UUID.", field=name)
    return key


def date_of(name: str, value: str) -> PartialDate:
    """Raises BadFilter."""
    try:
        return parse_date(value)
    except BadDate as wrong:
        raise BadFilter(wrong.message, field=name) from wrong


def dated(column: str, name: str, given: Sequence[str]) -> Q:
    """Both ends count: what is of the day named passes "after" and "before" it."""
    dates = [date_of(name, value) for value in given]
    if not dates:
        return Q()
    if name == "published_before":
        return Q(**{f"{column}__lte": max(date.latest for date in dates)})
    return Q(**{f"{column}__gte": min(date.earliest for date in dates)})


def in_language(column: str, given: Sequence[str]) -> Q:
    """A language with all that is written of it: `en` passes `en-GB`."""
    return any_of(Q(**{f"{column}__iexact": value}) | Q(**{f"{column}__istartswith": f"{value}-"}) for value in given)


def is_person(column: str, given: Sequence[str]) -> Q:
    """One of these people, each by user name or id."""
    ids = [int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 10]
    return Q(**{f"{column}__username__in": given}) | Q(**{f"{column}__in": ids})


def words_of(given: Sequence[str]) -> SearchQuery:
    queries = [SearchQuery(words, config="english", search_type="websearch") for words in given]
    return reduce(or_, queries)


def any_of(wanted: Iterable[Q]) -> Q:
    return reduce(or_, wanted, Q())

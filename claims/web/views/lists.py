"""What the lists of articles, claims and sources share: reading their filters and turning their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from claims.errors import BadFilter
from claims.queries import names, sets
from claims.queries.access import Access
from claims.queries.filters import Filters
from claims.queries.pages import Page
from claims.web.presenters import filters as presented
from claims.web.presenters.addresses import Values, address, values_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address: `filters` is None where one of them cannot be understood, and `error` says which."""

    path: str
    values: Values
    filters: Filters | None
    names: Mapping[str, str]
    error: BadFilter | None
    known: Sequence[str]

    @property
    def make(self) -> presented.FieldMaker:
        return presented.FieldMaker(self.values, self.names, self.error)

    @property
    def chips(self) -> list[presented.Chip]:
        return presented.chips(self.path, self.values, self.names, known=self.known)

    @property
    def status(self) -> int:
        return 200 if self.error is None else 422

    @property
    def filter_values(self) -> Values:
        """Without the place in the list: what another list, a count or an export is asked for."""
        return {name: values for name, values in self.values.items() if name in self.known}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Addresses of the pages before and after; empty where there is none."""

    previous: str
    next: str


def asked(request: HttpRequest, access: Access, *, path: str, known: Sequence[str]) -> Asked:
    """What the address asks of the list at `path`. Raises NotAllowed for blind work of others."""
    values = values_of(request.GET)
    try:
        filters: Filters | None = Filters.parse(values, known=known)
        error = None
    except BadFilter as wrong:
        filters, error = None, wrong
    if filters is not None:
        sets.check_asked(access, filters)
    named = names.of_filters(access.workspace, filters) if filters else {}
    return Asked(path, values, filters, named, error, known)


def neighbours(question: Asked, page: Page) -> Neighbours:
    return Neighbours(
        previous=address(question.path, question.values, cursor=page.previous) if page.previous else "",
        next=address(question.path, question.values, cursor=page.next) if page.next else "",
    )

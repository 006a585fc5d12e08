"""Addresses of lists: a query string that says exactly which filters hold, so that it can be shared and kept."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import QueryDict

Values = Mapping[str, Sequence[str]]


def values_of(query: QueryDict) -> dict[str, list[str]]:
    """The parameters of an address, without the empty ones that a form sends along."""
    given = {name: [value for value in values if value.strip()] for name, values in query.lists()}
    return {name: values for name, values in given.items() if values}


def address(path: str, values: Values, **changed: str | None) -> str:
    """The path with these parameters; `changed` sets some of them, None leaves one out."""
    wanted: dict[str, Sequence[str]] = {**values}
    for name, value in changed.items():
        wanted.pop(name, None)
        if value is not None:
            wanted[name] = [value]
    query = urlencode(wanted, doseq=True)
    return f"{path}?{query}" if query else path


def tidied(path: str, query: QueryDict) -> str | None:
    """The address a form should have led to, where it sent empty fields along; None where it is tidy already."""
    if all(value.strip() for _, values in query.lists() for value in values):
        return None
    return address(path, values_of(query))


def without(path: str, values: Values, name: str, value: str) -> str:
    """The address of the first page without one value of one filter."""
    rest = {key: [one for one in given if (key, one) != (name, value)] for key, given in values.items()}
    return address(path, {key: given for key, given in rest.items() if given}, cursor=None)

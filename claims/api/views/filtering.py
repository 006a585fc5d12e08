"""Filters of the smaller lists, one value a parameter: an id, or words of a vocabulary."""

from uuid import UUID

from rest_framework.request import Request

from claims.errors import BadFilter
from claims.exchange.fields import as_uuid
from claims.vocabulary import Word


def chosen_ids(request: Request, name: str) -> list[UUID]:
    """The id that `?name=` gives, if it does. Raises BadFilter for what is none."""
    given = request.query_params.get(name)
    if not given:
        return []
    found = as_uuid(given)
    if found is None:
        raise BadFilter(f"{name} is the id of one; “{given[:40]}” is no UUID.", field=name)
    return [found]


def chosen_words(request: Request, name: str, vocabulary: type[Word]) -> list[str]:
    """Every word that `?name=` gives. Raises BadFilter for one that is not of the list."""
    given = [word for word in request.query_params.getlist(name) if word]
    if unknown := [word for word in given if word not in vocabulary.values()]:
        raise BadFilter(
            f"“{unknown[0][:40]}” is no {name}; it is one of: {', '.join(vocabulary.values())}.", field=name
        )
    return given

"""Addresses of lists."""

from django.http import QueryDict

from claims.web.presenters.addresses import address, tidied, values_of, without


def test_empty_fields_are_left_out() -> None:
    assert values_of(QueryDict("q=&label=a&label=&label=b&status=%20")) == {"label": ["a", "b"]}
    assert tidied("/list/", QueryDict("q=&label=a&label=b")) == "/list/?label=a&label=b"
    assert tidied("/list/", QueryDict("q=x")) is None
    assert tidied("/list/", QueryDict("q=")) == "/list/"


def test_one_value_is_taken_away_and_the_first_page_shown() -> None:
    values = {"label": ["a", "b"], "q": ["a"], "cursor": ["x"]}
    assert without("/list/", values, "label", "a") == "/list/?label=b&q=a"


def test_a_parameter_is_set_or_left_out() -> None:
    assert address("/list/", {"q": ["x & y"]}, cursor="c") == "/list/?q=x+%26+y&cursor=c"
    assert address("/list/", {"q": ["x"], "cursor": ["c"]}, cursor=None) == "/list/?q=x"

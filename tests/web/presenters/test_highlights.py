"""Marks in running text."""

from claims.queries.highlights import END, START
from claims.web.presenters.highlights import marked, marked_words


def test_text_is_escaped_before_it_is_marked() -> None:
    assert marked(f"<b>{START}a & b{END}</b>") == "&lt;b&gt;<mark>a &amp; b</mark>&lt;/b&gt;"


def test_words_are_found_in_names_whatever_their_capitals() -> None:
    assert marked_words("Seawatch <sea>", ["SEA"]) == "<mark>Sea</mark>watch &lt;<mark>sea</mark>&gt;"
    assert marked_words("a.c abc", ["a.c"]) == "<mark>a.c</mark> abc"
    assert marked_words(f"a{START}b", []) == "ab"

"""Sentences end where a reader would say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.sentences import sentences
from claims.text.spans import Span
from tests.text import articles
from tests.text.strategies import any_text, unhurried


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["One fire. ", "Two ships! ", "Three?"],
        ["Mr. Ek met Dr. Reyes and Gen. J. K. Lind on St. Mary Street. ", "They talked."],
        ["It was sent by the U.S. Navy. ", "The ship came from the U.S. ", "It was late."],
        ["He paid $3.5 million on No. 7. ", "Nothing came."],
        ["“We do not know,” she said. ", "“We will.” ", "Then she left."],
        ["“Was it a fire?” she asked. ", "(Nobody knew.) ", "It was."],
        ["Wait... what happened? ", "He stopped… ", "Then he went."],
        ["Velm Inc. said so on Jan. 5 at 6 p.m. ", "The others did not."],
        ["1. Ships wait. ", "2. Roads are open."],
        ["See velm.example/fire.html for more. ", "It is short."],
        ["港口起火。", "“原因不明。”", "真的吗？", "是的！"],
        ["هل كان حادثا؟ ", "لا نعرف."],
        ["यह एक वाक्य है। ", "यह दूसरा है।"],
        ["No stop at the end"],
    ],
)
def test_it_splits_where_a_reader_would(parts: list[str]) -> None:
    assert split("".join(parts)) == [part.strip() for part in parts]


def test_it_looks_only_within_the_span() -> None:
    text = "Not this. But this one. And this. Not that."
    assert sentences(text, Span(10, 33)) == (Span(10, 23), Span(24, 33))


def test_nothing_has_no_sentences() -> None:
    assert sentences("  \n ", Span(0, 4)) == ()
    assert sentences("abc", Span(1, 1)) == ()


@unhurried
@given(any_text | st.lists(st.sampled_from(articles.SECOND.split(" ")), max_size=20).map(" ".join), st.data())
def test_sentences_cover_every_character_but_the_space_between_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = start
    for span in sentences(text, Span(start, end)):
        assert place <= span.start < span.end <= end
        assert not text[place : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        place = span.end
    assert not text[place:end].strip()

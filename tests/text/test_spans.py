"""A span is taken only when it lies in the text and says what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import OverlappingParts, QuoteMismatch, SpanOutsideText
from claims.text.spans import QuotedSpan, Span, check_spans, context, quote, whole_words
from tests.text.strategies import any_text, unhurried

TEXT = "The port reopened on Monday, the harbour master said."


def test_it_accepts_spans_and_returns_them_in_order_of_the_text() -> None:
    spans = [QuotedSpan(9, 17, "reopened"), QuotedSpan(0, 8, "The port")]
    assert check_spans(TEXT, spans) == (Span(0, 8), Span(9, 17))


def test_it_does_not_ask_for_the_words() -> None:
    assert check_spans(TEXT, [QuotedSpan(0, len(TEXT))]) == (Span(0, len(TEXT)),)


def test_parts_may_touch() -> None:
    assert check_spans(TEXT, [QuotedSpan(0, 3), QuotedSpan(3, 8)]) == (Span(0, 3), Span(3, 8))


def test_it_rejects_no_spans_at_all() -> None:
    with pytest.raises(SpanOutsideText, match="at least one") as refused:
        check_spans(TEXT, [])
    assert refused.value.field == "spans"


@pytest.mark.parametrize(
    "span", [(0, 0), (5, 3), (-1, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1), (10**9, 10**9 + 1)]
)
def test_it_rejects_a_span_outside_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(SpanOutsideText) as refused:
        check_spans(TEXT, [QuotedSpan(*span)], field="cue_spans")
    assert refused.value.field == "cue_spans"
    assert refused.value.message.endswith(".")


def test_it_rejects_overlapping_parts_whatever_their_order() -> None:
    with pytest.raises(OverlappingParts, match="0-8 and 4-17"):
        check_spans(TEXT, [QuotedSpan(4, 17), QuotedSpan(0, 8)])


def test_it_rejects_the_same_part_twice() -> None:
    with pytest.raises(OverlappingParts):
        check_spans(TEXT, [QuotedSpan(0, 8), QuotedSpan(0, 8)])


def test_a_quote_that_does_not_match_is_told_what_stands_there() -> None:
    with pytest.raises(QuoteMismatch, match="Between 4 and 8 stands “port”, not “fort”"):
        check_spans(TEXT, [QuotedSpan(4, 8, "fort")])


def test_an_empty_quote_does_not_match() -> None:
    with pytest.raises(QuoteMismatch):
        check_spans(TEXT, [QuotedSpan(4, 8, "")])


def test_the_message_stays_short_when_the_quote_is_long() -> None:
    with pytest.raises(QuoteMismatch) as refused:
        check_spans("x" * 100_000, [QuotedSpan(0, 100_000, "y" * 100_000)])
    assert "…" in refused.value.message
    assert len(refused.value.message) < 250


def test_offsets_count_code_points() -> None:
    assert check_spans("😀 blast", [QuotedSpan(2, 7, "blast")]) == (Span(2, 7),)


def test_parts_are_quoted_with_a_mark_between_them() -> None:
    assert quote(TEXT, [Span(0, 8), Span(21, 27)]) == "The port […] Monday"


def test_context_is_what_stands_around_all_parts() -> None:
    assert context("a" * 40 + "XbY" + "c" * 40, [Span(42, 43), Span(40, 41)]) == ("a" * 32, "c" * 32)
    assert context("abc", [Span(1, 2)]) == ("a", "c")
    assert context("abc", [Span(0, 3)]) == ("", "")
    assert context("abcdef", [Span(2, 3)], width=1) == ("b", "d")


@unhurried
@given(any_text.filter(bool), st.data())
def test_a_span_that_quotes_its_text_is_always_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = QuotedSpan(start, end, text[start:end])
    assert check_spans(text, [span]) == (Span(start, end),)
    before, after = context(text, [span])
    assert before + quote(text, [span]) + after in text


@unhurried
@given(any_text, st.integers(-3, 50), st.integers(-3, 50))
def test_a_span_is_refused_exactly_when_it_is_no_part_of_the_text(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        assert check_spans(text, [QuotedSpan(start, end)])
    else:
        with pytest.raises(SpanOutsideText):
            check_spans(text, [QuotedSpan(start, end)])


def test_whole_words_are_told_from_parts_of_words() -> None:
    text = "They said the port, the pier."
    found = [Span(at, at + 3) for at in range(len(text)) if text[at : at + 3].lower() == "the"]
    assert whole_words(text, found) == [Span(10, 13), Span(20, 23)]
    assert whole_words("the", [Span(0, 3)]) == [Span(0, 3)]

"""A quote is found where its words stand, and nowhere else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import QuoteAmbiguous, QuoteNotFound
from claims.text.anchoring import locate, occurrences, reanchor
from claims.text.normalize import normalize
from claims.text.spans import Span, context
from tests.text.strategies import any_text, unhurried

TEXT = "The mayor’s office said “no one” was hurt.\nThe mayor’s office\u00a0said so twice."


def quoted(text: str, quote: str) -> list[str]:
    return [text[span.start : span.end] for span in occurrences(text, quote)]


def test_it_finds_every_place_of_a_quote() -> None:
    assert occurrences("no, no and no", "no") == (Span(0, 2), Span(4, 6), Span(11, 13))


def test_places_may_overlap() -> None:
    assert occurrences("anana", "ana") == (Span(0, 3), Span(2, 5))


def test_it_takes_straight_for_typographic_quotes_and_any_white_space() -> None:
    assert quoted(TEXT, '"no  one" was\nhurt') == ["“no one” was hurt"]
    assert quoted(TEXT, "mayor's office said") == ["mayor’s office said", "mayor’s office\u00a0said"]
    assert quoted(TEXT, "  hurt. The mayor’s ") == ["hurt.\nThe mayor’s"]


def test_places_that_match_exactly_shut_out_the_others() -> None:
    assert quoted("It's “late”. It's \"late\".", '"late"') == ['"late"']
    assert len(occurrences(TEXT, "office said")) == 1


def test_it_does_not_confuse_single_and_double_quotes_letters_or_dashes() -> None:
    assert occurrences("a ‘word’", '"word"') == ()
    assert occurrences("a Word", "word") == ()
    assert occurrences("a–b", "a-b") == ()


def test_a_quote_is_normalised_like_the_text() -> None:
    assert occurrences("le café fermé", "cafe\u0301\tferme\u0301") == (Span(3, 13),)


@pytest.mark.parametrize("quote", ["", "  ", "\n", "\x00", "\u00a0"])
def test_an_empty_quote_stands_nowhere(quote: str) -> None:
    assert occurrences("some text", quote) == ()


def test_special_characters_of_patterns_are_only_characters() -> None:
    assert quoted("price (in $): 5.0*\n[approx]", "$):  5.0* [approx]") == ["$): 5.0*\n[approx]"]


def test_locate_gives_the_one_place() -> None:
    assert locate(TEXT, "hurt") == Span(37, 41)


def test_locate_refuses_what_is_not_there() -> None:
    with pytest.raises(QuoteNotFound, match="“killed” does not occur"):
        locate(TEXT, "killed")


def test_locate_asks_to_choose_and_says_how_many() -> None:
    with pytest.raises(QuoteAmbiguous, match="occurs 2 times in the text; choose one"):
        locate(TEXT, "mayor")


def test_locate_counts_occurrences_from_one() -> None:
    assert locate("no, no", "no", occurrence=1) == Span(0, 2)
    assert locate("no, no", "no", occurrence=2) == Span(4, 6)


@pytest.mark.parametrize("occurrence", [-1, 0, 3])
def test_locate_refuses_an_occurrence_that_is_not_there(occurrence: int) -> None:
    with pytest.raises(QuoteNotFound, match="occurs 2 times"):
        locate("no, no", "no", occurrence=occurrence)


def test_messages_stay_short() -> None:
    with pytest.raises(QuoteNotFound) as refused:
        locate(TEXT, "x" * 10_000)
    assert len(refused.value.message) < 200


def test_an_anchor_moves_with_its_words() -> None:
    new = "Updated. The port, the master said, reopened."
    assert reanchor(new, exact="the master said", prefix="The port ", suffix=" reopened") == Span(19, 34)


def test_an_anchor_whose_words_repeat_needs_both_neighbours() -> None:
    text = "He said yes. She said no. He said no."
    assert reanchor(text, exact="said", prefix="He ", suffix=" no") == Span(29, 33)
    assert reanchor(text, exact="said", prefix="She ", suffix=" yes") is None
    assert reanchor(text, exact="said", prefix="e ", suffix=" no") is None


def test_neighbours_beyond_the_text_are_no_neighbours() -> None:
    assert reanchor("no. no.", exact="no", prefix="He said ", suffix=".") is None


def test_an_anchor_never_jumps_to_words_that_only_look_alike() -> None:
    assert reanchor("The mayor's office", exact="The mayor’s office", prefix="", suffix="") is None
    assert reanchor("the port", exact="The port", prefix="", suffix="") is None
    assert reanchor("anything", exact="", prefix="", suffix="") is None


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    started = time.monotonic()
    assert occurrences(("a" + " " * 50) * 20_000, "a b") == ()
    assert occurrences("a" + " " * 1_000_000, "a  b") == ()
    assert time.monotonic() - started < 5


@unhurried
@given(any_text, any_text, any_text)
def test_what_stands_in_a_text_is_found_there(before: str, wanted: str, after: str) -> None:
    quote = f"x{wanted}x"
    text = normalize(f"{before}\n{quote}\n{after}").text
    found = occurrences(text, quote)
    assert found
    assert {text[span.start : span.end] for span in found} == {normalize(quote).text}


@unhurried
@given(any_text, any_text.filter(str.strip), st.booleans())
def test_whatever_locate_gives_reads_like_the_quote(text: str, quote: str, first: bool) -> None:
    text = normalize(text).text
    try:
        span = locate(text, quote, occurrence=1 if first else None)
    except (QuoteNotFound, QuoteAmbiguous):
        return
    assert plain(text[span.start : span.end]) == plain(normalize(quote).text)


@unhurried
@given(any_text.filter(bool), st.data())
def test_in_the_same_text_an_anchor_stays_or_is_given_up(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    prefix, suffix = context(text, [span])
    assert reanchor(text, exact=text[start:end], prefix=prefix, suffix=suffix) in (span, None)
    if text.count(text[start:end]) == 1 and text.find(text[start:end], start + 1) < 0:
        assert reanchor(text, exact=text[start:end], prefix=prefix, suffix=suffix) == span


@unhurried
@given(any_text, any_text, any_text, any_text)
def test_an_anchor_in_a_new_text_quotes_its_words(text: str, exact: str, prefix: str, suffix: str) -> None:
    span = reanchor(text, exact=exact, prefix=prefix, suffix=suffix)
    assert span is None or text[span.start : span.end] == exact


def plain(words: str) -> str:
    for alike, one in (("‘’‚‛′`´ʼ", "'"), ("“”„‟″«»", '"'), ("\u200b\u2060\ufeff", " ")):
        for character in alike:
            words = words.replace(character, one)
    return " ".join(words.split())

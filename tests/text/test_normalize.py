"""The canonical text, and the way from captured offsets to canonical ones."""

import sys
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotText, SpanOutsideText
from claims.text.normalize import ASTRAL_PLANES, BASIC_PLANE, OffsetMap, normalize
from claims.text.spans import Span
from tests.text.strategies import any_text, unhurried


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\n\nb", "a\n\n\nb"),
        ("a\tb", "a b"),
        ("a\x00b\x0b\x0c\x1f\x7f\x85\x9fc", "abc"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("\ufeff\x00\ufeffa", "a"),
        ("cafe\u0301", "café"),
        ("e\x00\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u212b \u2126", "Å Ω"),
        ("a\u0301\u0323", "ạ\u0301"),
    ],
)
def test_it_makes_the_canonical_text(raw: str, canonical: str) -> None:
    assert normalize(raw).text == canonical


@pytest.mark.parametrize(
    "kept", ["a\u00a0b\u202fc", "a\u2028b\u2029c", "\u200fשלום\u200e", "x\u00adx\u200b", "👩\u200d👧 ﬁ ½"]
)
def test_it_keeps_everything_else(kept: str) -> None:
    normalized = normalize(kept)
    assert normalized.text == kept
    assert normalized.offset_map.as_rows() == []


def test_it_refuses_half_a_surrogate_pair_and_says_where() -> None:
    with pytest.raises(NotText, match=r"Character 4 .*U\+D83D"):
        normalize("abc\ud83d")


def test_the_map_lists_only_what_changed_its_length() -> None:
    assert normalize("a\tb\r\ncafe\u0301 \x00 \u212b\rz").offset_map.as_rows() == [[3, 1, 0], [8, 2, 1], [11, 1, 0]]


def test_a_passage_ends_before_the_line_break_below_it() -> None:
    normalized = normalize("cafe\u0301\r\n\r\nbar")
    assert normalized.text == "café\n\nbar"
    assert normalized.offset_map.to_canonical(0, 5) == Span(0, 4)


def test_offsets_move_with_the_text() -> None:
    raw = "\ufeffOne\r\ncafe\u0301\r\nthree"
    normalized = normalize(raw)
    start = raw.index("three")
    span = normalized.offset_map.to_canonical(start, start + 5)
    assert normalized.text[span.start : span.end] == "three"


def test_a_border_within_a_character_that_combined_takes_all_of_it() -> None:
    normalized = normalize("cafe\u0301!")
    assert normalized.offset_map.to_canonical(0, 4) == Span(0, 4)
    assert normalized.offset_map.to_canonical(4, 6) == Span(3, 5)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_the_map_refuses_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(SpanOutsideText):
        normalize("a\r\nb").offset_map.to_canonical(start, end)


def test_an_offset_behind_the_text_stays_behind_it() -> None:
    normalized = normalize("a\r\nb")
    assert normalized.offset_map.to_canonical(0, 5).end > len(normalized.text)


@unhurried
@given(any_text)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalize(raw)
    twice = normalize(once.text)
    assert twice.text == once.text
    assert twice.offset_map.as_rows() == []


@unhurried
@given(any_text)
def test_the_canonical_text_keeps_its_promises(raw: str) -> None:
    text = normalize(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert not [one for one in text if unicodedata.category(one) == "Cc" and one != "\n"]
    plain = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = "".join(one for one in plain if one == "\n" or unicodedata.category(one) != "Cc")
    assert text == unicodedata.normalize("NFC", plain.lstrip("\ufeff"))


@unhurried
@given(any_text, any_text, any_text)
def test_a_passage_between_line_breaks_is_found_where_the_map_says(before: str, passage: str, after: str) -> None:
    passage = f"x{passage}x"
    raw = f"{before}\n{passage}\n{after}"
    normalized = normalize(raw)
    start = len(before) + 1
    span = normalized.offset_map.to_canonical(start, start + len(passage))
    assert normalized.text[span.start : span.end] == normalize(passage).text


@unhurried
@given(any_text)
def test_mapped_offsets_keep_their_order_and_cover_the_text(raw: str) -> None:
    normalized = normalize(raw)
    spans = [normalized.offset_map.to_canonical(start, start + 1) for start in range(len(raw))]
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(spans))
    assert {place for span in spans for place in range(span.start, span.end)} == set(range(len(normalized.text)))


@unhurried
@given(any_text, st.data())
def test_the_map_survives_being_stored(raw: str, data: st.DataObject) -> None:
    offset_map = normalize(raw).offset_map
    restored = OffsetMap.from_rows(offset_map.as_rows())
    start = data.draw(st.integers(0, len(raw)))
    assert restored == offset_map
    assert restored.to_canonical(start, start + 1) == offset_map.to_canonical(start, start + 1)


def test_no_character_combines_outside_the_planes_we_look_at() -> None:
    blocks = (range(0xA0), *BASIC_PLANE, *ASTRAL_PLANES, range(sys.maxunicode + 1, sys.maxunicode + 1))
    gaps = [range(before.stop, after.start) for before, after in pairwise(blocks)]
    text = "".join(chr(point) for gap in gaps for point in gap if not 0xD800 <= point < 0xE000)
    assert not any(map(unicodedata.combining, text))
    assert unicodedata.normalize("NFD", text) == text


def test_a_hostile_run_of_marks_does_not_hold_us_up() -> None:
    marks = "a" + "\u0301" * 100_000 + "\u0323" * 100_000
    started = time.monotonic()
    text = normalize(marks).text
    assert text == "ạ" + "\u0323" * 99_999 + "\u0301" * 100_000
    assert time.monotonic() - started < 10

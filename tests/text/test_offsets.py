"""Offsets of JavaScript and ours agree on every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SpanOutsideText, SplitCharacter
from claims.text.offsets import Utf16Index, from_utf16, to_utf16
from tests.text.strategies import any_text, unhurried


def test_an_emoji_is_two_units() -> None:
    assert [to_utf16("a😀b", offset) for offset in range(4)] == [0, 1, 3, 4]
    assert [from_utf16("a😀b", offset) for offset in (0, 1, 3, 4)] == [0, 1, 2, 3]


def test_it_refuses_to_cut_a_character_in_two() -> None:
    with pytest.raises(SplitCharacter, match="offset 2 "):
        from_utf16("a😀b", 2)


@pytest.mark.parametrize("offset", [-1, 5])
def test_it_refuses_utf16_offsets_outside_the_text(offset: int) -> None:
    with pytest.raises(SpanOutsideText, match="4 UTF-16 units"):
        from_utf16("a😀b", offset)


@pytest.mark.parametrize("offset", [-1, 4])
def test_it_refuses_offsets_outside_the_text(offset: int) -> None:
    with pytest.raises(SpanOutsideText, match="3 characters"):
        to_utf16("a😀b", offset)


@unhurried
@given(any_text)
def test_every_offset_counts_what_utf16_counts_and_comes_back(text: str) -> None:
    index = Utf16Index(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert index.to_utf16(offset) == units
        assert index.from_utf16(units) == offset
    assert index.units == len(text.encode("utf-16-le")) // 2


@unhurried
@given(any_text, st.integers(0, 100))
def test_an_offset_between_two_characters_is_taken_and_no_other(text: str, units: int) -> None:
    borders = {len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)}
    if units in borders:
        assert to_utf16(text, from_utf16(text, units)) == units
    else:
        with pytest.raises((SplitCharacter, SpanOutsideText)):
            from_utf16(text, units)

"""Spellings of one name meet under one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.names import KEY_CHARACTERS, match_key
from tests.text.strategies import any_text, unhurried


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.N.", "UN"),
        ("the U.N.’s", "un"),
        ("The Harbour Board", "harbour  board"),
        ("Harbour Board's", "Harbour Board"),
        ("Reuters'", "Reuters"),
        ("O’Brien", "O'Brien"),
        ("al-Qa'ida", "Al Qaʿida"),
        ("J.K. Rowling", "JK Rowling"),
        ("U.S. Department of State", "US Department of State"),
        ("Ｓｐｕｔｎｉｋ", "sputnik"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "café"),
        ("Agence France\u00a0-\u00a0Presse,", "agence france presse"),
        ("“The Ministry”", "ministry"),
        ("وزارة\u200f الدفاع", "وزارة الدفاع"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Defence", "Ministry of Finance"),
        ("Theodore", "odore"),
        ("ISIS", "ISIS-K"),
        ("The", ""),
        ("???", "!!!"),
        ("वित्त मंत्री", "वत्त मत्र"),
        ("Mirror.co", "Mirror"),
    ],
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(("name", "key"), [("U.N.", "un"), ("the SITE Group’s", "site group"), ("", ""), (" \n", "")])
def test_keys_are_plain_words(name: str, key: str) -> None:
    assert match_key(name) == key


@unhurried
@given(any_text | st.text() | st.text(st.sampled_from("The U.N'’s .-ﬁß İ\u0345\u00ad\u0301ΐ"), max_size=30))
def test_the_key_of_a_key_is_that_key(name: str) -> None:
    key = match_key(name)
    assert match_key(key) == key


@unhurried
@given(st.sampled_from(["\ufdfa" * 600, "the " * 600, "a." * 900, "é" * 500, "x " * 500]), st.text(max_size=20))
def test_a_key_has_a_greatest_length(long_name: str, more: str) -> None:
    key = match_key(more + long_name + more)
    assert len(key) <= KEY_CHARACTERS
    assert match_key(key) == key


@unhurried
@given(st.text(st.sampled_from("abc XYZ"), min_size=1).filter(str.strip))
def test_case_and_space_make_no_difference(name: str) -> None:
    assert match_key(f"  {name.upper()} ") == match_key(name.lower())

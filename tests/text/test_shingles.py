from hypothesis import given
from hypothesis import strategies as st

from claims.text.shingles import (
    containment,
    jaccard,
    keys_of,
    share_in_order,
    shared_phrases,
    shared_runs,
    shingles,
    words_of,
)
from claims.text.signatures import PERMUTATIONS, ROWS, bands_of

FERRY = "The Tarn Brigade set fire to the ferry terminal on Monday night, officials said."
SAME = "Officials said on Tuesday that the Tarn Brigade burned down the ferry terminal."
IGNORED = {"the", "on", "to", "that", "said"}
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def test_words_are_compared_whatever_their_capitals_and_marks() -> None:
    assert keys_of("“It's the FERRY,” she said.") == ["it's", "the", "ferry", "she", "said"]
    assert [FERRY[word.start : word.end] for word in words_of(FERRY)][:3] == ["The", "Tarn", "Brigade"]


def test_scripts_without_spaces_count_by_character() -> None:
    assert keys_of("港口 fire") == ["港", "口", "fire"]


def test_a_text_has_its_runs_of_words() -> None:
    assert shingles(["a", "b", "c"], 2) == ["a b", "b c"]
    assert shingles(["a"], 2) == []


def test_the_share_is_of_the_shorter_text() -> None:
    assert share_in_order(WORDS, WORDS[:6]) == 1
    assert share_in_order(WORDS, [*WORDS[:6], "a", "b", "c", "d", "e", "f"]) == 0.5
    assert share_in_order(WORDS, WORDS[::-1]) == 0
    assert share_in_order([], WORDS) == 0


def test_shares_of_sets() -> None:
    assert jaccard({"a", "b"}, {"b", "c"}) == 1 / 3
    assert containment({"a", "b"}, {"b", "c", "d"}) == 0.5
    assert (jaccard([], []), containment([], ["a"])) == (0, 0)


def test_passages_that_both_have_are_found() -> None:
    text = "Before. " + " ".join(WORDS[:6]) + ", after."
    assert [text[start:end] for start, end in shared_runs(text, " ".join(WORDS))] == [" ".join(WORDS[:6])]
    assert list(shared_runs("", "")) == []
    assert list(shared_runs(text, text)) == [(0, len(text) - 1)]


def test_the_longest_phrases_are_named_and_the_rest_counted() -> None:
    assert shared_phrases(FERRY, SAME, ignored=IGNORED) == (["Tarn Brigade", "ferry terminal"], 1)


def test_words_that_say_nothing_are_no_phrase() -> None:
    assert shared_phrases("the fire", "on the pier", ignored=IGNORED) == ([], 0)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_a_share_is_a_part_and_both_ways_the_same(one: list[str], other: list[str]) -> None:
    share = share_in_order(one, other)
    assert 0 <= share <= 1
    if len(one) != len(other):
        assert share == share_in_order(other, one)


def test_alike_texts_share_a_band_and_others_none() -> None:
    long = [f"{word}{number}" for number in range(30) for word in WORDS]
    bands = bands_of(long, salt=b"here")
    assert len(bands) == len(set(bands)) == PERMUTATIONS // ROWS
    assert set(bands) & set(bands_of(long[:300], salt=b"here"))
    assert not set(bands) & set(bands_of(long[::-1], salt=b"here"))
    assert not set(bands) & set(bands_of(long, salt=b"there"))
    assert bands_of(WORDS[:4], salt=b"here") == []


def test_a_signature_is_the_same_for_ever() -> None:
    """The signatures that are kept are compared with those made later."""
    assert bands_of(WORDS, salt=b"here")[:2] == [-8685029056819755668, -5305476239677016792]

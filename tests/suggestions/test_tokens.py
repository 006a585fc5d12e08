"""Tokens cover the text, and know their sentence and their quotation."""

import pytest

from claims.suggestions.tokens import read, span_of, tokenize


def quotations(text: str) -> list[str]:
    reading = read(text)
    return [text[span.start : span.end] for span in (span_of(reading, pair.first, pair.stop) for pair in reading.pairs)]


def test_words_keep_their_apostrophes_hyphens_and_points() -> None:
    text = "The U.S.-led port didn’t pay 3.5 million..."
    assert [token.text for token in tokenize(text)] == [
        "The", "U.S.", "-", "led", "port", "didn’t", "pay", "3.5", "million", "...",
    ]  # fmt: skip
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


def test_every_token_has_a_sentence_and_a_depth() -> None:
    reading = read("Velm burns\n\nMr. Ek left. “It ‘is’ late,” he said. Nobody came")
    assert len(reading.sentence_of) == len(reading.depth_of) == len(reading.tokens)
    assert len(reading.sentences) == 4
    assert reading.paragraph_of == (0, 1, 1, 1)
    assert reading.depth_of[reading.words.index("is")] == 2
    assert reading.depth_of[reading.words.index("he")] == 0


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We wait," he said. "We pay."', ['"We wait,"', '"We pay."']),
        ("“We ‘wait’ here,” he said.", ["“We ‘wait’ here,”", "‘wait’"]),
        ("He called it „Unfug“ and «rien».", ["„Unfug“", "«rien»"]),
        ("The workers' union said 'we wait' again.", ["'we wait'"]),
        ("''We wait,'' he said.", ["''We wait,''"]),
        ('A 12" pipe broke.', []),
        ("“One.\n\n“Two.” He left.", ["“One.", "“Two.”"]),
        ("“Never closed.\n\nHe left.", []),
    ],
)
def test_it_pairs_quotation_marks(text: str, quoted: list[str]) -> None:
    assert quotations(text) == quoted


def test_an_empty_text_has_no_tokens() -> None:
    assert read("").tokens == ()
    assert read(" \n ").sentences == ()

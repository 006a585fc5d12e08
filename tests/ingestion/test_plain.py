import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError, EmptyText, NotText, TextTooLarge
from claims.ingestion.plain import read_pasted, read_text
from claims.text.normalize import normalize
from claims.vocabulary import SegmentKind

SEED = Path(os.environ.get("PROVENANCE_SHARED", "../shared")) / "seed" / "kabul.txt"
ARTICLE = """World

Depot fire at Port Lorne was set on purpose, inspectors say

A report that was handed to the city on Monday names no culprit but rules out an accident, two officials said.
Harbour Courier
By Ines Valdor
Published 4 March 2024
The fire that destroyed a grain depot in Port Lorne last week was set on purpose, according to the inspectors.
Two officials, who asked not to be named, called the finding premature and said that the inquiry would go on.
Discuss
"""


def test_a_file_becomes_a_document():
    raw = ARTICLE.encode()
    document = read_text(raw, filename="depot.txt", url="https://courier.example/depot")
    assert document.text == ARTICLE
    assert document.title == "Depot fire at Port Lorne was set on purpose, inspectors say"
    assert (document.byline, document.language, document.encoding) == ("Ines Valdor", "en", "utf-8")
    assert document.url == "https://courier.example/depot"
    assert document.published is not None
    assert document.published.words == "4 March 2024"
    assert document.raw_sha256 == hashlib.sha256(raw).hexdigest()
    kinds = {ARTICLE[part.start : part.end]: part.kind for part in document.segments}
    assert kinds["World"] == kinds["Discuss"] == SegmentKind.BOILERPLATE
    assert kinds[document.title] is SegmentKind.HEADLINE


def test_pasted_text_becomes_the_same_document():
    pasted, uploaded = read_pasted(ARTICLE), read_text(ARTICLE.encode())
    assert pasted == uploaded


def test_changes_of_length_are_recorded_from_the_decoded_text_to_the_canonical_one():
    decoded = "\ufeffFire\r\nCafe\u0301\tburnt"
    document = read_text(decoded.encode("utf-8"))
    assert document.text == "Fire\nCafé burnt"
    assert [list(row) for row in document.offset_map_rows] == normalize(decoded[1:]).offset_map.as_rows()
    assert document.offset_map_rows


@pytest.mark.parametrize("text", ["emoji 🔥 burnt", "עברית and العربية", "a\u00a0b\u202fc", "e\u0301", "x\u200dy"])
def test_what_is_not_layout_is_kept(text):
    assert read_pasted(text).text == normalize(text).text


def test_a_guessed_encoding_is_told_before_what_was_found_in_the_text():
    document = read_text(ARTICLE.replace("inspectors", "“inspectors”").encode("cp1252"))
    assert document.encoding == "cp1252"
    assert "guessed as cp1252" in document.notes[0]


def test_a_text_without_a_headline_is_called_by_its_file_or_its_first_words():
    body = ARTICLE.splitlines()[8]
    named, unnamed = read_text(body.encode(), filename="in/depot_fire.txt"), read_pasted(body)
    assert named.title == "depot fire"
    assert body.startswith(unnamed.title)
    assert 20 < len(unnamed.title) <= 120
    assert any("name of the file" in note for note in named.notes)
    assert any("first words" in note for note in unnamed.notes)


def test_a_line_of_ten_thousand_characters_is_no_title():
    document = read_pasted("word " * 2000 + "\nAnd a second line.")
    assert 0 < len(document.title) <= 120


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", b"\xef\xbb\xbf \n", "\u00a0\u2003".encode()])
def test_a_file_without_a_word_is_said(raw):
    with pytest.raises(EmptyText):
        read_text(raw)


def test_half_a_surrogate_pair_is_refused_with_its_place():
    with pytest.raises(NotText, match="Character 6"):
        read_pasted("words\ud83d words")


def test_pasted_text_above_the_limit_is_refused():
    with pytest.raises(TextTooLarge):
        read_pasted("ä" * 600, at_most=1000)
    with pytest.raises(TextTooLarge):
        read_pasted("a" * 1001, at_most=1000)


@given(st.text(max_size=300))
def test_any_pasted_text_is_read_or_refused(text):
    try:
        document = read_pasted(text)
    except ClaimsError:
        return
    assert document.text == normalize(text).text
    assert document.title
    assert all(0 <= part.start < part.end <= len(document.text) for part in document.segments)


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused(raw):
    try:
        document = read_text(raw, filename="file.txt")
    except ClaimsError:
        return
    assert normalize(document.text).text == document.text


@pytest.mark.skipif(not SEED.exists(), reason=f"THE SEED ARTICLE IS NOT AT {SEED}: set PROVENANCE_SHARED to its folder")
def test_the_seed_article_is_read_without_inventing_anything():
    document = read_text(SEED.read_bytes(), filename="kabul.txt")
    assert document.title.startswith("Kabul Blasts: ")
    assert (document.publisher, document.language, document.byline) == ("Sputnik", "en", "")
    assert document.published is None
    kinds = {document.text[part.start : part.end]: part.kind for part in document.segments}
    for line in ("World", "Sputnik", "Discuss"):
        assert kinds[line] is SegmentKind.BOILERPLATE
    assert kinds[document.title] is SegmentKind.HEADLINE

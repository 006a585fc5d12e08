"""Headline, body and what the page put around them, in articles of every shape."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.normalize import normalize
from claims.text.segments import find_segments, guess_title, paragraphs
from claims.text.spans import Span
from claims.vocabulary import SegmentKind
from tests.text import articles
from tests.text.strategies import any_text, unhurried

BODY, HEADLINE, DEK = SegmentKind.BODY, SegmentKind.HEADLINE, SegmentKind.DEK
CAPTION, BOILERPLATE = SegmentKind.CAPTION, SegmentKind.BOILERPLATE


def kinds(text: str, *, title: str = "") -> list[SegmentKind]:
    return [segment.kind for segment in find_segments(text, title=title)]


def of_kind(kind: SegmentKind, text: str, *, title: str = "") -> list[str]:
    return [text[one.start : one.end] for one in find_segments(text, title=title) if one.kind is kind]


def test_paragraphs_are_the_lines_without_the_space_around_them() -> None:
    assert paragraphs("\u00a0 One\u00a0\n\n \t\nTwo 2\u2029Three") == (Span(2, 5), Span(11, 16), Span(17, 22))
    assert paragraphs("") == paragraphs(" \n\u00a0\n") == ()


def test_the_first_line_above_the_body_is_the_headline() -> None:
    assert kinds(articles.WITH_TITLE) == [HEADLINE, BODY, BODY, BODY]
    assert guess_title(articles.WITH_TITLE) == "Fire Closes Harbour at Port Velm"


def test_a_text_may_have_no_headline() -> None:
    assert kinds(articles.WITHOUT_TITLE) == [BODY, BODY, BODY]
    assert guess_title(articles.WITHOUT_TITLE) == ""


def test_one_huge_paragraph_is_body() -> None:
    assert kinds(articles.ONE_PARAGRAPH) == [BODY]
    assert guess_title(articles.ONE_PARAGRAPH) == ""


@pytest.mark.parametrize("text", ["", "\n\n", "\u00a0\n "])
def test_an_empty_text_has_no_segments_and_no_title(text: str) -> None:
    assert find_segments(text) == ()
    assert guess_title(text) == ""


@pytest.mark.parametrize("text", ["Explosion", "Two dead", "A fire.", "لا شيء"])
def test_a_text_of_a_few_words_is_still_the_text(text: str) -> None:
    assert kinds(text) == [BODY]


def test_a_page_with_all_its_furniture() -> None:
    text = articles.SCRAPED
    assert guess_title(text) == "Fire closes harbour: what we know about the grain store"
    assert of_kind(HEADLINE, text) == [
        "Fire closes harbour: what we know about the grain store",
        "Ministry Sends Help From Capital",
        "THIRD WAVE OF SHIPS EXPECTED",
    ]
    assert of_kind(DEK, text) == ["Ships wait outside Port Velm as smoke drifts over the town"]
    assert of_kind(CAPTION, text) == ["Photo: The grain store on Monday morning"]
    assert of_kind(BODY, text) == [*articles.BODY, articles.FIRST]


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    assert kinds(articles.WRAPPED) == [HEADLINE, BODY, BODY, BODY]
    assert guess_title(articles.WRAPPED) == "Fire closes harbour at Port Velm"


def test_it_reads_from_right_to_left() -> None:
    assert kinds(articles.RIGHT_TO_LEFT) == [HEADLINE, BODY, BODY, BOILERPLATE]


def test_it_reads_scripts_without_spaces() -> None:
    assert kinds(articles.CHINESE) == [HEADLINE, BODY, BODY]


def test_the_line_that_reads_like_the_given_title_is_the_headline() -> None:
    text = "\n".join(("Velm", "A Strange Kicker Above It All", "Fire closes harbour – at Port Velm", *articles.BODY))
    title = "Fire closes harbour - at Port Velm | Velm Post"
    assert kinds(text, title=title)[:4] == [BOILERPLATE, BOILERPLATE, HEADLINE, BODY]


def test_a_title_that_is_not_in_the_text_changes_nothing() -> None:
    assert kinds(articles.WITHOUT_TITLE, title="Harbour closed") == [BODY, BODY, BODY]
    assert kinds(articles.WITHOUT_TITLE, title=articles.FIRST[:100]) == [BODY, BODY, BODY]
    assert kinds(articles.WITH_TITLE, title="x" * 10_000) == [HEADLINE, BODY, BODY, BODY]


def test_a_short_line_above_a_headline_is_a_kicker() -> None:
    text = "\n".join(("Port Fire", "Harbour closes after fire in grain store", *articles.BODY))
    assert guess_title(text) == "Harbour closes after fire in grain store"
    assert kinds(text)[:2] == [BOILERPLATE, HEADLINE]


def test_a_short_line_above_the_body_is_the_headline() -> None:
    assert guess_title("\n".join(("Fire at harbour", *articles.BODY))) == "Fire at harbour"


def test_a_headline_may_end_in_a_question_or_an_initialism() -> None:
    assert guess_title("\n".join(("Who lit the grain store?", *articles.BODY))) == "Who lit the grain store?"
    assert guess_title("\n".join(("Aid is coming from the U.S.", *articles.BODY))) == "Aid is coming from the U.S."


def test_a_list_with_asterisks_is_no_footnote() -> None:
    assert kinds("\n".join((*articles.BODY, "* Ships wait outside.", "* Roads are open."))) == [BODY] * 5


def test_headings_are_told_from_lists_of_short_lines() -> None:
    text = "\n".join((*articles.BODY, "Open roads", "Closed schools", "Late trains", articles.THIRD))
    assert HEADLINE not in kinds(text)


@pytest.mark.parametrize(
    "line",
    [
        "Discuss", "SHARE", "Comments", "Read more", "Advertisement", "velmpost", "***", "12 comments",
        "Sign up for our newsletter", "Subscribe to The Harbour Brief for a morning digest.", "5 min read",
        "Copyright 2024 Velm Post", "© Velm Post", "https://velm.example/fire", "desk@velm.example",
        "Updated: 12 March 2024, 6:10 p.m.", "March 12, 2024", "12.03.2024 14:05", "By JONAS EK",
        "Reporting by Jonas Ek; Editing by Mara Lind", "Article continues below advertisement", "Share this article",
        "We use cookies to make this site better.", "Click here to join us", "Compartir", "Поделиться", "Werbung",
    ],
)  # fmt: skip
def test_page_furniture_is_boilerplate_wherever_it_stands(line: str) -> None:
    assert kinds("\n".join((*articles.BODY, line, articles.FIRST)))[3] is BOILERPLATE
    assert kinds("\n".join((*articles.BODY, line)))[3] is BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.",
        "By the time help came, the store was gone.",
        "Copyright law was changed on Monday, the minister said.",
        "Published in 2019, the report had warned of it.",
        "No.",
        "“Never again”, he said.",
        "Subscribers to the service noticed nothing.",
        "March 12 was a quiet day.",
        "Comments by the minister were not welcome.",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(line: str) -> None:
    assert kinds("\n".join((*articles.BODY, line, articles.FIRST)))[3] is BODY


@pytest.mark.parametrize(
    "line", ["Image: Ships at dawn", "Smoke over the harbour (Photo: J. Ek)", "Smoke over Velm [J. Ek/AP Photo]"]
)
def test_credits_of_pictures_are_captions(line: str) -> None:
    assert kinds("\n".join((*articles.BODY, line, articles.FIRST)))[3] is CAPTION


@unhurried
@given(any_text | st.lists(st.sampled_from(articles.SCRAPED.split("\n")), max_size=12).map("\n".join), any_text)
def test_segments_lie_in_order_and_cover_every_word(text: str, title: str) -> None:
    text = normalize(text).text
    segments = find_segments(text, title=title)
    end = 0
    for segment in segments:
        assert end <= segment.start < segment.end <= len(text)
        assert not text[end : segment.start].strip()
        assert text[segment.start : segment.end] == text[segment.start : segment.end].strip()
        end = segment.end
    assert not text[end:].strip()


@unhurried
@given(any_text)
def test_a_guessed_title_stands_in_the_text(text: str) -> None:
    assert guess_title(text) in " ".join(text.split())


def test_hostile_lines_cost_no_more_than_their_length() -> None:
    started = time.monotonic()
    for hostile in ("@", ". ", ".”", "x", "a/", "Share\n", "Some words\n"):
        text = hostile * (60_000 // len(hostile))
        find_segments(f"{text}\n{text}", title=text)
    assert time.monotonic() - started < 10


def test_the_first_real_input() -> None:
    folder = Path(os.environ.get("PROVENANCE_SHARED", "../shared"))
    file = folder / "seed" / "kabul.txt"
    if not file.exists():
        pytest.skip(f"THE FIRST REAL INPUT IS NOT TESTED: {file} is missing; PROVENANCE_SHARED names its folder.")
    text = normalize(file.read_text(encoding="utf-8")).text
    assert guess_title(text).startswith("Kabul Blasts: First Afghan VP")
    for title in ("", guess_title(text)):
        *boilerplate, notice, button = of_kind(BOILERPLATE, text, title=title)
        assert (boilerplate, notice[0], button) == (["World", "Sputnik"], "*", "Discuss")
        assert of_kind(HEADLINE, text, title=title)[1:] == ["US Coordinating With The Taliban, Says CENTCOM"]
        assert of_kind(DEK, text, title=title) == of_kind(CAPTION, text, title=title) == []
        assert kinds(text, title=title).count(BODY) == len(paragraphs(text)) - 6

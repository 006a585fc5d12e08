import time
from pathlib import Path

import pytest

from claims.errors import EmptyText, NotText, TextTooLarge
from claims.ingestion.html import read_html
from claims.text.dates import format_date
from claims.text.normalize import normalize
from claims.vocabulary import SegmentKind

PAGES = Path(__file__).parent.parent / "data" / "pages"
SENTENCE = "The board said on Monday that the depot had been set on fire by somebody who had a key to the yard."


def stored(name: str, *, encoding: str = "utf-8") -> bytes:
    return (PAGES / f"{name}.html").read_text("utf-8").encode(encoding, "xmlcharrefreplace")


def page(body: str, *, head: str = "<title>Fire in Lorne</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def paragraphs(count: int) -> str:
    return "".join(f"<p>On day {number}: {SENTENCE}</p>\n" for number in range(count))


@pytest.mark.parametrize(
    ("name", "encoding"), [("harbour_courier", "utf-8"), ("hafenbote", "iso-8859-1"), ("lantern_weekly", "utf-8")]
)
def test_the_article_is_found_with_one_paragraph_a_line(name, encoding):
    document = read_html(stored(name, encoding=encoding))
    found = [f"{part.kind.value}\t{document.text[part.start : part.end]}" for part in document.segments]
    assert found == (PAGES / f"{name}.expected.tsv").read_text("utf-8").splitlines()
    assert [document.text[part.start : part.end] for part in document.segments] == document.text.split("\n")


def test_what_a_page_says_about_itself_is_taken_over():
    document = read_html(stored("harbour_courier"), url="https://courier.example/depot")
    assert document.title == "Depot fire at Port Lorne was set on purpose, inspectors say"
    assert (document.publisher, document.byline, document.language) == ("Harbour Courier", "Ines Valdor", "en")
    assert document.url == "https://courier.example/depot"
    assert document.published is not None
    assert format_date(document.published) == "2024-03-04T04:45:00Z"
    assert (document.published.words, document.published.zone) == ("4 March 2024, 6.45 am", "+02:00")
    assert any("JSON-LD" in note for note in document.notes)


def test_a_page_that_declares_its_encoding_and_language_is_read_by_them():
    document = read_html(stored("hafenbote", encoding="iso-8859-1"))
    assert (document.encoding, document.language, document.publisher) == ("cp1252", "de", "Der Hafenbote")
    assert document.published is not None
    assert format_date(document.published) == "2024-03-05T17:20:00Z"


def test_a_page_without_metadata_gives_what_it_shows():
    document = read_html(stored("lantern_weekly"))
    assert (document.title, document.publisher) == ("Who lit the Lorne depot?", "Lantern Weekly")
    assert document.published is not None
    assert (format_date(document.published), document.published.words) == ("2024-03-07", "7 March 2024")


def test_the_text_is_canonical_and_the_hash_is_of_the_bytes():
    raw = page("<p>The owner of the cafe\u0301 spoke first.</p>" + paragraphs(3))
    document = read_html(raw)
    assert "café spoke first" in document.text
    assert normalize(document.text).text == document.text
    assert document.offset_map_rows == ()
    assert len(document.raw_sha256) == 64


def test_nothing_a_program_would_write_is_in_the_text():
    document = read_html(stored("harbour_courier"))
    assert "written by a program" not in document.text
    assert "color" not in document.text


@pytest.mark.parametrize("outside", ["Most read", "ferry prices", "I knew it was the mayor", "All rights reserved"])
def test_what_stands_around_the_article_is_left_out(outside):
    assert outside.casefold() not in read_html(stored("harbour_courier")).text.casefold()


def test_the_headline_outside_the_article_is_part_of_the_text():
    document = read_html(stored("hafenbote", encoding="iso-8859-1"))
    assert document.text.startswith(document.title + "\n")
    assert document.segments[0].kind is SegmentKind.HEADLINE


def test_a_title_the_page_does_not_show_is_not_put_into_the_text():
    assert "Fire in Lorne" not in read_html(page(paragraphs(3))).text


def test_a_date_in_the_text_or_the_foot_is_not_the_date_of_the_article():
    body = paragraphs(3) + "<p>The report of 1 June 2020 was published on 3 July 2021.</p>"
    document = read_html(page(f"<article>{body}</article><footer>© 2019 Lorne Times, 3 March 2017</footer>"))
    assert document.published is None


def test_two_dates_shown_alike_are_no_date():
    body = (
        f'<span class="date">7 March 2024</span>{paragraphs(3)}<div class="more"><span class="date">9 May 2023</span>'
    )
    assert read_html(page(body)).published is None


def test_a_date_in_the_address_is_a_guess_that_says_so():
    document = read_html(page(paragraphs(3)), url="https://times.example/2024/03/07/depot")
    assert document.published is not None
    assert (format_date(document.published), document.published.words) == ("2024-03-07", "2024/03/07")
    assert any("address of the page" in note for note in document.notes)


def test_a_time_without_a_zone_counts_as_its_day():
    head = '<title>Fire</title><meta property="article:published_time" content="2024-03-07 23:30:00">'
    document = read_html(page(paragraphs(3), head=head))
    assert document.published is not None
    assert (format_date(document.published), document.published.words) == ("2024-03-07", "2024-03-07 23:30:00")


@pytest.mark.parametrize(
    "json", ["{", "[" * 100_000, '{"@type": 5, "datePublished": 7}', "null", '{"@graph": [[[1]]]}']
)
def test_a_broken_description_is_passed_over(json):
    head = f'<title>Fire</title><script type="application/ld+json">{json}</script>'
    assert read_html(page(paragraphs(3), head=head)).published is None


def test_only_the_description_of_an_article_gives_its_date():
    site = '{"@type": "WebSite", "datePublished": "2001-01-01"}'
    article = '{"@type": ["Thing", "NewsArticle"], "datePublished": "2024-03-07"}'
    head = f'<title>Fire</title><script type="application/ld+json">{{"@graph": [{site}, {article}]}}</script>'
    document = read_html(page(paragraphs(3), head=head))
    assert document.published is not None
    assert format_date(document.published) == "2024-03-07"


def test_a_language_that_does_not_match_the_text_is_said():
    raw = page(paragraphs(3)).replace(b"<html>", b'<html lang="fr-FR">')
    document = read_html(raw)
    assert document.language == "fr"
    assert any("reads like “en”" in note for note in document.notes)


def test_the_encoding_the_server_names_is_used():
    raw = page("<p>Größere Mengen Treibstoff wurden in das Gebäude getragen, heißt es.</p>").decode().encode("cp1252")
    document = read_html(raw, charset="windows-1252")
    assert "Größere" in document.text
    assert document.encoding == "cp1252"


def test_control_characters_do_not_cost_the_page():
    document = read_html(page("<p>The board\x01 spoke &#1;first &#xFFFF;on Monday.</p>" + paragraphs(3)))
    assert "spoke" in document.text
    assert document.text.isprintable() or "\n" in document.text
    assert "\x01" not in document.text


def test_characters_that_were_lost_before_are_said():
    document = read_html(page("<p>The caf&#xD800; was closed on Monday.</p>" + paragraphs(3)))
    assert any("1 replacement characters" in note for note in document.notes)


def test_broken_markup_is_read_as_far_as_it_goes():
    raw = b"<title>Fire</title><p>First, <b>the board <i>said</b> so.<p>Second, " + SENTENCE.encode() + b"</div></span>"
    text = read_html(raw).text
    assert "First, the board said so.\nSecond, " in text


def test_deep_nesting_is_read_or_refused_but_never_cut_in_silence():
    deep = "<div>" * 1000 + paragraphs(3) + "</div>" * 1000
    assert read_html(page(deep)).text.count("On day") == 3
    started = time.monotonic()
    with pytest.raises(NotText, match="nested too deeply"):
        read_html(page(paragraphs(3) + "<div>" * 10_000 + paragraphs(3)))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "body", ["", "   ", "<script>var a = 1</script>", "<nav><a href='/'>Home</a></nav>", "<img src=a>"]
)
def test_a_page_without_an_article_is_said(body):
    with pytest.raises(EmptyText, match="paste the text"):
        read_html(page(body))


@pytest.mark.parametrize("raw", [b"just words, no page", b'{"a": 1}', b"a < b and c > d"])
def test_what_is_no_page_is_said(raw):
    with pytest.raises(NotText, match="not a web page"):
        read_html(raw)


def test_a_page_above_the_limit_is_refused_at_once():
    with pytest.raises(TextTooLarge):
        read_html(page(paragraphs(200)), at_most=10_000)

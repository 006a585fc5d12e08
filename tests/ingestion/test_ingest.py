import time

import pytest

from claims.errors import NotText
from claims.ingestion.fetch import Limits
from claims.ingestion.ingest import read_file, read_url
from tests.ingestion.servers import page, serving
from tests.ingestion.test_html import page as html_page
from tests.ingestion.test_html import paragraphs

PAGE = html_page(paragraphs(3))
SMALL = Limits(max_bytes=100_000, seconds=5)


@pytest.mark.parametrize("name", ["depot.html", "depot.HTM", "depot.txt", "depot", "C:\\texts\\depot.html"])
def test_a_file_that_begins_like_a_page_is_one_whatever_its_name(name):
    assert "<p>" not in read_file(PAGE, filename=name).text


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\n \n", b'<?xml version="1.0"?>\n', b"<!-- a -->\n<!-- b -->"])
def test_what_may_stand_before_a_page_does_not_hide_it(start):
    assert "<p>" not in read_file(start + PAGE, filename="depot.txt").text


def test_a_file_of_comments_is_looked_at_in_no_time():
    started = time.monotonic()
    assert read_file(b"<!---->" * 500 + b"words", filename="odd.txt").text.endswith("words")
    assert time.monotonic() - started < 5


def test_a_piece_of_a_page_is_known_by_its_name():
    assert "<p>" not in read_file(paragraphs(3).encode(), filename="depot.html").text
    assert "<p>" in read_file(paragraphs(3).encode(), filename="depot.txt").text


def test_plain_text_under_the_name_of_a_page_is_read_as_text():
    document = read_file(b"Fire in Lorne\n\nThe depot burnt, a < b.", filename="depot.html")
    assert document.text == "Fire in Lorne\n\nThe depot burnt, a < b."


def test_a_file_that_is_neither_is_said():
    with pytest.raises(NotText, match="a PDF file"):
        read_file(b"%PDF-1.7\n%\xe2\xe3", filename="depot.txt")


def test_a_page_is_read_from_its_address():
    with serving(lambda request: [page(PAGE)]) as served:
        document = read_url(served.url("/depot"), policy=served.policy(), limits=SMALL)
    assert document.title == "Fire in Lorne"
    assert document.url == served.url("/depot")


def test_plain_text_is_read_from_its_address_in_the_encoding_the_server_names():
    answer = page("Čekání na zprávu".encode("iso8859-2"), headers=["Content-Type: text/plain; charset=ISO-8859-2"])
    with serving(lambda request: [answer]) as served:
        document = read_url(served.url("/depot.txt"), policy=served.policy(), limits=SMALL)
    assert (document.text, document.encoding) == ("Čekání na zprávu", "iso8859-2")

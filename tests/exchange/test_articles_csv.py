"""A spreadsheet of articles comes in whole, or not at all with every bad row named."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import BadRows, EmptyText, NotText
from claims.exchange.articles_csv import read_articles_csv
from claims.exchange.records import Batch, SourceReference
from claims.text.normalize import normalize
from claims.vocabulary import SourceKind


def read(text: str) -> Batch:
    return read_articles_csv([text.encode()])


def rows_refused(raw: bytes | str) -> list[tuple[int, str]]:
    with pytest.raises(BadRows) as refused:
        read_articles_csv([raw.encode() if isinstance(raw, str) else raw])
    return refused.value.rows


def test_every_column_is_read() -> None:
    batch = read(
        "title,text,url,archive_url,publisher,publisher_kind,published,language,byline\r\n"
        "Port,Two.,https://example.org/1,https://example.org/a,The Quay,wire_agency,2024-05-03,en,By A. Writer\r\n"
    )
    (article,) = batch.articles
    assert (article.title, article.text, article.url) == ("Port", "Two.", "https://example.org/1")
    assert (article.archive_url, article.language, article.byline) == ("https://example.org/a", "en", "By A. Writer")
    assert article.publisher == SourceReference(name="The Quay", kind=SourceKind.WIRE_AGENCY)
    assert article.published is not None
    assert article.published.earliest.isoformat() == "2024-05-03T00:00:00+00:00"
    assert batch.rows == (2,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    (article,) = read(f'title{delimiter}text\n"A{delimiter}B"{delimiter}"x, y; z"\n').articles
    assert (article.title, article.text) == (f"A{delimiter}B", "x, y; z")


def test_a_text_may_have_lines_and_quotation_marks() -> None:
    (article,) = read('title,text\nPort,"One ""line"".\r\n\r\nTwo."\n').articles
    assert article.text == 'One "line".\n\nTwo.'
    assert article.text_as_given == 'One "line".\r\n\r\nTwo.'


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    batch = read('title,text\nA,"1\n2\n3"\n\n,\nB,x\n')
    assert batch.rows == (2, 5)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_excel_saves_is_read(encoding: str) -> None:
    (article,) = read_articles_csv(["Title;Text\r\nÜber;Zwei\r\n".encode(encoding)]).articles
    assert (article.title, article.text) == ("Über", "Zwei")


def test_the_bytes_may_come_in_any_pieces() -> None:
    raw = "title,text\nÜ,😀\n".encode()
    assert read_articles_csv([bytes([byte]) for byte in raw]).articles[0].text == "😀"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    assert [article.title for article in read(f"title,text{end}A,1{end}B,2{end}").articles] == ["A", "B"]


def test_a_text_may_be_longer_than_the_csv_module_allows_by_itself() -> None:
    assert len(read("title,text\nA," + "x" * 200_000 + "\n").articles[0].text) == 200_000


def test_every_bad_row_is_told_by_its_number() -> None:
    assert rows_refused(
        "title,text,publisher,publisher_kind,published,url\n"
        ",x,,,,\n"
        "A,x,,,,\n"
        "A, ,,,,\n"
        "A,x,The Quay,newspaper,,\n"
        "A,x,,person,,\n"
        "A,x,,,,ftp://x\n"
        "A,x\n"
        'A,x,,,"2024-13",\n'
        '"A\nB",x,,,,\n'
    ) == [
        (2, "title is empty; give it some text."),
        (4, "text is empty; an article needs some."),
        (
            5,
            "publisher_kind must be one of person, organization, government_body, intergovernmental, armed_group, "
            "media_outlet, wire_agency, monitoring_group, document, social_account, unknown, not “newspaper”.",
        ),
        (6, "publisher_kind is given without a publisher; give its name, too."),
        (7, "“ftp://x” is not a web address; it must begin with http:// or https://."),
        (8, "The row has 2 cells and the header has 6; check its quotation marks."),
        (9, "“2024-13” is no day or time of the calendar (years 0001 to 9999); check its numbers."),
        (10, "title has a line break; write it on one line."),
    ]


def test_bytes_that_are_no_utf8_are_told_with_their_row() -> None:
    assert rows_refused(b'title,text\nA,"1\n2"\nB,caf\xe9\n') == [
        (3, "The row is not UTF-8; save the file as “CSV UTF-8”.")
    ]


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(NotText, match="breaks at byte 3"):
        read_articles_csv([b"\xff\xfet"])


def test_row_seven_of_a_thousand_is_the_one_that_is_told() -> None:
    rows = "".join(f"{'' if number == 7 else 'A'},x\n" for number in range(2, 1002))
    assert rows_refused("title,text\n" + rows) == [(7, "title is empty; give it some text.")]


def test_a_quotation_mark_that_is_not_closed_ends_the_reading() -> None:
    ((row, sentence),) = rows_refused('title,text\nA,x\nB,"y\nC,z\n')
    assert row == 3
    assert sentence.startswith("The row is broken: unexpected end of data.")


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            "title,text,mood",
            "The column “mood” is not known; rename or remove it. Known are title, text (required), url",
        ),
        ("title,text,title", "The column “title” comes twice; keep one of them."),
        ("title,url", "The first row must name the columns, and text must be among them."),
        ("url,publisher", "The first row must name the columns, and title and text must be among them."),
    ],
)
def test_a_header_that_does_not_fit_is_the_only_thing_said(header: str, sentence: str) -> None:
    ((row, said),) = rows_refused(f"{header}\nA\n")
    assert row == 1
    assert said.startswith(sentence)


def test_an_empty_file_is_refused_and_a_header_alone_is_no_article() -> None:
    for empty in ("", "\ufeff", "\r\n \r\n"):
        with pytest.raises(EmptyText, match="The file is empty"):
            read(empty)
    assert read("title,text\n") == Batch()


TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1)
TEXTS = st.text(st.characters(exclude_categories=("Cs",))).filter(lambda text: normalize(text).text.strip())


@given(st.lists(st.tuples(TITLES, TEXTS), min_size=1), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_whatever_a_csv_writer_wrote_is_read(rows: list[tuple[str, str]], delimiter: str, end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *rows])
    read_back = read_articles_csv([out.getvalue().encode()])
    assert [(article.title, article.text) for article in read_back.articles] == [
        (title, normalize(text).text) for title, text in rows
    ]

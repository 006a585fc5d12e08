"""A file's format is found by its name, then by its first bytes, else refused with the names that are known."""

import pytest

from claims.errors import UnknownFormat
from claims.exchange.registry import EXPORT_FORMATS, IMPORT_FORMATS, detect, export_format, import_format


def test_the_formats_are_those_the_documentation_names() -> None:
    assert [known.name for known in IMPORT_FORMATS] == ["txt", "html", "jsonl", "csv"]
    assert [known.name for known in EXPORT_FORMATS] == ["jsonl", "csv"]


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("port.txt", "txt"),
        ("PORT.HTML", "html"),
        ("a/b/port.htm", "html"),
        ("all.jsonl", "jsonl"),
        ("all.ndjson", "jsonl"),
        ("articles.csv", "csv"),
        ("articles.tsv", "csv"),
    ],
)
def test_the_extension_decides(filename: str, expected: str) -> None:
    assert detect(filename, b"anything") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"format": "provenance"', "jsonl"),
        (b'\xef\xbb\xbf{"title": 1', "jsonl"),
        (b"\n <!DOCTYPE html><p>", "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b"<!-- saved --><html lang=en>", "html"),
        (b"title;text;url\r\nA;B;C", "csv"),
        (b"url\ttext\ttitle\n", "csv"),
    ],
)
def test_without_a_known_extension_the_first_bytes_decide(head: bytes, expected: str) -> None:
    assert detect("upload", head) == expected


def test_an_unknown_file_is_refused_with_the_formats_that_are_known() -> None:
    with pytest.raises(UnknownFormat) as refused:
        detect("notes.xyz", b"The title of this text, and more")
    assert refused.value.message == (
        "It is not clear what format “notes.xyz” has; known are txt, html, jsonl, csv. Name one of them."
    )


def test_an_office_document_is_refused_whatever_its_name() -> None:
    with pytest.raises(UnknownFormat, match="office document, which cannot be read; known are txt"):
        detect("articles.csv", b"PK\x03\x04rest")


def test_a_format_is_found_by_name_and_refused_when_it_goes_the_other_way() -> None:
    assert import_format("txt").label == "Plain text"
    assert export_format("csv").shapes == ("claims", "attributions", "sources", "articles")
    with pytest.raises(UnknownFormat, match="“txt” is not a format that can be written; known are jsonl, csv"):
        export_format("txt")
    with pytest.raises(UnknownFormat, match="“docx” is not a format that can be read"):
        import_format("docx")

"""Bringing articles in: files, pasted text and addresses, through a preview or at once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.errors import AddressRefused
from claims.ingestion.document import Document
from claims.ingestion.plain import read_pasted
from claims.models import Article, ArticleVersion, Source
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser, id_in

PASTED = (
    "Ferry closed until spring\n\nPublished 3 November 2021\n\n"
    "The ferry stays closed until spring, the harbour master said."
)
TABLE = "title,text,publisher,published\nOne,Text of one.,The Quay,2021\nTwo,Text of two.,The Quay,2021-08-27\n"


def file(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def test_the_page_offers_three_ways_in(team: Team, alice: Browser) -> None:
    assert alice.open("import").shows("Files", "Pasted text", "A page of the web")


def test_a_pasted_text_is_shown_before_it_is_saved(team: Team, alice: Browser) -> None:
    page = alice.send("import-text", text=PASTED, url="https://example.org/ferry")
    assert page.status == 200
    fields = page.fields()
    assert (fields["title"], fields["published"]) == ("Ferry closed until spring", "2021-11-03")
    assert fields["url"] == "https://example.org/ferry"
    assert fields["kind-0"] == "headline"
    assert not Article.objects.exists()


def test_a_saved_preview_is_an_article_with_its_corrections(team: Team, alice: Browser) -> None:
    fields = alice.send("import-text", text=PASTED.replace("\n", "\r\n")).fields()
    last = max((name for name in fields if name.startswith("kind-")), key=lambda name: int(name[5:]))
    changed = {"publisher": "Estuary Post", "byline": "A. Writer", "title": "Ferry stays closed", last: "caption"}
    # What a browser sends: every line break of a text area as CR LF.
    sent = {**fields, **changed, "text": fields["text"].replace("\n", "\r\n")}
    page = alice.send("import-save", **sent)
    assert page.status == 303
    article = Article.objects.get(pk=id_in(page.location))
    version = ArticleVersion.objects.get(article=article)
    assert page.location == f"/w/desk/articles/{article.pk}/"
    assert (article.title, article.byline, str(article.publisher)) == (
        "Ferry stays closed",
        "A. Writer",
        "Estuary Post",
    )
    assert (version.text, version.segments[-1][0], version.capture_method) == (PASTED, "caption", "paste")
    assert article.created_by == team.alice


def test_a_form_sent_twice_makes_one_article(team: Team, alice: Browser) -> None:
    fields = alice.send("import-text", text=PASTED).fields()
    first = alice.send("import-save", **fields).location
    again = alice.send("import-save", **fields)
    assert (again.status, again.location) == (303, first)
    assert Article.objects.count() == 1
    assert alice.open("articles").shows("This form was sent before")


def test_a_refused_preview_can_be_sent_again(team: Team, alice: Browser) -> None:
    fields = alice.send("import-text", text=PASTED).fields()
    page = alice.send("import-save", **{**fields, "url": "nowhere", "title": "Kept"})
    assert page.status == 422
    assert page.shows("“nowhere” is not a web address")
    assert page.fields()["title"] == "Kept"
    assert alice.send("import-save", **{**page.fields(), "url": ""}).status == 303
    page = alice.send("import-save", **{**alice.send("import-text", text=PASTED).fields(), "title": ""})
    assert page.status == 422
    assert page.shows("This field is required.")


def test_the_same_text_again_is_said(team: Team, alice: Browser) -> None:
    makers.make_article(team.workspace, text=PASTED, title="The first one")
    page = alice.send("import-text", text=PASTED)
    assert page.shows("This very text is in the workspace already, as The first one", "Save it again")


@pytest.mark.parametrize(
    "change",
    [{"text": "Another text."}, {"preview": "made up"}, {"preview": ""}],
)
def test_what_was_not_captured_here_is_not_saved(team: Team, alice: Browser, change: dict[str, str]) -> None:
    fields = alice.send("import-text", text=PASTED).fields()
    assert alice.send("import-save", **{**fields, **change}).status == 422
    assert not Article.objects.exists()


def test_a_preview_is_nobody_elses(team: Team, alice: Browser, bob: Browser) -> None:
    fields = alice.send("import-text", text=PASTED).fields()
    assert bob.send("import-save", **fields).status == 422


def test_an_empty_text_is_said_at_its_field(team: Team, alice: Browser) -> None:
    page = alice.send("import-text", text="", url="https://example.org/")
    assert page.status == 422
    assert page.shows("Paste the text of an article first.")
    assert 'value="https://example.org/"' in page.page
    page = alice.send("import-text", text=" \n \n")
    assert page.status == 422


def test_markup_in_a_text_is_shown_as_it_is(team: Team, alice: Browser) -> None:
    page = alice.send(
        "import-text", text="A headline of some words\n\n<script>alert(1)</script> said a man. </textarea><b>"
    )
    assert "<script>alert" not in page.page
    assert "&lt;/textarea&gt;" in page.page


def test_a_text_that_begins_with_blank_lines_keeps_its_places(team: Team, alice: Browser) -> None:
    fields = alice.send("import-text", text="\n\n\n" + PASTED).fields()
    assert alice.send("import-save", **fields).status == 303
    version = ArticleVersion.objects.get()
    kind, start, end = version.segments[0]
    assert (kind, version.text[start:end]) == ("headline", "Ferry closed until spring")


def test_a_page_is_fetched_to_a_preview(team: Team, alice: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(url: str) -> Document:
        assert url == "https://example.org/ferry"
        return read_pasted(PASTED, url=url)

    monkeypatch.setattr("claims.web.views.imports.read_url", read)
    fields = alice.send("import-url", url="https://example.org/ferry").fields()
    assert alice.send("import-save", **fields).status == 303
    version = ArticleVersion.objects.get()
    assert (version.capture_method, version.captured_from) == ("url", "https://example.org/ferry")


def test_an_address_that_must_not_be_fetched_is_said_at_its_field(
    team: Team, alice: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(url: str) -> Document:
        raise AddressRefused("This address is not on the public web.", field="url")

    monkeypatch.setattr("claims.web.views.imports.read_url", read)
    page = alice.send("import-url", url="http://127.0.0.1/")
    assert page.status == 422
    assert page.shows("This address is not on the public web.")
    assert 'value="http://127.0.0.1/"' in page.page
    assert alice.send("import-url", url="").shows("Write the address of a page first.")


def test_one_text_file_is_shown_before_it_is_saved(team: Team, alice: Browser) -> None:
    page = alice.send("import-files", files=file("ferry.txt", PASTED), once="a")
    assert (page.status, page.fields()["title"]) == (200, "Ferry closed until spring")
    assert not Article.objects.exists()


def test_a_table_comes_in_at_once_and_says_what_came_of_it(team: Team, alice: Browser) -> None:
    page = alice.send("import-files", files=file("two.csv", TABLE), once="a")
    assert page.status == 303
    assert page.follow().shows("two.csv", "Added 2 articles", "One", "Two")
    assert Source.objects.get().name == "The Quay"
    page = alice.send("import-files", files=file("two.csv", TABLE), once="b").follow()
    assert page.shows("Added nothing; 2 skipped.", "the same text is here already")
    assert Article.objects.count() == 2


def test_a_table_sent_twice_by_one_form_comes_in_once(team: Team, alice: Browser) -> None:
    for _ in range(2):
        page = alice.send("import-files", files=file("two.csv", TABLE), once="a")
    assert page.follow().shows("Added 2 articles")
    assert Article.objects.count() == 2


def test_bad_rows_are_told_by_number_and_nothing_is_saved(team: Team, alice: Browser) -> None:
    page = alice.send("import-files", files=file("bad.csv", TABLE + "Three,,The Quay,soon\n"), once="a")
    assert page.status == 422
    assert page.shows("bad.csv : 1 row cannot be read; nothing was saved.", "4 ")
    assert not Article.objects.exists()
    assert alice.send("import-files", files=file("bad.csv", TABLE), once="a").status == 303


def test_several_files_come_in_each_whole_or_not_at_all(team: Team, alice: Browser) -> None:
    files = [file("ferry.txt", PASTED), file("bad.csv", "title,text\nOne,\n"), file("two.csv", TABLE)]
    page = alice.send("import-files", files=files, once="a").follow()
    assert page.shows("Added 1 article", "bad.csv : 1 row cannot be read", "Added 2 articles")
    assert Article.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("table.csv", b""),
        ("lines.jsonl", b"{"),
        ("archive.zip", b"PK\x03\x04" + bytes(30)),
        ("no_name", bytes(range(256))),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    team: Team, alice: Browser, name: str, content: bytes
) -> None:
    page = alice.send("import-files", files=file(name, content), once="a")
    assert page.status == 422
    assert page.shows(name)
    assert not Article.objects.exists()


def test_a_file_above_the_limit_is_refused(team: Team, alice: Browser, monkeypatch: Any) -> None:
    page = alice.send("import-files", files=file("long.txt", b"word " * 4_200_000), once="a")
    assert page.status in (413, 422)
    assert page.shows("more than the limit of 20 MB")


def test_a_text_that_is_too_long_to_keep_is_refused_before_it_is_corrected(
    team: Team, alice: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.services.article_rows.LONGEST_TEXT", 50)
    page = alice.send("import-text", text=PASTED)
    assert page.status == 413
    assert page.shows("at most 50 are kept")
    assert page.fields()["text"] == PASTED


def test_no_file_at_all_is_said(team: Team, alice: Browser) -> None:
    page = alice.send("import-files", once="a")
    assert page.status == 422
    assert page.shows("Choose a file first.")

"""Articles: added with a text that never changes, corrected, withdrawn and restored."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import (
    BadDate,
    BadRecord,
    BadRows,
    ClaimsError,
    EmptyText,
    NotFound,
    NotText,
    SourceAmbiguous,
    SpanOutsideText,
    Stale,
    TextTooLarge,
    UnknownArticle,
    UnknownSource,
)
from claims.exchange.records import ArticleRecord, SourceReference
from claims.models import AnnotationSet, Article, ArticleVersion, AuditEvent, AuditPayload, Source
from claims.models.fields import new_id
from claims.services import articles
from claims.services.article_rows import LONGEST_TEXT, Capture
from claims.services.source_resolver import Resolver
from claims.text.dates import parse_date
from claims.text.segments import Segment
from claims.vocabulary import ArticleProgress, CaptureMethod, SegmentKind, SetKind
from tests.makers import TEXT, Team, make_article, make_source

PASTE = Capture(CaptureMethod.PASTE)
RECORD = ArticleRecord(
    title="Two piers burn",
    text="One\ttwo\r\nthree e\u0301 four.\x07\n",
    publisher=SourceReference(name="Ellery Courier"),
    url="https://courier.example/piers",
    archive_url="http://archive.example/1",
    byline="Jo Marsh",
    language="en",
    published=parse_date("2021-08", words="last August"),
    wire_credit=SourceReference(name="Coast Wire"),
)


def add(team: Team, record: ArticleRecord = RECORD, *, capture: Capture = PASTE) -> Article:
    return articles.add(team.workspace, record, capture=capture, by=team.alice)


def test_an_article_is_added_with_a_version_and_a_record(team: Team) -> None:
    article = Article.objects.get(pk=add(team).pk)
    assert (article.title, article.url, article.byline) == ("Two piers burn", RECORD.url, "Jo Marsh")
    assert (article.archive_url, article.language, article.published) == (RECORD.archive_url, "en", RECORD.published)
    assert article.publisher is not None
    assert article.wire_credit is not None
    assert (article.publisher.name, article.wire_credit.name) == ("Ellery Courier", "Coast Wire")
    assert (article.created_by, article.revision) == (team.alice, 1)
    version = article.versions.get()
    assert article.current_version == version
    assert (version.number, version.title, version.capture_method) == (1, "Two piers burn", CaptureMethod.PASTE)
    annotation_set = AnnotationSet.objects.get(article=article)
    assert (annotation_set.kind, annotation_set.progress) == (SetKind.RECORD, ArticleProgress.UNSTARTED)


def test_the_text_is_normalised_and_nothing_else(team: Team) -> None:
    version = add(team).versions.get()
    assert version.text == "One two\nthree é four.\n"
    assert version.length == len(version.text)
    assert bytes(version.sha256) == hashlib.sha256(version.text.encode()).digest()
    assert bytes(version.raw_sha256) == hashlib.sha256(RECORD.text.encode()).digest()
    assert version.offset_map == [[7, 1, 0], [15, 2, 1], [23, 1, 0]]


def test_a_capture_says_where_the_text_came_from(team: Team) -> None:
    capture = Capture(CaptureMethod.URL, captured_from="https://x.example/", raw_sha256=b"\1" * 32)
    version = add(team, capture=capture).versions.get()
    assert (version.capture_method, version.captured_from) == (CaptureMethod.URL, "https://x.example/")
    assert bytes(version.raw_sha256) == b"\1" * 32


@pytest.mark.parametrize("name", ["piers\udcff.txt", "a\0b.txt", "x" * 5000])
def test_a_file_name_of_any_bytes_is_no_hindrance(team: Team, name: str) -> None:
    version = add(team, capture=Capture(CaptureMethod.UPLOAD, captured_from=name)).versions.get()
    assert version.captured_from == name.replace("\udcff", "?").replace("\0", "?")[:2000]


def test_a_text_as_it_was_given_is_what_the_map_leads_back_to(team: Team) -> None:
    normal = "One two\nthree é four.\n"
    version = add(team, replace(RECORD, text=normal, text_as_given=RECORD.text)).versions.get()
    assert version.text == normal
    assert bytes(version.raw_sha256) == hashlib.sha256(RECORD.text.encode()).digest()
    assert version.offset_map == [[7, 1, 0], [15, 2, 1], [23, 1, 0]]


def test_segments_are_found_or_taken_as_given(team: Team) -> None:
    found = make_article(team.workspace).versions.get().segments
    assert [kind for kind, _, _ in found] == ["headline", "body", "body"]
    given = (Segment(SegmentKind.BODY, 9, 14), Segment(SegmentKind.HEADLINE, 0, 7))
    version = add(team, replace(RECORD, segments=given)).versions.get()
    assert version.segments == [["headline", 0, 7], ["body", 8, 13]]
    assert version.text[8:13] == "three"


def test_an_article_without_a_title_is_called_by_its_first_words(team: Team) -> None:
    assert make_article(team.workspace, title="").title == TEXT.split("\n")[0]
    long = "word " * 40
    assert make_article(team.workspace, title="", text=long).title == "word " * 14 + "word…"
    assert make_article(team.workspace, title="  Two\n piers ").title == "Two piers"


BROKEN: dict[str, tuple[dict[str, Any], type[ClaimsError], str | None]] = {
    "no text": ({"text": " \n\t"}, EmptyText, "text"),
    "control characters alone": ({"text": "\0\x01"}, EmptyText, "text"),
    "half a surrogate pair": ({"text": "a\ud83d"}, NotText, None),
    "a text that never ends": ({"text": "x" * (LONGEST_TEXT + 1)}, TextTooLarge, "text"),
    "a title that never ends": ({"title": "x" * 10_000}, ClaimsError, "title"),
    "an empty title": ({"title": " "}, ClaimsError, "title"),
    "a byline that never ends": ({"byline": "x" * 501}, ClaimsError, "byline"),
    "a byline of two lines": ({"byline": "a\nb"}, BadRecord, "byline"),
    "NUL in the byline": ({"byline": "\0"}, BadRecord, "byline"),
    "an address that never ends": ({"url": "https://x.example/" + "x" * 2000}, ClaimsError, "url"),
    "an address that runs code": ({"url": "javascript:alert(1)"}, BadRecord, "url"),
    "half a surrogate pair in an address": ({"archive_url": "https://x.example/\udc00"}, BadRecord, "archive_url"),
    "a language that never ends": ({"language": "x" * 36}, ClaimsError, "language"),
    "words of a date that never end": ({"published": parse_date("2021", words="x" * 201)}, BadDate, "published"),
    "NUL in the words of a date": ({"published": parse_date("2021", words="\0")}, BadRecord, "published"),
    "a publisher of nobody": ({"publisher": SourceReference(id=new_id())}, UnknownSource, "publisher"),
    "a publisher without a name": ({"publisher": SourceReference(name="  ")}, UnknownSource, "publisher"),
    "NUL in the name of a publisher": ({"wire_credit": SourceReference(name="a\0")}, BadRecord, "wire_credit"),
    "segments that overlap": (
        {"segments": (Segment(SegmentKind.BODY, 0, 5), Segment(SegmentKind.DEK, 4, 9))},
        ClaimsError,
        "segments",
    ),
    "a segment behind the text": ({"segments": (Segment(SegmentKind.BODY, 0, 999),)}, ClaimsError, "segments"),
    "an empty segment": ({"segments": (Segment(SegmentKind.BODY, 5, 5),)}, (SpanOutsideText, ClaimsError), None),
    "the reprint of an unknown article": ({"republishes": new_id()}, UnknownArticle, "republishes"),
}


@pytest.mark.parametrize(("broken", "error", "field"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_article_is_refused_in_a_sentence_and_leaves_nothing(
    team: Team, broken: dict[str, Any], error: type[ClaimsError], field: str | None
) -> None:
    with pytest.raises(error) as refused:
        add(team, replace(RECORD, **broken))
    assert refused.value.message.endswith(".")
    assert field is None or refused.value.field == field
    for model in (Article, ArticleVersion, Source, AuditEvent):
        assert not model.objects.exists()


def test_a_title_of_a_thousand_characters_is_kept(team: Team) -> None:
    assert make_article(team.workspace, title="é" * 1000).title == "é" * 1000


def test_an_article_reprints_one_of_its_workspace(team: Team) -> None:
    original, theirs = make_article(team.workspace), make_article(team.elsewhere)
    assert make_article(team.workspace, republishes=original.pk).republishes == original
    with pytest.raises(UnknownArticle):
        make_article(team.workspace, republishes=theirs.pk)
    unknown = replace(RECORD, republishes=new_id())
    [row] = articles.add_rows([unknown], capture=PASTE, by=team.alice, sources=Resolver(team.workspace))
    assert row.article.republishes_id is None


def test_a_publisher_of_two_names_is_refused_with_both(team: Team) -> None:
    make_source(team.workspace, "Courier")
    make_source(team.workspace, "Courier")
    with pytest.raises(SourceAmbiguous) as refused:
        make_article(team.workspace, publisher="Courier")
    assert refused.value.field == "publisher"


def test_many_articles_are_added_with_one_event(team: Team) -> None:
    records = [replace(RECORD, title=f"Title {number}") for number in range(5)]
    added = articles.add_many(team.workspace, records, capture=PASTE, by=team.alice)
    assert [item.article.title for item in added] == [f"Title {number}" for number in range(5)]
    event = AuditEvent.objects.get()
    assert (event.action, event.object_id, event.article_id) == ("article.add", team.workspace.pk, None)
    assert [row["title"] for row in AuditPayload.objects.get().after] == [f"Title {number}" for number in range(5)]
    assert Source.objects.count() == 2


def test_no_articles_are_no_event(team: Team) -> None:
    assert articles.add_many(team.workspace, [], capture=PASTE, by=team.alice) == []
    assert not AuditEvent.objects.exists()


def test_every_bad_article_of_many_is_named_and_none_is_added(team: Team) -> None:
    records = [RECORD] * 10
    records[3] = replace(RECORD, text="")
    records[7] = replace(RECORD, url="nowhere")
    with pytest.raises(BadRows) as refused:
        articles.add_many(team.workspace, records, capture=PASTE, by=team.alice)
    assert [number for number, _ in refused.value.rows] == [4, 8]
    assert not Article.objects.exists()


def test_ten_articles_cost_the_queries_of_one(team: Team) -> None:
    def count(number: int) -> int:
        records = [
            replace(RECORD, publisher=SourceReference(name=f"{number} {place}")) for place in range(number)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            articles.add_many(team.workspace, records, capture=PASTE, by=team.alice)
        return len(captured)

    assert count(1) == count(10)


def test_a_correction_changes_what_is_known_and_never_the_text(team: Team) -> None:
    article = add(team)
    before = article.versions.values("text", "sha256", "raw_sha256", "offset_map").get()
    corrected = ArticleRecord(title="Another title", text="", byline="Ann Poole", published=parse_date("2021-09"))
    made = articles.correct(article, corrected, by=team.bob, revision=1)
    made.refresh_from_db()
    assert (made.title, made.byline, made.url, made.revision) == ("Another title", "Ann Poole", "", 2)
    assert (made.publisher, made.wire_credit, made.published) == (None, None, parse_date("2021-09"))
    assert article.versions.values("text", "sha256", "raw_sha256", "offset_map").get() == before
    assert article.versions.get().title == "Another title"


def test_segments_are_corrected_where_the_record_has_any(team: Team) -> None:
    article = add(team)
    segments = article.versions.get().segments
    articles.correct(article, RECORD, by=team.bob)
    assert article.versions.get().segments == segments
    given = replace(RECORD, segments=(Segment(SegmentKind.BOILERPLATE, 0, 7),))
    articles.correct(article, given, by=team.bob)
    assert article.versions.get().segments == [["boilerplate", 0, 7]]
    payload = AuditPayload.objects.order_by("event").last()
    assert payload is not None
    assert (payload.before["segments"], payload.after["segments"]) == (segments, [["boilerplate", 0, 7]])
    with pytest.raises(ClaimsError):
        articles.correct(article, replace(RECORD, segments=(Segment(SegmentKind.BODY, 0, 99),)), by=team.bob)


def test_what_a_correction_does_not_touch_is_kept(team: Team) -> None:
    article = add(team)
    courier = Source.objects.get(name="Ellery Courier")
    group = make_source(team.workspace, "Ellery Group")
    Source.objects.filter(pk=courier.pk).update(merged_into=group)
    as_shown = replace(RECORD, publisher=SourceReference(id=group.pk), published=parse_date("2021-08"))
    made = articles.correct(article, as_shown, by=team.bob)
    made.refresh_from_db()
    assert made.publisher == courier
    assert made.published == RECORD.published
    assert made.published.words == "last August"


def test_an_article_that_somebody_else_changed_is_stale(team: Team) -> None:
    article = add(team)
    articles.correct(article, RECORD, by=team.bob, revision=1)
    with pytest.raises(Stale):
        articles.correct(article, RECORD, by=team.alice, revision=1)
    with pytest.raises(Stale):
        articles.withdraw(article, by=team.alice, revision=1)
    assert articles.withdraw(article, by=team.alice, revision=2).revision == 3


def test_an_article_that_is_not_there_is_not_found(team: Team) -> None:
    nobody = Article(id=new_id(), workspace=team.workspace, title="X")
    for write in (
        lambda: articles.correct(nobody, RECORD, by=team.alice),
        lambda: articles.withdraw(nobody, by=team.alice),
        lambda: articles.restore(Article(id=add(team).pk, workspace=team.elsewhere), by=team.charlie),
        lambda: articles.mark_progress(
            AnnotationSet(id=new_id(), workspace=team.workspace), ArticleProgress.DONE, by=team.alice
        ),
    ):
        with pytest.raises(NotFound):
            write()


def test_a_withdrawn_article_comes_back_as_it_was(team: Team) -> None:
    article = add(team)
    gone = articles.withdraw(article, by=team.bob)
    assert gone.withdrawn_at is not None
    back = articles.restore(article, by=team.bob)
    back.refresh_from_db()
    assert (back.withdrawn_at, back.revision, back.title) == (None, 3, article.title)


def test_the_same_text_again_is_told_by_its_digest(team: Team) -> None:
    first, second = add(team), add(team, replace(RECORD, text="One two\nthree é four.\n"))
    other = add(team, replace(RECORD, text="Another."))
    articles.add(team.elsewhere, RECORD, capture=PASTE, by=None)
    digests = [bytes(article.versions.get().sha256) for article in (first, second, other)]
    assert digests[0] == digests[1]
    known = articles.with_same_text(team.workspace, [*digests, bytes(32)])
    assert known == {digests[0]: first.pk, digests[2]: other.pk}
    articles.withdraw(first, by=team.alice)
    assert articles.with_same_text(team.workspace, digests)[digests[0]] == second.pk

"""Whole files into a workspace: all or nothing, every bad row by its number, one event."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from claims.errors import BadRows, EmptyText, NotText, UnknownFormat
from claims.exchange.jsonl import read_jsonl
from claims.management.demo_articles import load
from claims.models import (
    Anchor,
    Article,
    ArticleVersion,
    AuditPayload,
    Claim,
    Label,
    Proposition,
    Source,
    SourceRelation,
    Workspace,
)
from claims.queries.filters import Filters
from claims.queries.record_exports import stream_jsonl
from claims.services import articles, import_run, imports
from claims.services.article_rows import Capture
from claims.services.imports import ImportOutcome
from claims.text.offsets import to_utf16
from claims.vocabulary import CaptureMethod, Identifiability
from tests.makers import TEXT, TITLE, Team, make_article, make_claim, make_source
from tests.services.events import events_during

CAPTURE = Capture(CaptureMethod.IMPORT)
EVERYTHING = (Article, ArticleVersion, Claim, Anchor, Source, SourceRelation, Label, Proposition)
OWN_WORDS = [{"lineage": "none_given"}]


def bring(team: Team, *lines: dict[str, Any], filename: str = "all.jsonl", **more: Any) -> ImportOutcome:
    raw = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return imports.import_file(team.workspace, raw, filename=filename, by=team.alice, **more)


def article(text: str = TEXT, **more: Any) -> dict[str, Any]:
    return {"type": "article", "title": TITLE, "text": text, **more}


def claim(*sources: dict[str, Any] | str, start: int = 0, end: int = 3, **more: Any) -> dict[str, Any]:
    chains = [{"attributions": [{"source": source} for source in sources]}] if sources else OWN_WORDS
    return {"spans": [{"start": start, "end": end}], "chains": chains, **more}


def counts() -> list[int]:
    return [model.objects.count() for model in EVERYTHING]


def refused(team: Team, *lines: dict[str, Any]) -> list[tuple[int, str]]:
    """The bad rows of a file, of which nothing may be saved."""
    before = counts()
    with events_during() as events, pytest.raises(BadRows) as wrong:
        bring(team, *lines)
    assert counts() == before
    assert events == []
    return wrong.value.rows


def test_a_text_comes_in_as_one_article_with_what_was_found_in_it(team: Team) -> None:
    raw = f"{TITLE}\r\n\r\nBy A. Writer\r\n\r\n{TEXT}".encode()
    with events_during() as events:
        outcome = imports.import_file(team.workspace, raw, filename="piers.txt", by=team.alice)
    (made,) = Article.objects.all()
    version = made.current_version
    assert version is not None
    assert outcome.articles == (made.pk,)
    assert (made.title, made.created_by, version.capture_method) == (TITLE, team.alice, CaptureMethod.IMPORT)
    assert version.captured_from == "piers.txt"
    assert "\r" not in version.text
    assert len(events) == 1


def test_a_page_comes_in_with_its_main_text(team: Team) -> None:
    page = Path(__file__).parent.parent / "data" / "pages" / "harbour_courier.html"
    imports.import_file(team.workspace, page.read_bytes(), filename=page.name, by=None)
    assert Article.objects.get().created_by is None


def test_the_event_names_every_row_of_the_file(team: Team) -> None:
    with events_during() as events:
        bring(team, {"type": "source", "name": "Seawatch"}, article(claims=[claim({"name": "Seawatch"})]))
    (event,) = events
    after = AuditPayload.objects.get(event=event).after
    assert after == {
        "file": "all.jsonl",
        "articles": [str(Article.objects.get().pk)],
        "claims": [str(Claim.objects.get().pk)],
        "sources": [str(Source.objects.get(name="Seawatch").pk)],
    }


@pytest.mark.parametrize("crlf", [False, True])
def test_the_same_text_again_is_skipped_and_said(team: Team, crlf: bool) -> None:
    known = make_article(team.workspace)
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    outcome = bring(team, article(text, claims=[claim()]), article("Another text.", id=str(uuid4())))
    assert [(skipped.row, skipped.same_as) for skipped in outcome.skipped] == [(1, known.pk)]
    assert len(outcome.articles) == 1
    assert Claim.objects.count() == 0


def test_the_same_text_twice_in_a_file_comes_in_once(team: Team) -> None:
    outcome = bring(team, article(), article("Another text."), article())
    assert [(skipped.row, skipped.same_as) for skipped in outcome.skipped] == [(3, None)]
    assert Article.objects.count() == 2


def test_the_same_text_of_another_workspace_is_no_reason_to_skip(team: Team) -> None:
    make_article(team.elsewhere)
    assert bring(team, article()).skipped == ()


def test_offsets_follow_the_text_through_its_normalisation(team: Team) -> None:
    text = "\ufeffCafe\u0301 owners\r\nsaid \U0001f600 no."
    start = text.index("said")
    bring(team, article(text, claims=[claim(start=start, end=len(text) - 1)]))
    (made,) = Claim.objects.all()
    anchor = Anchor.objects.get()
    version = ArticleVersion.objects.get()
    assert version.text == "Café owners\nsaid \U0001f600 no."
    assert made.quote == version.text[anchor.start : anchor.end] == "said \U0001f600 no"
    assert to_utf16(version.text, anchor.end) - to_utf16(version.text, anchor.start) == len("said no") + 3
    assert version.offset_map


def test_sources_named_by_an_id_of_the_file_are_those_of_the_file(team: Team) -> None:
    key = str(uuid4())
    bring(
        team,
        {"type": "source", "id": key, "name": "Harbour Guard", "aliases": [{"text": "HG"}]},
        article(publisher={"id": key}, claims=[claim(key), claim({"name": "hg"}, start=4, end=9)]),
    )
    (guard,) = Source.objects.all()
    assert Article.objects.get().publisher == guard
    assert [made.attributions.get().source for made in Claim.objects.all()] == [guard, guard]
    assert str(guard.pk) != key


def test_a_source_of_the_workspace_may_be_named_by_its_id(team: Team) -> None:
    namesakes = [make_source(team.workspace, "Guard") for _ in range(2)]
    bring(team, article(claims=[claim({"id": str(namesakes[1].pk), "name": "Guard"})]))
    assert Claim.objects.get().attributions.get().source == namesakes[1]


def test_an_id_of_nobody_with_a_name_means_the_name(team: Team) -> None:
    bring(team, article(claims=[claim({"id": str(uuid4()), "name": "Seawatch"})]))
    assert Source.objects.get().name == "Seawatch"


def test_a_source_that_is_not_named_belongs_to_its_article(team: Team) -> None:
    one, two, official = str(uuid4()), str(uuid4()), str(uuid4())
    unnamed = {"name": "an official", "identifiability": "anonymous"}
    bring(
        team,
        {"type": "source", "id": official, "article": two, "description": "Of the port.", **unnamed},
        article("One text.", id=one, claims=[claim(unnamed)]),
        article("Another text.", id=two, claims=[claim(official)]),
    )
    sources = {row.article.title + row.article.current_version.text: row for row in Source.objects.all() if row.article}
    assert [row.description for _, row in sorted(sources.items())] == ["Of the port.", ""]
    assert {row.identifiability for row in sources.values()} == {Identifiability.ANONYMOUS}


@pytest.mark.parametrize("rows_at_once", [1, 2, 200])
def test_reprints_and_upstream_articles_are_those_of_the_file_wherever_they_stand(
    team: Team, rows_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_run, "ROWS_AT_ONCE", rows_at_once)
    first, second, known = str(uuid4()), str(uuid4()), str(uuid4())
    here = make_article(team.workspace)
    upstream = claim({"name": "Seawatch"})
    upstream["chains"][0]["attributions"][0]["upstream_article"] = second
    bring(
        team,
        article("One text.", id=first, republishes=second, claims=[upstream]),
        article("Another text.", id=second, republishes=known),
        article(id=known),
        article("A third text.", republishes=first),
        article("A fourth text.", republishes=str(here.pk)),
    )
    by_text = {row.current_version.text: row for row in Article.objects.select_related("current_version")}
    assert by_text["One text."].republishes == by_text["Another text."]
    assert by_text["Another text."].republishes == here
    assert by_text["A third text."].republishes == by_text["One text."]
    assert by_text["A fourth text."].republishes == here
    assert Claim.objects.get().attributions.get().upstream_article == by_text["Another text."]


def test_every_bad_row_is_told_by_its_number_and_nothing_is_saved(team: Team) -> None:
    for _ in range(2):
        make_source(team.workspace, "Guard")
    theirs = make_source(team.elsewhere, "Theirs")
    lines = [article(f"Text number {number}.") for number in range(20)]
    nobody = uuid4()
    lines[2] = article("Text two.", claims=[claim(), claim({"name": "Guard"}, start=2, end=4)])
    lines[6] = article("Text six.", publisher={"id": str(theirs.pk)})
    lines[11] = article("Text eleven.", claims=[claim(str(nobody))])
    lines[12] = article("Text twelve.", title="x" * 1001)
    lines[19] = article("Text last.", republishes=str(nobody))
    rows = refused(team, *lines)
    assert [row for row, _ in rows] == [3, 7, 12, 13, 20]
    sentences = dict(rows)
    assert sentences[3].startswith("claims[1].chains[0].attributions[0].source: “Guard” names Guard (")
    assert f"There is no source {theirs.pk} in this workspace." in sentences[7]
    assert f"There is no source {nobody} in this workspace." in sentences[12]
    assert "The title has 1001 characters" in sentences[13]
    assert f"There is no article {nobody} in this workspace." in sentences[20]


def test_rows_that_cannot_be_read_are_told_before_anything_is_looked_up(team: Team) -> None:
    lines: list[dict[str, Any]] = [{"type": "article", "title": "No text"}, article(), {"type": "person"}]
    assert [row for row, _ in refused(team, *lines)] == [1, 3]


def test_a_bad_source_is_told_with_its_row_beside_bad_articles(team: Team) -> None:
    rows = refused(
        team,
        {"type": "source", "name": "Seawatch"},
        {"type": "source", "name": "x" * 501},
        {"type": "source", "name": "Navy", "relations": [{"kind": "part_of", "target": "Navy"}]},
        {"type": "source", "name": "A clerk", "identifiability": "described", "article": str(uuid4())},
        article(publisher=str(uuid4())),
    )
    assert [row for row, _ in rows] == [2, 3, 4, 5]


def test_a_new_label_is_a_bad_row_where_the_workspace_has_closed_its_list(team: Team) -> None:
    Workspace.objects.filter(pk=team.workspace.pk).update(allows_new_labels=False)
    team.workspace.refresh_from_db()
    ((row, sentence),) = refused(team, article(claims=[claim(labels=["fire"])]))
    assert row == 1
    assert "There is no label “fire”" in sentence


def test_row_seven_of_a_thousand_in_a_table_is_told_as_a_spreadsheet_counts(team: Team) -> None:
    table = ["title,text", *(f"Title {number},Text {number}." for number in range(1000))]
    table[6] = "Title,"
    before = counts()
    with pytest.raises(BadRows) as wrong:
        imports.import_file(team.workspace, "\n".join(table).encode(), filename="all.csv", by=None)
    assert wrong.value.rows == [(7, "text is empty; an article needs some.")]
    assert counts() == before


@pytest.mark.parametrize(
    ("raw", "filename", "error"),
    [
        (b"", "a.txt", EmptyText),
        (b"", "a.csv", EmptyText),
        (b" \n", "a.jsonl", EmptyText),
        (b"\x00\x01\x02\xff" * 100, "a.txt", NotText),
        (b"PK\x03\x04", "a.docx", UnknownFormat),
        (b"words", "a", UnknownFormat),
    ],
)
def test_a_file_that_is_no_import_is_refused_with_a_sentence(
    team: Team, raw: bytes, filename: str, error: type[Exception]
) -> None:
    with pytest.raises(error, match=r"\.$"):
        imports.import_file(team.workspace, raw, filename=filename, by=team.alice)


def test_a_format_that_is_named_is_believed(team: Team) -> None:
    outcome = imports.import_file(team.workspace, b"title,text\nA,B", filename="a", by=None, format="txt")
    assert Article.objects.get(pk=outcome.articles[0]).current_version.text == "title,text\nA,B"
    with pytest.raises(UnknownFormat, match="“pdf” is not a format that can be read"):
        imports.import_file(team.workspace, b"title,text\nA,B", filename="a.txt", by=None, format="pdf")


def test_progress_ends_with_all_articles_done(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_run, "ROWS_AT_ONCE", 2)
    told: list[tuple[int, int]] = []
    bring(
        team,
        *(article(f"Text {number}.") for number in range(5)),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1] == (5, 5)


UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def exported(workspace: Workspace) -> list[str]:
    """The lines of an export without its header; ids numbered by where they stand first."""
    text = b"".join(stream_jsonl(workspace, Filters({}))).decode().partition("\n")[2]
    seen: dict[str, str] = {}
    return UUIDS.sub(lambda found: seen.setdefault(found[0], f"id {len(seen)}"), text).splitlines()


def test_what_is_exported_comes_back_equal(team: Team) -> None:
    imports.import_batch(team.workspace, load(), capture=CAPTURE, by=team.alice)
    raw = b"".join(stream_jsonl(team.workspace, Filters({})))
    outcome = imports.import_file(team.elsewhere, raw, filename="all.jsonl", by=team.charlie)
    assert exported(team.elsewhere) == exported(team.workspace)
    assert outcome.claims == Claim.objects.filter(workspace=team.workspace).count() > 50
    assert {UUID(str(key)) for key in outcome.articles}.isdisjoint(
        Article.objects.filter(workspace=team.workspace).values_list("pk", flat=True)
    )


def test_an_export_with_filters_brings_what_its_claims_need(team: Team) -> None:
    made = make_article(team.workspace)
    make_claim(made, sources=("Seawatch", "Harbour Guard"))
    make_claim(made, "nobody was hurt", sources=("Port office",))
    make_article(team.workspace, text="Another text.", publisher="Other News")
    filters = Filters.parse({"source": ["Seawatch"]})
    raw = b"".join(stream_jsonl(team.workspace, filters))
    batch = read_jsonl(raw.splitlines())
    assert {source.name for source in batch.sources} == {"Ellery Courier", "Seawatch", "Harbour Guard"}
    assert [len(record.claims) for record in batch.articles] == [1]
    assert imports.import_file(team.elsewhere, raw, filename="a.jsonl", by=None).claims == 1


def test_the_names_of_a_merged_source_go_out_with_the_one_it_counts_as(team: Team) -> None:
    make_claim(make_article(team.workspace), sources=("Sea Watch",))
    kept = make_source(team.workspace, "Seawatch")
    Source.objects.filter(name="Sea Watch").update(merged_into=kept)
    batch = read_jsonl(b"".join(stream_jsonl(team.workspace, Filters({}))).splitlines())
    by_name = {source.name: source for source in batch.sources}
    assert [alias.text for alias in by_name["Seawatch"].aliases] == ["Sea Watch"]
    assert "Sea Watch" not in by_name
    hop = batch.articles[0].claims[0].chains[0].attributions[0]
    assert hop.source is not None
    assert hop.source.id == kept.pk


def test_withdrawn_articles_do_not_go_out(team: Team) -> None:
    articles.withdraw(make_article(team.workspace, by=team.alice), by=team.alice)
    assert read_jsonl(b"".join(stream_jsonl(team.workspace, Filters({}))).splitlines()).articles == ()

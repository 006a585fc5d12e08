"""The tables of an export, cell by cell, against what stands in the database."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.pq import TransactionStatus

from claims.errors import BadFilter, UnknownFormat
from claims.exchange.csv_tables import COLUMNS, GUARD_PATTERN, CsvStyle, neutralise, write_rows
from claims.exchange.records import RelationRecord
from claims.models import (
    CredibilityGrade,
    Proposition,
    ReliabilityGrade,
    Source,
    SourceAlias,
    SourceIdentifier,
    Workspace,
)
from claims.queries import exports
from claims.queries.export_tables import TABLES
from claims.services import claims, sources
from claims.text.dates import parse_date
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    AliasStrength,
    Certainty,
    IdentifierScheme,
    Lineage,
    Polarity,
    Quotation,
    RelationKind,
    Stance,
    Verification,
)
from tests.makers import (
    FIRE,
    GUARD,
    OUTLET,
    TEXT,
    TITLE,
    Team,
    chain,
    hop,
    make_article,
    make_claim,
    make_source,
    make_team,
)

GUARDED = CsvStyle()
RAW = CsvStyle(guarded=False)
EXCEL = CsvStyle(excel=True)
Row = dict[str, str]


def written(workspace: Workspace, shape: str, *, style: CsvStyle = GUARDED, **filters: str) -> bytes:
    given_filters = exports.parse_filters(shape, {name: [value] for name, value in filters.items()})
    return b"".join(exports.stream_csv(workspace, shape, given_filters, style=style))


def rows(workspace: Workspace, shape: str, *, style: CsvStyle = RAW, **filters: str) -> list[Row]:
    text = written(workspace, shape, style=style, **filters).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def first(workspace: Workspace, shape: str, **filters: str) -> Row:
    return rows(workspace, shape, **filters)[0]


@pytest.mark.parametrize("shape", COLUMNS)
def test_the_header_is_that_of_the_contract(team: Team, shape: str) -> None:
    assert written(team.workspace, shape) == (",".join(COLUMNS[shape]) + "\n").encode()


@pytest.mark.parametrize("shape", COLUMNS)
def test_every_guarded_column_is_one_of_the_table(shape: str) -> None:
    assert TABLES[shape].guarded <= set(COLUMNS[shape])


def test_a_claim_prints_what_it_is_and_where_it_stands(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_settings, "BASE_URL", "https://claims.example.org")
    article = make_article(team.workspace, url="https://example.org/1", by=team.alice)
    claim = make_claim(
        article,
        (FIRE, "nobody was hurt"),
        sources=("Seawatch", "Harbour Guard"),
        by=team.alice,
        labels=("fire", "attack"),
        quotation=Quotation.MIXED,
        polarity=Polarity.NEGATED,
        note="Look again.",
        proposition="Two piers burned.",
    )
    row = first(team.workspace, "claims")
    start, end = TEXT.index(FIRE), TEXT.index("nobody was hurt") + len("nobody was hurt")
    assert {name: row[name] for name in COLUMNS["claims"][:17]} == {
        "claim_id": str(claim.pk),
        "article_id": str(article.pk),
        "version_id": str(article.current_version_id),
        "article_title": TITLE,
        "article_url": "https://example.org/1",
        "publisher": OUTLET,
        "published": "2021-08-27",
        "quote": f"{FIRE} […] nobody was hurt",
        "start": str(start),
        "end": str(end),
        "spans": f"{start}-{start + len(FIRE)};{end - len('nobody was hurt')}-{end}",
        "quotation": "mixed",
        "polarity": "negated",
        "labels": "attack;fire",
        "status": "draft",
        "proposition_id": str(Proposition.objects.get().pk),
        "proposition": "Two piers burned.",
    }
    assert (row["annotator"], row["note"]) == ("alice", "Look again.")
    assert row["url"] == f"https://claims.example.org/w/desk/claims/{claim.pk}/"
    assert datetime.fromisoformat(row["created_at"]) == claim.created_at
    assert row["created_at"].endswith("Z")


def test_the_chain_is_printed_nearest_first_and_its_origin_is_the_last_step(team: Team) -> None:
    steps = (
        hop("Seawatch", stance=Stance.DISTANCES, verification=Verification.VERIFIED),
        hop("Harbour Guard", stance=Stance.ASSERTS, certainty=Certainty.POSSIBLE),
    )
    make_claim(make_article(team.workspace), chains=(chain(*steps, lineage=Lineage.UNKNOWN_BEYOND),))
    row = first(team.workspace, "claims")
    assert {name: row[name] for name in COLUMNS["claims"][17:28]} == {
        "chain": "Seawatch > Harbour Guard",
        "nearest_source": "Seawatch",
        "nearest_stance": "distances",
        "origin": "Harbour Guard",
        "origin_kind": "unknown",
        "origin_identifiability": "named",
        "origin_stance": "asserts",
        "certainty": "possible",
        "verification": "verified",
        "hops": "2",
        "lineage": "unknown_beyond",
    }


def test_parallel_chains_stand_side_by_side_and_the_first_gives_the_origin(team: Team) -> None:
    chains = (chain("Seawatch", "Harbour Guard"), chain("Port office"), chain(lineage=Lineage.NONE_GIVEN))
    make_claim(make_article(team.workspace), chains=chains)
    row = first(team.workspace, "claims")
    assert row["chain"] == "Seawatch > Harbour Guard | Port office"
    assert (row["origin"], row["hops"], row["lineage"]) == ("Harbour Guard", "2", "complete")


def test_outlets_own_words_have_an_empty_chain_and_no_hops(team: Team) -> None:
    make_claim(make_article(team.workspace))
    row = first(team.workspace, "claims")
    empty = ("chain", "nearest_source", "origin", "origin_kind", "origin_stance", "certainty", "verification")
    assert [row[name] for name in empty] == [""] * len(empty)
    assert (row["hops"], row["lineage"]) == ("0", "none_given")


def test_a_step_without_a_source_keeps_its_place_in_the_chain(team: Team) -> None:
    make_claim(make_article(team.workspace), chains=(chain(hop(), "Harbour Guard"),))
    row = first(team.workspace, "claims")
    assert row["chain"] == "(not named) > Harbour Guard"
    assert (row["nearest_source"], row["nearest_stance"], row["hops"]) == ("", "relays", "2")


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (("verified", "unverified"), "unverified"),
        (("not_stated", "verified"), "verified"),
        (("not_stated", "not_stated"), "not_stated"),
    ],
)
def test_one_unverified_step_makes_the_claim_unverified(team: Team, said: tuple[str, str], printed: str) -> None:
    steps = [hop(name, verification=Verification(word)) for name, word in zip(("A News", "B Corp"), said, strict=True)]
    make_claim(make_article(team.workspace), chains=(chain(*steps),))
    assert first(team.workspace, "claims")["verification"] == printed


def test_the_latest_grades_are_printed_and_a_claims_own_comes_before_its_propositions(team: Team) -> None:
    article = make_article(team.workspace)
    graded = make_claim(article, sources=("Seawatch", "Harbour Guard"), proposition="Fire.")
    make_claim(article, GUARD, sources=("Harbour Guard",), proposition="Fire.")
    guard = Source.objects.get(name="Harbour Guard")
    common: dict[str, Any] = {"workspace": team.workspace, "rationale": "So it seems."}
    for grade in ("A", "C"):
        ReliabilityGrade.objects.create(source=guard, grade=grade, **common)
    ReliabilityGrade.objects.create(source=Source.objects.get(name="Seawatch"), grade="E", **common)
    for grade in ("2", "4"):
        CredibilityGrade.objects.create(proposition=Proposition.objects.get(), grade=grade, **common)
    CredibilityGrade.objects.create(claim=graded, grade="6", **common)
    printed = [(row["reliability"], row["credibility"]) for row in rows(team.workspace, "claims")]
    assert printed == [("C", "6"), ("C", "4")]


def test_a_merged_source_prints_the_one_it_counts_as(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, sources=("Sea Watch",))
    kept = make_source(team.workspace, "Seawatch")
    Source.objects.filter(name="Sea Watch").update(merged_into=kept)
    assert first(team.workspace, "claims")["origin"] == "Seawatch"
    assert first(team.workspace, "attributions")["source_id"] == str(kept.pk)


def test_rows_come_oldest_first(team: Team) -> None:
    article = make_article(team.workspace)
    made = [str(make_claim(article, words).pk) for words in (GUARD, FIRE, "nobody was hurt")]
    assert [row["claim_id"] for row in rows(team.workspace, "claims")] == made == sorted(made)


def test_attributions_print_one_row_a_step_with_its_marked_words(team: Team) -> None:
    article = make_article(team.workspace)
    cue, name = TEXT.index("citing"), TEXT.index("Seawatch")
    steps = (
        hop(
            "Seawatch",
            source_spans=(QuotedSpan(name, name + 8),),
            cue_spans=(QuotedSpan(name + 9, name + 13), QuotedSpan(cue, cue + 6)),
        ),
        hop("Harbour Guard", said=parse_date("2021-08"), certainty=Certainty.CERTAIN),
    )
    claim = make_claim(article, GUARD, chains=(chain(*steps), chain("Port office")))
    near, origin, other = rows(team.workspace, "attributions")
    assert [row["claim_id"] for row in (near, origin, other)] == [str(claim.pk)] * 3
    places = [(row["chain"], row["position"], row["hops"], row["is_origin"]) for row in (near, origin, other)]
    assert places == [("1", "1", "2", "false"), ("1", "2", "2", "true"), ("2", "1", "1", "true")]
    assert (near["source_quote"], near["source_start"], near["source_end"]) == ("Seawatch", str(name), str(name + 8))
    assert (near["cue_quote"], near["cue_start"], near["cue_end"]) == ("said […] citing", str(name + 9), str(cue + 6))
    assert (near["stance"], origin["stance"], origin["certainty"]) == ("relays", "asserts", "certain")
    assert (origin["cue_quote"], origin["cue_start"], origin["said"]) == ("", "", "2021-08")
    assert {row["quote"] for row in (near, origin, other)} == {GUARD}


def test_a_claim_without_a_source_keeps_one_row_of_attributions(team: Team) -> None:
    claim = make_claim(make_article(team.workspace), by=team.alice)
    (row,) = rows(team.workspace, "attributions")
    assert (row["claim_id"], row["chain"], row["hops"], row["lineage"]) == (str(claim.pk), "1", "0", "none_given")
    assert (row["quote"], row["annotator"]) == (FIRE, "alice")
    assert not any(row[name] for name in ("position", "is_origin", "source_id", "source", "family", "stance", "said"))


def test_the_family_of_a_step_is_that_of_the_articles_date(team: Team) -> None:
    for day, text in (("2020-12-31", TEXT), ("2021-01-01", f"{TEXT} "), ("2022", f"{TEXT}  "), ("", f"{TEXT}   ")):
        make_claim(make_article(team.workspace, published=day, text=text, title=day or "Undated"), sources=("J. Roe",))
    person = Source.objects.get(name="J. Roe")
    for name, since, until in (("Navy", None, "2020"), ("Port", "2021", "2021")):
        relation = RelationRecord(
            RelationKind.SPOKESPERSON_FOR, name, parse_date(since) if since else None, parse_date(until)
        )
        sources.relate(person, relation, target=make_source(team.workspace, name), by=team.alice)
    families = {row["article_title"]: row["family"] for row in rows(team.workspace, "attributions")}
    # Without a date every relation counts, and of two tops none is chosen.
    assert families == {"2020-12-31": "Navy", "2021-01-01": "Port", "2022": "J. Roe", "Undated": "J. Roe"}


def test_a_source_prints_its_names_relations_and_counts(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, sources=("Seawatch", "Harbour Guard"))
    make_claim(article, GUARD, sources=("Harbour Guard",))
    guard = Source.objects.get(name="Harbour Guard")
    for text, strength in (("HG", AliasStrength.STRONG), ("the Guard", AliasStrength.WEAK)):
        SourceAlias.objects.create(workspace=team.workspace, source=guard, text=text, key=text, strength=strength)
    SourceIdentifier.objects.create(
        workspace=team.workspace, source=guard, scheme=IdentifierScheme.DOMAIN, value="guard.example"
    )
    sources.relate(
        guard, RelationRecord(RelationKind.PART_OF, "Port"), target=make_source(team.workspace, "Port"), by=team.alice
    )
    by_name = {row["name"]: row for row in rows(team.workspace, "sources")}
    row = by_name["Harbour Guard"]
    assert (row["aliases"], row["weak_aliases"], row["identifiers"]) == ("HG", "the Guard", "domain:guard.example")
    assert (row["family"], row["relations"]) == ("Port", "part_of Port")
    assert (row["claims_first_said"], row["claims_relayed"], row["articles_published"]) == ("2", "0", "0")
    assert (by_name["Seawatch"]["claims_relayed"], by_name[OUTLET]["articles_published"]) == ("1", "1")
    assert row["url"].endswith(f"/w/desk/sources/{guard.pk}/")


def test_an_article_prints_its_publisher_words_and_claims(team: Team) -> None:
    article = make_article(team.workspace, byline="By A. Writer", language="en")
    make_claim(article)
    row = first(team.workspace, "articles")
    assert (row["title"], row["publisher"], row["publisher_kind"], row["family"]) == (
        TITLE,
        OUTLET,
        "media_outlet",
        OUTLET,
    )
    assert (row["words"], row["claims"], row["byline"]) == (str(len(TEXT.split())), "1", "By A. Writer")
    assert row["url"].endswith(f"/w/desk/articles/{article.pk}/")


@pytest.mark.parametrize("shape", COLUMNS)
def test_nothing_crosses_a_workspace_or_comes_back_once_withdrawn(team: Team, shape: str) -> None:
    make_claim(make_article(team.elsewhere, by=team.charlie), sources=("Seawatch",), by=team.charlie)
    assert rows(team.workspace, shape) == []
    if shape in ("claims", "attributions"):
        claims.withdraw(make_claim(make_article(team.workspace), by=team.alice), by=team.alice)
        assert rows(team.workspace, shape) == []


def test_filters_narrow_the_rows(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, sources=("Seawatch",))
    make_claim(article, GUARD, sources=("Harbour Guard",))
    assert [row["origin"] for row in rows(team.workspace, "claims", origin="Seawatch")] == ["Seawatch"]
    assert [row["quote"] for row in rows(team.workspace, "attributions", q="Guard")] == [GUARD]
    assert rows(team.workspace, "claims", source="Nobody") == []
    assert rows(team.workspace, "articles", publisher="Nobody") == []
    assert [row["name"] for row in rows(team.workspace, "sources", q="watch")] == ["Seawatch"]


def test_a_bad_filter_is_told_before_the_first_byte(team: Team) -> None:
    with pytest.raises(BadFilter, match="is no id"):
        exports.stream_csv(team.workspace, "claims", exports.parse_filters("claims", {"set": ["mine"]}))


def test_where_only_filters_may_stand_another_word_is_refused() -> None:
    with pytest.raises(BadFilter, match="“colour” is no filter of claims"):
        exports.only_filters("claims", {"colour": ["red"]})


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="“people” is no table"):
        exports.parse_filters("people", {})


def test_cells_that_a_spreadsheet_would_run_are_neutralised_unless_raw(team: Team) -> None:
    text = "=HYPERLINK(1) was printed.\n\n+49 is a number."
    make_claim(
        make_article(team.workspace, text=text, title="@home"), ("=HYPERLINK(1)",), sources=("-Guard",), note="\n=1"
    )
    guarded, raw = first(team.workspace, "claims"), rows(team.workspace, "claims", style=GUARDED)[0]
    assert (guarded["quote"], raw["quote"]) == ("=HYPERLINK(1)", "'=HYPERLINK(1)")
    for name in ("article_title", "chain", "nearest_source", "origin", "note"):
        assert raw[name] == f"'{guarded[name]}"
    assert rows(team.workspace, "attributions", style=GUARDED)[0]["source"] == "'-Guard"


CELLS = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
TRICKY = st.text(
    alphabet=st.sampled_from(" \u00a0\u2003\u3000\ufeff\u0085\u200b=+-@\t\r\n＝＋－＠'09AZaz[`{/:é١😀"), max_size=6
)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@example(cells=[chr(point) + after for point in range(1, 0x3000) for after in ("", "=")])
@given(cells=st.lists(TRICKY | CELLS, min_size=1, max_size=40))
def test_the_database_neutralises_exactly_the_cells_that_the_python_does(cells: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {exports.GUARDED.format('cell')} FROM unnest(%s::text[]) WITH ORDINALITY t (cell, n) ORDER BY n",
            [GUARD_PATTERN, cells],
        )
        assert [cell for (cell,) in cursor.fetchall()] == [neutralise(cell) or None for cell in cells]


def _with_awkward_cells(team: Team) -> None:
    text = 'He said "no, never".\nA comma, then\na new line.'
    article = make_article(team.workspace, text=text, title='"Quoted", he said')
    make_claim(article, 'said "no, never".\nA comma, then', note="one\ntwo\n")
    make_claim(article, "a new line", note="")


@pytest.mark.parametrize("style", [GUARDED, RAW, EXCEL])
@pytest.mark.parametrize("shape", COLUMNS)
def test_the_bytes_are_those_of_the_python_writer(team: Team, shape: str, style: CsvStyle) -> None:
    _with_awkward_cells(team)
    cells = [[row[name] or None for name in COLUMNS[shape]] for row in rows(team.workspace, shape)]
    assert written(team.workspace, shape, style=style) == b"".join(write_rows(COLUMNS[shape], cells, style=style))


def test_excel_gets_a_mark_and_crlf_at_the_end_of_rows_only(team: Team) -> None:
    _with_awkward_cells(team)
    plain, excel = written(team.workspace, "claims"), written(team.workspace, "claims", style=EXCEL)
    assert excel.startswith(b"\xef\xbb\xbfclaim_id,")
    assert excel.count(b"\r\n") == 3
    assert excel.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == plain
    assert b"one\ntwo\n" in excel


def test_the_generator_returns_how_many_rows_it_wrote(team: Team) -> None:
    _with_awkward_cells(team)
    stream = exports.stream_csv(team.workspace, "claims", exports.parse_filters("claims", {}))
    next(stream)
    with pytest.raises(StopIteration) as end:
        next(stream)
    assert end.value.value == 2


def test_more_rows_cost_no_more_queries(team: Team) -> None:
    article = make_article(team.workspace)
    counts = []
    for words in (FIRE, GUARD):
        make_claim(article, words, sources=("Seawatch",))
        with CaptureQueriesContext(connection) as queries:
            rows(team.workspace, "claims", origin="Seawatch")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_goes_away_frees_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    team = make_team()
    _with_awkward_cells(team)
    monkeypatch.setattr(exports, "BLOCK_BYTES", 1)
    stream = exports.stream_csv(team.workspace, "claims", exports.parse_filters("claims", {}))
    next(stream)
    assert connection.connection.info.transaction_status is TransactionStatus.ACTIVE
    stream.close()
    assert connection.connection.info.transaction_status is TransactionStatus.IDLE
    assert len(rows(team.workspace, "claims")) == 2


def test_an_undated_article_prints_no_date(team: Team) -> None:
    make_claim(make_article(team.workspace, published=""))
    assert first(team.workspace, "claims")["published"] == ""


def test_times_are_in_utc(team: Team) -> None:
    claim = make_claim(make_article(team.workspace))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Kabul'")
    printed = datetime.fromisoformat(first(team.workspace, "claims")["created_at"])
    assert printed == claim.created_at.astimezone(UTC)
    assert printed.utcoffset() == UTC.utcoffset(None)

"""The columns of the contract, and cells no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.csv_tables import (
    ARTICLES_COLUMNS,
    ATTRIBUTIONS_COLUMNS,
    CLAIMS_COLUMNS,
    COLUMNS,
    SOURCES_COLUMNS,
    CsvStyle,
    needs_guard,
    neutralise,
    write_rows,
)

RAW = CsvStyle(guarded=False)


def test_the_columns_of_claims_are_those_of_the_contract_in_order() -> None:
    assert ", ".join(CLAIMS_COLUMNS) == (
        "claim_id, article_id, version_id, article_title, article_url, publisher, published, quote, start, end, spans, "
        "quotation, polarity, labels, status, proposition_id, proposition, chain, nearest_source, nearest_stance, "
        "origin, origin_kind, origin_identifiability, origin_stance, certainty, verification, hops, lineage, "
        "reliability, credibility, annotator, created_at, updated_at, note, url"
    )


def test_the_columns_of_attributions_are_those_of_the_contract_in_order() -> None:
    assert ", ".join(ATTRIBUTIONS_COLUMNS) == (
        "claim_id, chain, position, hops, is_origin, source_id, source, source_kind, identifiability, family, "
        "source_quote, source_start, source_end, cue_quote, cue_start, cue_end, stance, certainty, verification, "
        "basis, medium, said, lineage, quote, article_id, article_title, article_url, publisher, published, "
        "status, annotator"
    )


def test_the_columns_of_sources_and_articles_do_not_move() -> None:
    assert ", ".join(SOURCES_COLUMNS) == (
        "source_id, name, short_name, kind, identifiability, article_id, aliases, weak_aliases, identifiers, family, "
        "relations, claims_first_said, claims_relayed, articles_published, created_at, updated_at, description, url, "
        "external_uri, counts_as_own_family, relation_targets, relation_since, relation_until"
    )
    assert ", ".join(ARTICLES_COLUMNS) == (
        "article_id, version_id, title, publisher, publisher_kind, family, published, article_url, archive_url, "
        "language, byline, wire_credit, republishes, claims, words, sha256, created_at, updated_at, url"
    )


@pytest.mark.parametrize("shape", COLUMNS)
def test_no_column_name_comes_twice(shape: str) -> None:
    assert len(set(COLUMNS[shape])) == len(COLUMNS[shape])


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tplain",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u2003\u3000 @x",
        "\u200b=1",
        "\ufeff=1",
        "- a dash opens the line",
        "=",
    ],
)
def test_a_cell_a_spreadsheet_would_run_is_prefixed(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", " ", "plain", "1-2", "a=b", "'=1", "–1 is a dash", "a\n=1", "“=1”", "٣", "😀=1"])
def test_a_cell_no_spreadsheet_runs_is_left_alone(cell: str) -> None:
    assert neutralise(cell) == cell


SPACES_AND_TRIGGERS = st.text(
    alphabet=st.sampled_from(" \u00a0\u2003\u3000\ufeff\u0085=+-@\t\r\n＝＋－＠'a1😀"), max_size=6
)


@given(SPACES_AND_TRIGGERS | st.text())
def test_guarding_only_ever_adds_one_apostrophe_and_never_needs_a_second(cell: str) -> None:
    guarded = neutralise(cell)
    assert guarded in (cell, "'" + cell)
    assert not needs_guard(guarded)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"))), st.text(min_size=1))
def test_what_the_python_sees_as_space_before_an_equals_sign_never_hides_it(rest: str, lead: str) -> None:
    blank = "".join(character for character in lead if character.isspace())
    assert needs_guard(blank + "=" + rest)


def test_the_first_line_is_the_header_and_lines_end_in_lf() -> None:
    assert b"".join(write_rows(("a", "b"), [("x", 1), (None, True)])) == b"a,b\nx,1\n,true\n"


def test_excel_gets_a_byte_order_mark_and_crlf() -> None:
    style = CsvStyle(excel=True)
    assert b"".join(write_rows(("a", "b"), [("x", "é")], style=style)) == b"\xef\xbb\xbfa,b\r\nx,\xc3\xa9\r\n"


def test_header_cells_are_guarded_too() -> None:
    assert b"".join(write_rows(("=a", "b"), [])) == b"'=a,b\n"


def test_raw_cells_are_written_as_they_are() -> None:
    assert b"".join(write_rows(("a", "b"), [("=1", "x")], style=RAW)) == b"a,b\n=1,x\n"


def test_a_lone_carriage_return_is_quoted() -> None:
    assert b"".join(write_rows(("a", "b"), [("x\ry", 'say "no"')], style=RAW)) == b'a,b\n"x\ry","say ""no"""\n'


def test_a_row_that_does_not_fit_the_columns_stops_the_export() -> None:
    with pytest.raises(ValueError, match="1 cells does not fit 2 columns"):
        list(write_rows(("a", "b"), [("x",)]))


CELLS = st.text(alphabet=st.characters(exclude_categories=("Cs",)))


@given(st.lists(st.tuples(CELLS, CELLS)), st.booleans())
def test_a_csv_reader_gets_back_every_raw_cell(rows: list[tuple[str, str]], excel: bool) -> None:
    written = b"".join(write_rows(("a", "b"), rows, style=CsvStyle(guarded=False, excel=excel)))
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig" if excel else "utf-8"), newline=""), strict=True))
    assert [tuple(row) for row in read] == [("a", "b"), *rows]

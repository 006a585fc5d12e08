"""The pages about the formats say what the program does: their examples are read, their lists are the program's."""

import re
from pathlib import Path

import pytest

from claims import vocabulary
from claims.exchange import articles_csv, sources_csv
from claims.exchange.articles_csv import read_articles_csv
from claims.exchange.csv_tables import COLUMNS
from claims.exchange.jsonl import read_jsonl
from claims.exchange.registry import FORMATS
from claims.exchange.sources_csv import read_sources_csv

PAGES = Path(__file__).parents[2] / "docs" / "formats"
JSONL = (PAGES / "jsonl.md").read_text()
CSV = (PAGES / "csv.md").read_text()


def example(page: str, language: str) -> bytes:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found.group(1).encode()


def test_the_example_of_json_lines_is_read() -> None:
    batch = read_jsonl(example(JSONL, "json").splitlines(keepends=True))
    assert (len(batch.sources), len(batch.articles), len(batch.articles[0].claims)) == (1, 1, 1)


def test_the_example_of_csv_is_read() -> None:
    (article,) = read_articles_csv([example(CSV, "csv")]).articles
    assert article.text == "Two were hurt, the port said."


@pytest.mark.parametrize("shape", COLUMNS)
def test_the_columns_are_documented_in_their_order(shape: str) -> None:
    assert f"`{', '.join(COLUMNS[shape])}`" in CSV


def test_every_column_that_is_read_is_documented() -> None:
    for columns in (articles_csv.COLUMNS, sources_csv.COLUMNS):
        for column in (*columns.required, *columns.optional):
            assert f"`{column}`" in CSV


def test_the_example_of_a_registry_is_read() -> None:
    table = CSV[CSV.index("## In: sources") :]
    guard, office = read_sources_csv([example(table, "csv")]).sources
    assert [alias.text for alias in guard.aliases] == ["the Guard", "Guard of the Harbour"]
    assert office.relations[0].target == "Harbour Guard"


@pytest.mark.parametrize(
    "words",
    [
        vocabulary.SourceKind,
        vocabulary.Identifiability,
        vocabulary.AliasStrength,
        vocabulary.IdentifierScheme,
        vocabulary.RelationKind,
        vocabulary.SegmentKind,
        vocabulary.Quotation,
        vocabulary.Polarity,
        vocabulary.ClaimStatus,
        vocabulary.Lineage,
        vocabulary.Stance,
        vocabulary.Certainty,
        vocabulary.Verification,
        vocabulary.Basis,
        vocabulary.Medium,
    ],
)
def test_every_list_of_words_is_documented(words: type[vocabulary.Word]) -> None:
    assert "| " + ", ".join(f"`{word}`" for word in words) + " |" in JSONL


def test_every_format_with_more_than_a_text_has_a_page() -> None:
    assert {known.name for known in FORMATS} - {"txt", "html"} <= {page.stem for page in PAGES.glob("*.md")}

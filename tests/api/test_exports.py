"""Tables over HTTP."""

import csv
import io

import pytest

from claims.models import Article
from tests.api.programs import Program, claim_body, fields


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_claims_are_one_row_each_with_their_chain(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk, note="=1+1")).json()
    answer = alice.get("exports/claims.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="desk-claims.csv"'
    [row] = table(answer.getvalue())
    assert (row["claim_id"], row["chain"], row["note"]) == (made["id"], "Seawatch > Harbour Guard", "'=1+1")
    [raw] = table(alice.get("exports/claims.csv", raw="true").getvalue())
    assert raw["note"] == "=1+1"


def test_the_filters_are_those_of_the_list(alice: Program, article: Article) -> None:
    alice.post("claims/", claim_body(article.pk))
    assert len(table(alice.get("exports/attributions.csv", source="seawatch").getvalue())) == 2
    assert table(alice.get("exports/claims.csv", source="nobody").getvalue()) == []
    assert fields(alice.get("exports/claims.csv", status="done")) == ["status"]
    assert fields(alice.get("exports/claims.csv", set="yours")) == ["set"]


def test_a_spreadsheet_gets_its_mark_and_line_ends(alice: Program, article: Article) -> None:
    content = alice.get("exports/articles.csv", excel="true").getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2


@pytest.mark.parametrize("path", ["exports/people.csv", "exports/claims.xlsx", "exports/"])
def test_a_table_that_is_not_there_is_not_found(alice: Program, path: str) -> None:
    assert alice.get(path).status_code == 404

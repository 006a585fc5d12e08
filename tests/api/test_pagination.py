"""Pages of lists."""

import random
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import ClaimRecord
from claims.models import Article, Claim
from claims.queries import filters as narrowing
from claims.queries.filters import Filters
from claims.queries.pages import page
from claims.services import claims
from claims.text.spans import QuotedSpan
from tests import makers
from tests.api.programs import Program, fields
from tests.makers import Team


@pytest.fixture
def titles(team: Team) -> list[str]:
    """Seven articles, the newest first."""
    made = [makers.make_article(team.workspace, title=f"Number {n}", text=f"Text {n}") for n in range(7)]
    return [article.title for article in reversed(made)]


def test_following_next_and_previous_walks_every_row_once(alice: Program, titles: list[str]) -> None:
    page = alice.get("articles/", page_size=3, language="en").json()
    assert page["previous"] is None
    seen, pages = [], []
    while True:
        pages.append([row["title"] for row in page["results"]])
        seen += pages[-1]
        if page["next"] is None:
            break
        assert page["next"].startswith("http://testserver/api/v1/workspaces/desk/articles/?")
        assert "language=en" in page["next"]
        page = alice.client.get(page["next"]).json()
    assert seen == titles
    back = alice.client.get(page["previous"]).json()
    assert [row["title"] for row in back["results"]] == pages[-2]


def test_the_count_is_given_when_it_is_asked_for(alice: Program, titles: list[str]) -> None:
    assert "count" not in alice.get("articles/", page_size=2).json()
    assert alice.get("articles/", page_size=2, count="true").json()["count"] == 7
    assert fields(alice.get("articles/", count="perhaps")) == ["count"]


@pytest.mark.parametrize("size", ["0", "-1", "many", "", "1.5", "٣"])
def test_a_size_that_is_no_number_is_refused(alice: Program, size: str) -> None:
    answer = alice.get("articles/", page_size=size)
    assert (answer.status_code, fields(answer)) == (422, ["page_size"])


@pytest.mark.parametrize("size", ["1001", "99999999999999999999"])
def test_a_page_is_a_thousand_rows_at_most(alice: Program, titles: list[str], size: str) -> None:
    assert len(alice.get("articles/", page_size=size).json()["results"]) == 7


@pytest.mark.parametrize("cursor", ["x", "after.0:abc", "a\0b"])
def test_a_cursor_that_is_not_ours_is_refused(alice: Program, cursor: str) -> None:
    answer = alice.get("articles/", cursor=cursor)
    assert (answer.status_code, fields(answer)) == (422, ["cursor"])


def test_an_empty_list_has_no_neighbours(alice: Program) -> None:
    assert alice.get("articles/").json() == {"next": None, "previous": None, "results": []}
    assert not Article.objects.exists()


CLAIMS = 1000
PAGE = 25
QUESTIONS = 10_000
CLAIMS_PATH = "/api/v1/workspaces/desk/claims/"


@pytest.fixture
def many(team: Team) -> list[str]:
    """Ids of the claims of a workspace, the newest first."""
    text = "\n".join(f"Claim {number:04} burns." for number in range(CLAIMS))
    article = makers.make_article(team.workspace, text=text)
    at = claims.place(article, by=None)
    records = [
        (at, ClaimRecord(spans=(QuotedSpan(start, start + 10),)))
        for start in range(0, len(text), len("Claim 0000 burns.\n"))
    ]
    return [str(claim.pk) for claim in claims.make_many(team.workspace, records, by=team.alice)][::-1]


def walked(rows: QuerySet[Claim]) -> dict[str, list[str]]:
    """Cursor -> the ids of its page, of a walk to the end and back."""
    found: dict[str, list[str]] = {}
    here, cursor = "", ""
    for way in ("next", "previous"):
        following: str | None = cursor
        while following is not None:
            here = following
            one = page(rows, cursor=here, size=PAGE, scope=CLAIMS_PATH)
            found[here] = [str(key) for key in one.ids]
            following = one.next if way == "next" else one.previous
        cursor = here
    return found


def test_ten_thousand_pages_asked_at_random_are_right_and_cost_the_same(
    team: Team, alice: Program, many: list[str]
) -> None:
    rows = narrowing.claims(team.workspace, Filters.parse({}))
    with CaptureQueriesContext(connection) as asked:
        told = walked(rows)
    assert len(asked) == 2 * CLAIMS // PAGE
    assert sorted(key for keys in told.values() for key in keys) == sorted([*many, *many[:-PAGE]])
    assert {len(keys) for keys in told.values()} == {PAGE}
    assert len({re.sub(r"'[0-9a-f-]{32,36}'", "", query["sql"]) for query in asked.captured_queries}) == 3
    chance = random.Random(7)  # noqa: S311 - the same questions in every run
    for cursor in chance.choices(sorted(told), k=QUESTIONS):
        assert [str(key) for key in page(rows, cursor=cursor, size=PAGE, scope=CLAIMS_PATH).ids] == told[cursor]
    for cursor in chance.sample(sorted(told), 10):
        answer = alice.get("claims/", cursor=cursor, page_size=PAGE)
        assert [row["id"] for row in answer.json()["results"]] == told[cursor]


def test_a_cursor_of_another_list_or_workspace_cut_short_or_forged_is_refused(team: Team, alice: Program) -> None:
    for number in range(3):
        makers.make_article(team.workspace, text=f"Here {number}.")
        makers.make_article(team.elsewhere, text=f"There {number}.")
    ours = cursor_in(alice.get("articles/", page_size=1))
    charlie = Program(team.charlie)
    there = cursor_in(charlie.get("/api/v1/workspaces/elsewhere/articles/", page_size=1))
    flipped = ours[:-1] + ("A" if ours[-1] != "A" else "B")
    older = ours.replace(ours[6:14], "00000000")
    assert alice.get("articles/", cursor=ours).status_code == 200
    for address, cursor in (
        *(("articles/", bad) for bad in (there, ours[:-1], ours[:20], flipped, older, ours * 40, ours + " ")),
        ("audit/", ours),
        ("versions/", ours),
    ):
        answer = alice.get(address, cursor=cursor)
        assert (answer.status_code, fields(answer)) == (422, ["cursor"]), cursor
        assert answer.json()["detail"] == "This page cursor is not one of this list; start again from the first page."


def cursor_in(answer: Any) -> str:
    following: str = answer.json()["next"]
    return parse_qs(urlsplit(following).query)["cursor"][0]

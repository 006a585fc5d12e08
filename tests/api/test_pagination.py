"""Pages of lists."""

import pytest

from claims.models import Article
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

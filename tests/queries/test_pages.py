"""Pages by keyset: forwards and back over every row once, whatever is added, and no cursor but our own."""

from uuid import UUID

import pytest
from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from claims.errors import BadCursor
from claims.models import Source, SourceAlias
from claims.queries.pages import LARGEST_PAGE, SALT, page
from tests.makers import Team, make_source

NUMBER = 7


@pytest.fixture
def ids(team: Team) -> list[UUID]:
    """Newest first, as pages are."""
    return [make_source(team.workspace, f"Source {number}").pk for number in range(NUMBER)][::-1]


def rows(team: Team) -> QuerySet[Source]:
    return Source.objects.filter(workspace=team.workspace)


@pytest.mark.parametrize("narrowed", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, NUMBER, NUMBER + 1])
def test_pages_forwards_and_back_hold_every_row_once(team: Team, ids: list[UUID], size: int, narrowed: bool) -> None:
    forwards = [page(rows(team), size=size, narrowed=narrowed)]
    assert forwards[0].previous is None
    while forwards[-1].next:
        forwards.append(page(rows(team), cursor=forwards[-1].next, size=size, narrowed=narrowed))
    assert [key for one in forwards for key in one.ids] == ids
    assert all(len(one.ids) == size for one in forwards[:-1])
    back = [forwards[-1]]
    while back[-1].previous:
        back.append(page(rows(team), cursor=back[-1].previous, size=size, narrowed=narrowed))
    assert [one.ids for one in back] == [one.ids for one in forwards[::-1]]


def test_a_row_added_meanwhile_moves_no_page(team: Team, ids: list[UUID]) -> None:
    first = page(rows(team), size=3)
    newest = make_source(team.workspace, "Newest").pk
    second = page(rows(team), cursor=first.next, size=3)
    assert second.ids == ids[3:6]
    again = page(rows(team), cursor=second.previous, size=3)
    assert again.ids == ids[:3]
    assert page(rows(team), cursor=again.previous, size=3).ids == [newest]


@pytest.mark.parametrize("narrowed", [False, True])
def test_a_page_of_nothing_is_empty(team: Team, narrowed: bool) -> None:
    for nothing in (rows(team), rows(team).filter(pk__in=[])):
        assert page(nothing, narrowed=narrowed).ids == []
        assert page(nothing, narrowed=narrowed).next is None


def test_a_narrow_list_is_gathered_and_a_wide_one_walked(team: Team, ids: list[UUID]) -> None:
    def statement(*, narrowed: bool) -> str:
        with CaptureQueriesContext(connection) as queries:
            page(rows(team), size=3, narrowed=narrowed)
        return str(queries.captured_queries[-1]["sql"])

    assert "OFFSET 0" in statement(narrowed=True)
    assert "OFFSET 0" not in statement(narrowed=False)


def test_a_page_whose_rows_are_gone_is_empty(team: Team, ids: list[UUID]) -> None:
    first = page(rows(team), size=6)
    SourceAlias.objects.filter(source=ids[-1]).delete()
    Source.objects.filter(pk=ids[-1]).delete()
    last = page(rows(team), cursor=first.next, size=6)
    assert (last.ids, last.next, last.previous) == ([], None, None)


def test_a_page_has_at_least_one_row_and_at_most_a_thousand(team: Team, ids: list[UUID]) -> None:
    assert page(rows(team), size=0).ids == ids[:1]
    assert page(rows(team), size=-5).ids == ids[:1]
    with CaptureQueriesContext(connection) as captured:
        page(rows(team), size=10**9)
    assert f"LIMIT {LARGEST_PAGE + 1}" in captured[0]["sql"]


def test_a_page_costs_one_query(team: Team, ids: list[UUID]) -> None:
    first = page(rows(team), size=2)
    with CaptureQueriesContext(connection) as captured:
        page(rows(team), cursor=first.next, size=2)
    assert len(captured) == 1


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        ":",
        "after.0",
        "\0",
        "\ud800",
        "x" * 10_000,
        signing.Signer(salt="another").sign(f"after.{'0' * 32}"),
        signing.Signer(salt=SALT).sign("after.nothing"),
        signing.Signer(salt=SALT).sign("after"),
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(team: Team, cursor: str) -> None:
    with pytest.raises(BadCursor, match="start again from the first page"):
        page(rows(team), cursor=cursor)


def test_a_cursor_that_was_changed_is_refused(team: Team, ids: list[UUID]) -> None:
    cursor = page(rows(team), size=2).next
    assert cursor is not None
    changed = cursor.replace(ids[1].hex, ids[4].hex)
    assert changed != cursor
    with pytest.raises(BadCursor):
        page(rows(team), cursor=changed)

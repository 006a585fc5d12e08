"""Keyset pages in the order of names."""

import pytest

from claims.errors import BadCursor
from claims.models import Source
from claims.queries import name_pages, pages
from tests import makers
from tests.makers import Team


def test_going_on_and_back_shows_each_source_once(team: Team) -> None:
    for name in ("b", "a", "a", "C", "é", "d", "a"):
        makers.make_source(team.workspace, name)
    rows = Source.objects.filter(workspace=team.workspace)
    wanted = list(rows.order_by("name", "pk").values_list("pk", flat=True))
    page = name_pages.page(rows, size=3)
    assert page.previous is None
    onward = [page]
    while page.next:
        page = name_pages.page(rows, cursor=page.next, size=3)
        onward.append(page)
    assert [key for page in onward for key in page.ids] == wanted
    back = [page.ids]
    while page.previous:
        page = name_pages.page(rows, cursor=page.previous, size=3)
        back.append(page.ids)
    assert back[::-1] == [page.ids for page in onward]


def test_a_cursor_of_the_other_order_is_refused(team: Team) -> None:
    for name in "ab":
        makers.make_source(team.workspace, name)
    rows = Source.objects.filter(workspace=team.workspace)
    for cursor in ("made up", pages.page(rows, size=1).next or ""):
        with pytest.raises(BadCursor):
            name_pages.page(rows, cursor=cursor)

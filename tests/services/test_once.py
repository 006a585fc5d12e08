"""A form that is sent twice makes one thing."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from claims.errors import ClaimsError
from claims.services.once import make_once
from tests.makers import Team


def maker(made: list[UUID]) -> Callable[[], UUID]:
    def make() -> UUID:
        made.append(uuid4())
        return made[-1]

    return make


def test_the_second_time_gives_what_the_first_made(team: Team) -> None:
    made: list[UUID] = []
    first = make_once(team.workspace, "key", maker(made), by=team.alice)
    again = make_once(team.workspace, "key", maker(made), by=team.alice)
    assert (first, again, len(made)) == ((made[0], True), (made[0], False), 1)


def test_a_key_is_one_persons_in_one_workspace(team: Team) -> None:
    made: list[UUID] = []
    make_once(team.workspace, "key", maker(made), by=team.alice)
    make_once(team.workspace, "key", maker(made), by=team.bob)
    make_once(team.elsewhere, "key", maker(made), by=team.alice)
    make_once(team.workspace, "other", maker(made), by=team.alice)
    assert len(made) == 4


def test_a_failure_gives_the_key_back(team: Team) -> None:
    def fail() -> UUID:
        raise ClaimsError("No.")

    made: list[UUID] = []
    with pytest.raises(ClaimsError):
        make_once(team.workspace, "key", fail, by=team.alice)
    make_once(team.workspace, "key", maker(made), by=team.alice)
    assert len(made) == 1

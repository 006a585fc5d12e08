"""What the tests of pages share: a team, and browsers in which its people are logged in."""

from typing import Any

import pytest

from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser

MISSING = "!!missing: %s!!"


@pytest.fixture(autouse=True)
def _missing_variables_show(settings: Any) -> None:
    """A template that reads a variable which its view does not give is told from the page; see Browser."""
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "OPTIONS": {**first["OPTIONS"], "string_if_invalid": MISSING}}]


@pytest.fixture
def team(db: None) -> Team:
    return makers.make_team()


@pytest.fixture
def alice(team: Team) -> Browser:
    return Browser(team.alice)


@pytest.fixture
def bob(team: Team) -> Browser:
    return Browser(team.bob)


@pytest.fixture
def vera(team: Team) -> Browser:
    return Browser(team.vera)


@pytest.fixture
def charlie(team: Team) -> Browser:
    return Browser(team.charlie)

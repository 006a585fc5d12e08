"""What the tests of the API share: a team, and programs that speak for its people."""

from pathlib import Path
from typing import Any

import pytest

from claims.models import Article
from tests import makers
from tests.api.programs import Program
from tests.makers import Team


@pytest.fixture
def team(db: None) -> Team:
    return makers.make_team()


@pytest.fixture
def alice(team: Team) -> Program:
    return Program(team.alice)


@pytest.fixture
def article(team: Team) -> Article:
    return makers.make_article(team.workspace, by=team.alice)


@pytest.fixture(autouse=True)
def _count_afresh(tmp_path: Path, settings: Any) -> None:
    """Requests of other tests do not count against the limit of this one."""
    settings.DATA_DIR = tmp_path

"""What the tests of the API share: a team, and a program that speaks for one of its people."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from claims.models import Workspace
from claims.services import tokens
from claims.vocabulary import TokenScope
from tests import makers
from tests.makers import Team


class Program:
    """Sends JSON with a person's token, and keeps nothing between requests."""

    def __init__(self, user: User, *, scope: TokenScope = TokenScope.WRITE, workspace: Workspace | None = None) -> None:
        _, self.key = tokens.issue(user, scope=scope, workspace=workspace)
        self.client = Client(headers={"Authorization": f"Token {self.key}"})

    def get(self, path: str, **parameters: Any) -> Any:
        return self.client.get(address(path), parameters)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        send = getattr(self.client, method)
        return send(address(path), body, content_type="application/json", headers=named(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("post", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("patch", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("put", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("delete", path, None, **headers)


def address(path: str) -> str:
    """Paths are of the workspace `desk` unless they begin with a slash."""
    return path if path.startswith("/") else f"/api/v1/workspaces/desk/{path}"


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def fields(response: HttpResponse) -> list[str | None]:
    """The fields that a problem document complains of."""
    assert response["Content-Type"] == "application/problem+json", response.content
    return [error["field"] for error in response.json()["errors"]]  # type: ignore[attr-defined]  # the test client adds it


@pytest.fixture
def team(db: None) -> Team:
    return makers.make_team()


@pytest.fixture
def alice(team: Team) -> Program:
    return Program(team.alice)


@pytest.fixture(autouse=True)
def _count_afresh(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Requests of other tests do not count against a limit."""
    settings.DATA_DIR = tmp_path
    yield


Say = Callable[..., Any]

"""A program that speaks for a person over HTTP, and bodies for it to send."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from claims.models import Workspace
from claims.services import tokens
from claims.vocabulary import TokenScope
from tests.makers import GUARD, TEXT


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
        return self.send("delete", path, "", **headers)


def address(path: str) -> str:
    """Paths are of the workspace `desk` unless they begin with a slash."""
    return path if path.startswith("/") else f"/api/v1/workspaces/desk/{path}"


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def fields(response: Any) -> list[str | None]:
    """The fields that a problem document complains of."""
    assert response["Content-Type"] == "application/problem+json", response.content
    return [error["field"] for error in response.json()["errors"]]


def span(words: str, *, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def claim_body(article: object, **more: Any) -> dict[str, Any]:
    """The claim on GUARD, which Seawatch relays, as the contract writes it."""
    return {
        "article": str(article),
        "spans": [span(GUARD)],
        "labels": ["attack"],
        "chains": [
            {
                "lineage": "complete",
                "attributions": [
                    {
                        "source": {"name": "Seawatch", "kind": "monitoring_group"},
                        "cue_spans": [span("said")],
                        "stance": "relays",
                    },
                    {"source": {"name": "Harbour Guard", "kind": "armed_group"}, "certainty": "certain"},
                ],
            }
        ],
        **more,
    }


NOBODY = "0192f0c1-0000-7000-8000-000000000000"
"""An id that nothing has."""
OWN_WORDS: list[dict[str, Any]] = [{"lineage": "none_given", "attributions": []}]

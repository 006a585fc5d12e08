"""Refusals, all in one shape."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tests.api.programs import NOBODY, Program, fields
from tests.makers import Team

CLAIMS = "/api/v1/workspaces/desk/claims/"


@pytest.mark.parametrize(
    "body",
    [b"{", b"{'a': 1}", b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 1, "a": 2}', b"\xff", b"[" * 100_000,
     b'{"a": ' + b"9" * 5000 + b"}"],
    ids=lambda value: repr(value[:20]),
)  # fmt: skip
def test_a_body_that_is_no_json_is_refused(alice: Program, body: bytes) -> None:
    answer = alice.client.post(CLAIMS, body, content_type="application/json")
    assert (answer.status_code, fields(answer)) == (400, [None])
    assert answer.json()["title"] == "Bad Request"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "text/csv", "nonsense"])
def test_a_body_of_another_media_type_is_refused(alice: Program, media_type: str) -> None:
    answer = alice.client.post(CLAIMS, b"a=1", content_type=media_type)
    assert (answer.status_code, fields(answer)) == (415, [None])


def test_a_media_type_may_name_its_charset(alice: Program) -> None:
    answer = alice.client.post(CLAIMS, b"{}", content_type="application/json; charset=utf-8")
    assert answer.status_code == 422


def test_a_body_above_the_limit_is_refused_quickly(alice: Program, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"title": "T", "text": "x" * 1000})
    answer = alice.client.post("/api/v1/workspaces/desk/articles/", body, content_type="application/json")
    assert (answer.status_code, fields(answer)) == (413, [None])


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing/", "/api/v1/workspaces/desk/nothing/", f"{CLAIMS}7/", f"{CLAIMS}{NOBODY}/", "/api/v2/"]
)
def test_an_address_without_anything_is_a_problem_document(alice: Program, path: str) -> None:
    answer = alice.get(path)
    assert (answer.status_code, fields(answer)) == (404, [None])
    assert answer.json()["status"] == 404


def test_a_method_that_is_not_there_is_refused(alice: Program) -> None:
    answer = alice.send("put", "claims/", {})
    assert (answer.status_code, fields(answer)) == (405, [None])


def test_the_workspace_of_others_is_not_told_from_one_that_is_not(alice: Program) -> None:
    theirs, nobodys = (alice.get(f"/api/v1/workspaces/{slug}/").json() for slug in ("elsewhere", "nowhere"))
    assert theirs["detail"].replace("elsewhere", "") == nobodys["detail"].replace("nowhere", "")


def test_a_defect_of_ours_is_a_problem_document(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("claims.api.views.claims.listing", fail)
    program = Program(team.alice)
    program.client.raise_request_exception = False
    answer = program.get("claims/")
    assert (answer.status_code, fields(answer)) == (500, [None])
    assert "broken" not in answer.content.decode()


def test_a_browser_gets_a_page_for_an_address_that_is_not_there(db: None) -> None:
    answer = Client().get("/nothing/")
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (404, "text/html")


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "application/xml", "*/*"])
def test_the_format_does_not_depend_on_what_a_browser_accepts(alice: Program, accept: str) -> None:
    answer = alice.client.get(CLAIMS, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_options_say_which_methods_there_are(alice: Program) -> None:
    answer = alice.client.options(CLAIMS)
    assert (answer.status_code, answer["Allow"]) == (200, "GET, POST, HEAD, OPTIONS")


def test_head_answers_as_get_does_without_the_body(alice: Program) -> None:
    answer = alice.client.head(CLAIMS)
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_database_that_is_away_is_one_sentence_with_when_to_ask_again(
    alice: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("claims.api.views.claims.listing", fail)
    answer = alice.get("claims/")
    assert (answer.status_code, answer["Retry-After"], fields(answer)) == (503, "2", [None])
    assert answer.json()["detail"].startswith("The database cannot be reached now")


@pytest.mark.parametrize("path", ["/", "/api/v1/workspaces/desk/claims/"])
def test_a_database_that_is_away_before_a_view_is_reached_is_no_defect(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("django.contrib.messages.middleware.MessageMiddleware.process_request", fail)
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert "cannot be reached now" in answer.content.decode()

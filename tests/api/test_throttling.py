"""The limit of requests a minute."""

import os
from typing import Any

import pytest

from claims.api import throttling
from tests.api.programs import Program
from tests.makers import Team


@pytest.fixture(autouse=True)
def _stand_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000_000.0)
    settings.API_THROTTLE_PER_MINUTE = 3


def test_the_request_above_the_limit_is_told_when_to_come_again(alice: Program) -> None:
    answers = [alice.get("claims/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3]["Retry-After"] == "20"
    assert answers[3].json()["errors"][0]["code"] == "throttled"


def test_each_token_has_a_limit_of_its_own(alice: Program, team: Team) -> None:
    for _ in range(3):
        alice.get("claims/")
    assert Program(team.alice).get("claims/").status_code == 200


def test_a_new_minute_counts_afresh(alice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        alice.get("claims/")
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000_060.0)
    assert alice.get("claims/").status_code == 200


def test_processes_count_together(alice: Program, settings: Any) -> None:
    for _ in range(2):
        alice.get("claims/")
    child = os.fork()
    if child == 0:
        throttling._append(next((settings.DATA_DIR / "requests").iterdir()))
        os._exit(0)
    os.waitpid(child, 0)
    assert alice.get("claims/").status_code == 429


def test_a_folder_that_cannot_be_written_locks_nobody_out(alice: Program, settings: Any, tmp_path: Any) -> None:
    file = tmp_path / "file"
    file.write_text("")
    settings.DATA_DIR = file
    assert [alice.get("claims/").status_code for _ in range(5)] == [200] * 5

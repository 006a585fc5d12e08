"""The command that exports: the bytes, the manifest, and what stands in the way."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from claims.exchange.csv_tables import CLAIMS_COLUMNS
from claims.queries import exports
from claims.queries.filters import Filters
from tests.makers import GUARD, Team, make_article, make_claim, make_team


@pytest.fixture
def team(db: None) -> Team:
    team = make_team()
    article = make_article(team.workspace, by=team.alice)
    make_claim(article, sources=("Seawatch",), by=team.alice, note="=1")
    make_claim(article, GUARD, sources=("Harbour Guard",), by=team.alice)
    return team


Export = Callable[..., bytes]


@pytest.fixture
def export(capsysbinary: pytest.CaptureFixture[bytes]) -> Export:
    """Runs the command with these options; answers what it writes to stdout."""

    def run(*options: str) -> bytes:
        call_command("export_records", "--workspace", "desk", *options)
        return capsysbinary.readouterr().out

    return run


def expected(team: Team, shape: str = "claims") -> bytes:
    return b"".join(exports.stream_csv(team.workspace, shape, Filters({})))


@pytest.mark.parametrize("shape", exports.FILTERS)
def test_stdout_gets_the_table(team: Team, shape: str, export: Export) -> None:
    assert export("--format", "csv", "--shape", shape) == expected(team, shape)


def test_a_file_gets_a_manifest_that_proves_it(team: Team, tmp_path: Path, export: Export) -> None:
    path = tmp_path / "claims.csv"
    export("--format", "csv", "-o", str(path), "--filter", "source=Seawatch", "--filter", "status=draft")
    raw = path.read_bytes()
    manifest = json.loads((tmp_path / "claims.csv.manifest.json").read_bytes())
    assert manifest["sha256"] == hashlib.sha256(raw).hexdigest()
    assert (manifest["bytes"], manifest["counts"], manifest["workspace"]) == (len(raw), {"claims": 1}, "desk")
    assert manifest["filters"] == {"source": ["Seawatch"], "status": ["draft"]}
    assert manifest["columns"] == list(CLAIMS_COLUMNS)
    assert (manifest["guarded"], manifest["excel"], manifest["file"]) == (True, False, "claims.csv")
    assert sorted(os.listdir(tmp_path)) == ["claims.csv", "claims.csv.manifest.json"]


def test_raw_and_excel_are_in_the_bytes_and_in_the_manifest(team: Team, tmp_path: Path, export: Export) -> None:
    path = tmp_path / "claims.csv"
    export("--format", "csv", "-o", str(path), "--raw", "--excel")
    manifest = json.loads((tmp_path / "claims.csv.manifest.json").read_bytes())
    assert (manifest["guarded"], manifest["excel"]) == (False, True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfclaim_id")
    assert b",=1," in path.read_bytes()


def test_everything_goes_out_as_json_lines(team: Team, tmp_path: Path, export: Export) -> None:
    path = tmp_path / "all.jsonl"
    export("--format", "jsonl", "-o", str(path))
    manifest = json.loads((tmp_path / "all.jsonl.manifest.json").read_bytes())
    assert manifest["counts"] == {
        "sources": 3, "propositions": 0, "articles": 1, "claims": 2, "judgements": 0, "dependences": 0,
    }  # fmt: skip
    assert len(path.read_bytes().splitlines()) == 1 + 3 + 1


def test_a_file_that_was_there_stays_when_the_new_one_cannot_be_finished(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Export
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("old")
    monkeypatch.setattr(exports, "GUARD_PATTERN", "[")
    with pytest.raises(Exception, match="invalid regular expression"):
        export("--format", "csv", "-o", str(path))
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["claims.csv"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "pdf"), "“pdf” is not a format that can be written; known are jsonl, csv."),
        (("--format", "txt"), "“txt” is not a format that can be written; known are jsonl, csv."),
        (("--format", "csv", "--shape", "people"), "“people” is no table; use one of claims"),
        (("--format", "csv", "--filter", "colour=red"), "“colour” is no filter of claims; use article"),
        (("--format", "csv", "--filter", "status"), "“status” is no filter; write NAME=VALUE"),
        (("--format", "csv", "--filter", "status=red"), "“red” is no status; use one of: draft"),
        (("--format", "csv", "--filter", "set=mine"), "“mine” is no id"),
        (("--format", "jsonl", "--excel"), "are for csv; jsonl holds everything"),
        (("--format", "csv", "-o", "/nowhere/a.csv"), "/nowhere/a.csv cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    team: Team, options: tuple[str, ...], sentence: str, export: Export
) -> None:
    with pytest.raises(CommandError) as wrong:
        export(*options)
    assert sentence in str(wrong.value)


def test_an_unknown_workspace_is_refused(db: None, export: Export) -> None:
    with pytest.raises(CommandError, match="There is no workspace “desk”"):
        export("--format", "csv")


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_stops_early_ends_the_command_quietly() -> None:
    make_team()
    program = (
        "import django; django.setup(); from django.conf import settings; "
        "from django.db import connection; "
        "settings.DATABASES['default']['NAME'] = connection.settings_dict['NAME'] = {name!r}; "
        "from django.core.management import call_command; "
        "call_command('export_records', '--workspace', 'desk', '--format', 'csv')"
    )
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    name = connection.settings_dict["NAME"]
    with os.fdopen(writing, "wb") as pipe:
        ended = subprocess.run(
            [sys.executable, "-c", program.format(name=name)],
            stdout=pipe, stderr=subprocess.PIPE, env=environment, check=False, timeout=60,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")

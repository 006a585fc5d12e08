import re
import runpy
from pathlib import Path

import pytest

from provenance import settings
from provenance.places import PROJECT_DIR
from tests.provenance.processes import assert_one_sentence, run_python
from tests.settings import VARIABLES

READ_ALL = "import provenance.settings; from provenance import env; print(*env.names_read)"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "https://example.org/"),
        ("API_THROTTLE_PER_MINUTE", "many"),
        ("BASE_URL", "example.org"),
        ("BEHIND_HTTPS", "perhaps"),
        ("CSRF_TRUSTED_ORIGINS", "example.org"),
        ("DATABASE_URL", "sqlite:///db"),
        ("DATABASE_URL_FILE", "/nowhere/url"),
        ("DATA_DIR", "relative/path"),
        ("DEBUG", "2"),
        ("DEMO_PASSWORD", "x" * 129),
        ("DEMO_PASSWORD_FILE", "/nowhere/password"),
        ("DEMO_TOKEN", "short"),
        ("DEMO_TOKEN_FILE", "/nowhere/token"),
        ("LOG_LEVEL", "loud"),
        ("MAX_TEXT_MB", "0"),
        ("PORT", "70000"),
        ("PREPARED_STATEMENTS", "often"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY_FILE", "/nowhere/key"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=rf"\A{name}\b.*\.\Z"):
        runpy.run_path(settings.__file__)


def test_a_bad_value_stops_a_command_with_one_sentence(tmp_path: Path) -> None:
    assert_one_sentence(run_python("manage.py", "check", DATA_DIR=str(tmp_path), PORT="x"), "PORT")


def test_a_bad_value_stops_the_web_server_with_one_sentence(tmp_path: Path) -> None:
    done = run_python("-m", "gunicorn", "--bind", "127.0.0.1:0", DATA_DIR=str(tmp_path), PORT="x")
    assert_one_sentence(done, "PORT")


def test_a_deployment_brings_its_own_secret_key(tmp_path: Path) -> None:
    variables = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://me@db.example.org/claims"}
    assert_one_sentence(run_python("manage.py", "check", **variables), "SECRET_KEY is not set")


def test_every_variable_is_known_to_the_tests_and_described(tmp_path: Path) -> None:
    done = run_python("-c", READ_ALL, DATA_DIR=str(tmp_path))
    names = set(done.stdout.split())
    assert names == set(VARIABLES)
    described = set(re.findall(r"^\| `([A-Z_]+)`", (PROJECT_DIR / "docs" / "settings.md").read_text("utf-8"), re.M))
    assert described == {name for name in names if not name.endswith("_FILE")}

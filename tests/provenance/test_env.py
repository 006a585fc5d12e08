from pathlib import Path

import pytest

from provenance import env


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(env, "names_read", set())
    return monkeypatch


def test_an_empty_variable_counts_as_unset(given: pytest.MonkeyPatch) -> None:
    given.setenv("COUNT", " ")
    assert env.integer("COUNT", default=7, smallest=1, largest=9) == 7


@pytest.mark.parametrize("value", ["0", "10", "-1", "1.5", "five", "٣", "9" * 40])
def test_a_number_outside_its_limits_stops_the_start(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv("COUNT", value)
    with pytest.raises(SystemExit, match=r"^COUNT is .* from 1 to 9\.$"):
        env.integer("COUNT", default=7, smallest=1, largest=9)


@pytest.mark.parametrize(("value", "meaning"), [("Yes", True), ("1", True), ("off", False), ("FALSE", False)])
def test_a_switch_knows_the_usual_words(given: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    given.setenv("SWITCH", value)
    assert env.switch("SWITCH", default=not meaning) is meaning


def test_a_secret_can_be_the_first_line_of_a_file(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("from-a-file\nnot this\n", encoding="utf-8")
    given.setenv("PASS_FILE", str(path))
    assert env.secret("PASS") == "from-a-file"


def test_a_secret_and_its_file_are_not_both_given(given: pytest.MonkeyPatch) -> None:
    given.setenv("PASS", "x")
    given.setenv("PASS_FILE", "/nowhere")
    with pytest.raises(SystemExit, match=r"^PASS and PASS_FILE are both set; keep one of them\.$"):
        env.secret("PASS")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_secret_file_that_says_nothing_stops_the_start(
    given: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    given.setenv("PASS_FILE", str(path))
    with pytest.raises(SystemExit, match=r"^PASS_FILE points to .*\.$"):
        env.secret("PASS")


@pytest.mark.parametrize("value", ["x" * 15, "x" * 129, "x" * 16 + " y", "schlüssel" * 3])
def test_a_token_is_16_to_128_printable_characters(given: pytest.MonkeyPatch, value: str) -> None:
    given.setenv("TOKEN", value)
    with pytest.raises(SystemExit, match=r"^TOKEN must be 16 to 128 printable ASCII characters"):
        env.printable_secret("TOKEN", shortest=16, longest=128)


def test_a_database_url_may_say_everything_libpq_knows(given: pytest.MonkeyPatch) -> None:
    given.setenv("DATABASE_URL", "postgresql://me:p%40ss@db.example.org:6432/claims?sslmode=require")
    assert env.database("DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "claims",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "6432",
        "OPTIONS": {"connect_timeout": 10, "sslmode": "require"},
    }


def test_a_database_url_can_name_a_socket(given: pytest.MonkeyPatch) -> None:
    given.setenv("DATABASE_URL", "postgres:///claims?host=/run/postgresql")
    settings = env.database("DATABASE_URL")
    assert settings is not None
    assert (settings["NAME"], settings["HOST"], settings["PORT"]) == ("claims", "/run/postgresql", "")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me@db/claims",
        "claims",
        "postgres://me:secret@db:port/claims",
        "postgres://me:secret@db:99999/claims",
        "postgres://me:secret@db/claims?colour=red",
        "postgres://me:secret@[::1/claims",
        "postgres://me:secret@db",
    ],
)
def test_a_wrong_database_url_stops_the_start_and_keeps_the_password(given: pytest.MonkeyPatch, url: str) -> None:
    given.setenv("DATABASE_URL", url)
    with pytest.raises(SystemExit, match=r"^DATABASE_URL must look like postgresql://.*\.$") as raised:
        env.database("DATABASE_URL")
    assert "secret" not in str(raised.value)


def test_every_name_that_is_read_is_remembered(given: pytest.MonkeyPatch) -> None:
    env.words("LIST", default=[])
    env.secret("PASS")
    assert env.names_read == {"LIST", "PASS", "PASS_FILE"}

from pathlib import Path

import pytest

from tests.provenance.processes import assert_one_sentence, free_port, run_python

KEY = "k" * 50


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql://me:secret@127.0.0.1:{free_port()}/claims"
    done = run_python("manage.py", "showmigrations", DATA_DIR=str(tmp_path), DATABASE_URL=url, SECRET_KEY=KEY)
    assert_one_sentence(done, "Connection refused", "Check DATABASE_URL")
    assert "secret" not in done.stderr


def test_a_host_that_does_not_exist_is_told_in_one_sentence(tmp_path: Path) -> None:
    url = "postgresql://me@no-such-host.invalid/claims"
    done = run_python("manage.py", "migrate", DATA_DIR=str(tmp_path), DATABASE_URL=url, SECRET_KEY=KEY)
    assert_one_sentence(done, "no-such-host.invalid", "Check DATABASE_URL")


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence() -> None:
    assert_one_sentence(run_python("manage.py", "showmigrations", DATA_DIR="/proc/nowhere"), "/proc/nowhere")


@pytest.mark.parametrize(("version", "words"), [("16", "was made by PostgreSQL 16"), ("", "is not a database")])
def test_a_folder_that_is_not_ours_is_told_in_one_sentence(tmp_path: Path, version: str, words: str) -> None:
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    if version:
        (data / "PG_VERSION").write_text(f"{version}\n", encoding="utf-8")
    assert_one_sentence(run_python("manage.py", "showmigrations", DATA_DIR=str(tmp_path)), words)


def test_a_command_that_needs_no_database_starts_none(tmp_path: Path) -> None:
    done = run_python("manage.py", "check", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "postgres").exists()

"""Backups of a real database, and what `restore` does with good and bad ones."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Claim, Workspace
from provenance import dump
from tests.makers import make_article, make_claim, make_team

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: object) -> str:
    said = StringIO()
    call_command(*map(str, words), stdout=said)
    return said.getvalue()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    make_claim(make_article(make_team().workspace))
    path = tmp_path / "all.backup"
    run("backup", path)
    return path


def test_what_was_lost_since_the_backup_comes_back_whole(backup: Path) -> None:
    before = list(Claim.objects.values_list("pk", "quote"))
    Workspace.objects.update(name="Changed since")
    run("restore", backup, "--overwrite")
    assert list(Claim.objects.values_list("pk", "quote")) == before
    assert not Workspace.objects.filter(name="Changed since").exists()
    assert "ok: 1 claims" in run("verify", "--workspace", "desk")


def test_a_database_with_something_in_it_is_not_overwritten_unasked(backup: Path) -> None:
    with pytest.raises(CommandError, match="not empty"):
        run("restore", backup)


def test_a_backup_cut_short_changes_nothing(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-2000])
    with pytest.raises(CommandError, match="damaged or cut short"):
        run("restore", backup, "--overwrite")
    assert Claim.objects.count() == 1


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    with pytest.raises(CommandError, match="no backup of this program"):
        run("restore", path, "--overwrite")


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('claims', '9999_future', now())")
    path = tmp_path / "future.backup"
    try:
        dump.write(path)
        with pytest.raises(CommandError, match="newer version"):
            run("restore", path, "--overwrite")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_future'")


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("backup", tmp_path / "nowhere" / "all.backup")

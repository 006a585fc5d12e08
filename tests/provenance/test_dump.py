"""Backups of a real database, and what `restore` does with good and bad ones."""

from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.models import Article, AuditEvent, AuditPayload, Claim, Workspace
from claims.services import audit
from provenance import dump
from tests.makers import make_article, make_claim, make_team
from tests.provenance.places_apart import Place
from tests.provenance.processes import wait_for

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


def test_a_backup_taken_while_others_write_is_one_moment(tmp_path: Path) -> None:
    team = make_team()
    texts = [make_article(team.workspace, by=team.alice) for _ in range(2)]
    for article in texts:
        make_claim(article, by=team.alice)
    path, done, acknowledged = tmp_path / "all.backup", Event(), [0, 0]
    writers = [Thread(target=write, args=(article, done, acknowledged, place)) for place, article in enumerate(texts)]
    writers.append(Thread(target=seal, args=(team.workspace, done)))
    for writer in writers:
        writer.start()
    try:
        wait_for(lambda: min(acknowledged) > 3)
        known = set(AuditEvent.objects.values_list("pk", flat=True))
        before = sum(acknowledged)
        run("backup", path)
        assert sum(acknowledged) > before, "nobody wrote while the backup was taken"
    finally:
        done.set()
        for writer in writers:
            writer.join()
    place = Place(tmp_path / "elsewhere")
    place.manage("restore", path)
    assert "desk: ok" in place.manage("verify")
    restored, source = place.rows(), rows()
    assert {str(key) for key in known} <= restored["claims_auditevent"].keys() < source["claims_auditevent"].keys()
    for table in ("auditevent", "auditpayload", "claim", "anchor", "chain", "attribution", "articleversion", "source"):
        assert restored[f"claims_{table}"].items() <= source[f"claims_{table}"].items(), table
    made = AuditPayload.objects.filter(event__in=restored["claims_auditevent"], event__action="claim.make")
    named = {document["id"] for payload in made for document in payload.after or []}
    assert named == restored["claims_claim"].keys()


def write(article: Article, done: Event, acknowledged: list[int], place: int) -> None:
    while not done.is_set():
        make_claim(article, sources=("Seawatch", "Harbour Guard"))
        acknowledged[place] += 1
    connection.close()


def seal(workspace: Workspace, done: Event) -> None:
    while not done.wait(0.05):
        audit.seal(workspace)
    connection.close()


def rows() -> dict[str, dict[str, str]]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("claims").get_models():
            table, key = model._meta.db_table, model._meta.pk
            assert key is not None
            cursor.execute(f"SELECT {key.column}::text, md5(t::text) FROM {table} t")
            found[table] = dict(cursor.fetchall())
    return found


def test_a_backup_that_the_database_refuses_leaves_everything_as_it_was(backup: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.backup"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM claims_anchor")
        cursor.execute("DELETE FROM claims_article")
        dump.write(broken)
        cursor.execute("SET session_replication_role = origin")
    run("restore", backup, "--overwrite")
    before = rows()
    with pytest.raises(CommandError, match=r"is as it was: .*foreign key"):
        run("restore", broken, "--overwrite")
    assert rows() == before


def test_a_restore_does_not_wait_for_ever_for_others(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "SECONDS_TO_WAIT", 1)
    reading, done = Event(), Event()

    def read() -> None:
        with transaction.atomic():
            list(Claim.objects.all())
            reading.set()
            done.wait(20)
        connection.close()

    reader = Thread(target=read)
    reader.start()
    reading.wait(20)
    try:
        with pytest.raises(CommandError, match="Somebody still works on the database; stop the server"):
            run("restore", backup, "--overwrite")
    finally:
        done.set()
        reader.join()
    assert Claim.objects.count() == 1

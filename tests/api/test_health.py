"""What supervisors ask."""

from django.db import connection
from django.test import Client


def test_the_process_answers_without_a_database() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_it_is_ready_when_the_database_has_every_migration(db: None) -> None:
    assert Client().get("/readyz").status_code == 200


def test_it_is_not_ready_while_a_migration_is_missing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'claims' AND name = '0001_initial'")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert "1 of the migrations" in answer.json()["detail"]


def test_it_is_not_ready_without_its_database(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME COLUMN app TO application")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")

"""What the database itself refuses: a changed text, a rewritten history."""

from collections.abc import Callable

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.models import (
    ArticleVersion,
    AuditEvent,
    AuditPayload,
    AuditSeal,
    CredibilityGrade,
    ReliabilityGrade,
)
from claims.models.tenancy import TenantModel
from claims.services import audit
from tests.makers import Team, make_article, make_claim, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(team: Team) -> ArticleVersion:
    return make_article(team.workspace).current_version


def refuses(change: Callable[[], object], words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Another text."),
        ("text", ""),
        ("sha256", bytes(32)),
        ("raw_sha256", bytes(32)),
        ("length", 1),
        ("number", 7),
        ("normalisation", 9),
        ("captured_at", timezone.now()),
    ],
)
def test_the_text_of_a_version_never_changes(version: ArticleVersion, column: str, value: object) -> None:
    rows = ArticleVersion.objects.filter(pk=version.pk)
    refuses(lambda: rows.update(**{column: value}), "The text of a version never changes")
    version.refresh_from_db()
    assert version.text.startswith("Two piers burn")


def test_a_version_is_not_deleted(version: ArticleVersion) -> None:
    rows = ArticleVersion.objects.filter(pk=version.pk)
    refuses(lambda: rows._raw_delete(using="default"), "append-only")


def test_a_takedown_blanks_the_text_and_is_final(version: ArticleVersion) -> None:
    rows = ArticleVersion.objects.filter(pk=version.pk)
    rows.update(text="", taken_down_at=timezone.now())
    refuses(lambda: rows.update(text="Back again."), "A version that was taken down never changes")
    assert rows.get().text == ""


def test_what_is_known_about_a_version_may_be_corrected(version: ArticleVersion) -> None:
    rows = ArticleVersion.objects.filter(pk=version.pk)
    rows.update(title="Another headline", segments=[["body", 0, 3]])
    assert rows.filter(search=SearchQuery("headlines", config="english")).exists()


def test_audit_events_cannot_be_changed_or_deleted(team: Team) -> None:
    make_article(team.workspace, by=team.alice)
    rows = AuditEvent.objects.filter(workspace=team.workspace)
    refuses(lambda: rows.update(action="nothing.happened"), "claims_auditevent is append-only: UPDATE refused")
    refuses(lambda: rows._raw_delete(using="default"), "claims_auditevent is append-only: DELETE refused")


def test_seals_cannot_be_changed_or_deleted(team: Team) -> None:
    make_article(team.workspace, by=team.alice)
    assert audit.seal(team.workspace) is not None
    rows = AuditSeal.objects.filter(workspace=team.workspace)
    refuses(lambda: rows.update(hash=bytes(32)), "claims_auditseal is append-only: UPDATE refused")
    refuses(lambda: rows._raw_delete(using="default"), "claims_auditseal is append-only: DELETE refused")


@pytest.mark.parametrize("axis", [ReliabilityGrade, CredibilityGrade])
def test_grades_cannot_be_changed_or_deleted(team: Team, axis: type[TenantModel]) -> None:
    if axis is ReliabilityGrade:
        subject = {"source": make_source(team.workspace, "Seawatch"), "grade": "B"}
    else:
        subject = {"claim": make_claim(make_article(team.workspace)), "grade": "2"}
    axis.objects.create(workspace=team.workspace, rationale="Right so far.", graded_by=team.bob, **subject)
    rows = axis.objects.filter(workspace=team.workspace)
    refuses(lambda: rows.update(rationale="Never mind."), "append-only: UPDATE refused")
    refuses(lambda: rows._raw_delete(using="default"), "append-only: DELETE refused")


def test_a_payload_may_be_erased_and_nothing_else(team: Team) -> None:
    make_article(team.workspace, by=team.alice)
    rows = AuditPayload.objects.filter(workspace=team.workspace)
    refuses(lambda: rows.update(after={"title": "Forged"}), "may only be erased")
    refuses(lambda: rows.update(erased_at=timezone.now()), "may only be erased")
    refuses(
        lambda: rows.update(before=None, after=None, erased_at=timezone.now()), "may only be erased"
    )  # with the salt, one could try out what it was
    refuses(lambda: rows._raw_delete(using="default"), "append-only: DELETE refused")
    rows.update(before=None, after=None, salt=b"", erased_at=timezone.now())
    assert rows.get().after is None
    refuses(lambda: rows.update(erased_at=timezone.now()), "may only be erased")

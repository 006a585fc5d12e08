"""A clock that is set back: keys and times of later rows are earlier then, and everything still holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import timezone
from uuid_utils.compat import uuid7

from claims.errors import ClaimsError
from claims.models import AuditEvent, AuditSeal, Claim
from claims.queries.pages import page
from claims.services import audit, undo
from claims.services import claims as writing
from claims.vocabulary import ClaimStatus
from tests.makers import Team, make_article, make_claim, make_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def team() -> Team:
    return make_team()


@contextmanager
def clock_set_back(by: timedelta) -> Iterator[None]:
    """For what this process asks: the time of rows, and the time within their keys."""
    now = timezone.now

    def earlier() -> UUID:
        number = uuid7().int
        return UUID(int=number - (int(by.total_seconds() * 1000) << 80))

    with patch("claims.models.fields.uuid7", earlier), patch("django.utils.timezone.now", lambda: now() - by):
        yield


def verified(slug: str) -> str:
    said = StringIO()
    call_command("verify", "--workspace", slug, stdout=said)
    return said.getvalue()


def test_events_and_seals_still_verify(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, by=team.alice)
    assert audit.seal(team.workspace)
    with clock_set_back(HOUR):
        later = make_claim(article, by=team.bob)
        writing.set_status(team.workspace, [claim.pk], ClaimStatus.SUBMITTED, by=team.alice)
        assert audit.seal(team.workspace)
    writing.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.bob)
    assert audit.seal(team.workspace)
    first, second, _ = AuditSeal.objects.filter(workspace=team.workspace).order_by("number")
    assert second.pk < first.pk
    assert later.pk < claim.pk
    assert verified("desk").startswith("desk: ok: 2 claims")


def test_an_event_that_comes_between_those_of_a_seal_goes_into_the_next(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    assert audit.seal(team.workspace)
    with clock_set_back(HOUR):
        make_claim(article, by=team.alice)
    seal = audit.seal(team.workspace)
    assert seal is not None
    assert seal.number == 2
    assert len(seal.events) == 1
    assert AuditEvent.objects.filter(workspace=team.workspace).order_by("pk").first() == AuditEvent.objects.get(
        pk=seal.events[0]
    )
    assert "ok: " in verified("desk")


def test_lists_give_every_claim_once(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    made = {make_claim(article).pk for _ in range(3)}
    with clock_set_back(HOUR):
        made |= {make_claim(article).pk for _ in range(3)}
    listed: list[UUID] = []
    found = page(Claim.objects.filter(workspace=team.workspace), size=2)
    listed += found.ids
    while found.next:
        found = page(Claim.objects.filter(workspace=team.workspace), cursor=found.next, size=2)
        listed += found.ids
    assert len(listed) == 6
    assert set(listed) == made


def test_undoing_what_seems_to_come_later_is_a_sentence_at_worst(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, by=team.alice)
    with clock_set_back(HOUR):
        undo.undo(article, by=team.alice)
        with pytest.raises(ClaimsError):
            undo.undo(article, by=team.alice)
    claim.refresh_from_db()
    assert claim.withdrawn_at is not None
    assert "ok: " in verified("desk")

"""The demo: once, with the credentials of this start."""

import io

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from claims.models import ApiToken, Article, AuditEvent, Claim, Membership
from claims.services import articles
from claims.services.tokens import digest_of
from claims.vocabulary import Role, TokenScope

FIRST = ("a first password", "a-first-token-of-the-demo")
SECOND = ("another password", "another-token-of-the-demo")


def load(credentials: tuple[str, str] = FIRST) -> str:
    out = io.StringIO()
    call_command("load_demo", "--password", credentials[0], "--token", credentials[1], stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_makes_people_and_claims_and_says_nothing() -> None:
    assert load() == ""
    roles = dict(Membership.objects.filter(workspace__slug="demo").values_list("user__username", "role"))
    assert roles == {"alice": Role.ANNOTATOR, "bob": Role.REVIEWER, "admin": Role.ADMIN}
    assert Claim.objects.filter(annotator__username="alice").count() == Claim.objects.count() > 50
    token = ApiToken.objects.get(digest=digest_of(FIRST[1]))
    assert (token.user.get_username(), token.scope) == ("admin", TokenScope.WRITE)


@pytest.mark.django_db
def test_a_second_start_changes_nothing() -> None:
    load()
    before = (Article.objects.count(), Claim.objects.count(), AuditEvent.objects.count(), ApiToken.objects.count())
    hashes = set(User.objects.values_list("password", flat=True))
    load()
    after = (Article.objects.count(), Claim.objects.count(), AuditEvent.objects.count(), ApiToken.objects.count())
    assert after == before
    assert set(User.objects.values_list("password", flat=True)) == hashes


@pytest.mark.django_db
def test_what_was_withdrawn_from_the_demo_does_not_come_back() -> None:
    load()
    for article in Article.objects.all():
        articles.withdraw(article, by=User.objects.get(username="admin"))
    count = Article.objects.count()
    load()
    assert Article.objects.count() == count


@pytest.mark.django_db
@pytest.mark.parametrize("starts", [(FIRST, SECOND), (FIRST, SECOND, FIRST)])
def test_the_credentials_of_the_last_start_are_the_ones_that_work(starts: tuple[tuple[str, str], ...]) -> None:
    for credentials in starts:
        load(credentials)
    for password, token in (FIRST, SECOND):
        works = (password, token) == starts[-1]
        assert (authenticate(username="alice", password=password) is not None) == works
        assert ApiToken.objects.filter(digest=digest_of(token), revoked_at__isnull=True).exists() == works

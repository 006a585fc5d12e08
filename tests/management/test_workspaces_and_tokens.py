"""The commands of a deployment's first minutes: a workspace, its admin, a token, seals."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import ApiToken, AuditSeal, AuditUnsealed, Membership
from claims.services import workspaces
from claims.services.tokens import digest_of
from claims.vocabulary import Role, TokenScope
from tests.makers import make_article, make_person, make_team


def output(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_workspace_is_made_with_its_admin() -> None:
    make_person("adam")
    assert "adam is its admin" in output("create_workspace", "newsroom", "--admin", "adam")
    assert Membership.objects.get(workspace__slug="newsroom").role == Role.ADMIN
    with pytest.raises(CommandError, match="There is a workspace “newsroom” already"):
        output("create_workspace", "newsroom", "--admin", "adam")


@pytest.mark.django_db
def test_an_admin_who_is_no_user_is_refused_with_the_way_out() -> None:
    with pytest.raises(CommandError, match=r"make one with manage\.py createsuperuser"):
        output("create_workspace", "newsroom", "--admin", "nobody")


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "scope"), [((), TokenScope.READ), (("--scope", "write"), TokenScope.WRITE)])
def test_a_token_is_printed_once_and_alone(options: tuple[str, ...], scope: TokenScope) -> None:
    make_team()
    key = output("create_token", "--user", "alice", "--workspace", "desk", *options).removesuffix("\n")
    assert len(key) >= 32
    token = ApiToken.objects.get(digest=digest_of(key))
    assert (token.scope, token.user.get_username(), token.workspace.slug) == (scope, "alice", "desk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--user", "nobody"), "There is no user “nobody”"),
        (("--user", "alice", "--workspace", "elsewhere"), "alice is in no workspace “elsewhere”"),
        (("--user", "alice", "--scope", "all"), "invalid choice"),
    ],
)
def test_a_token_for_what_is_not_there_is_refused(options: tuple[str, ...], sentence: str) -> None:
    make_team()
    with pytest.raises(CommandError, match=sentence):
        output("create_token", *options)


@pytest.mark.django_db
def test_events_are_sealed_once() -> None:
    team = make_team()
    make_article(team.workspace, by=team.alice)
    make_article(team.elsewhere, by=team.charlie)
    for _ in range(2):
        assert output("seal_events") == ""
        assert AuditSeal.objects.count() == 2
        assert not AuditUnsealed.objects.exists()


@pytest.mark.django_db
def test_superusers_are_admins_of_every_new_workspace() -> None:
    root = User.objects.create_superuser("root", password="correct horse battery")
    made = workspaces.make("newsroom")
    assert Membership.objects.get(workspace=made, user=root).role is Role.ADMIN

"""API tokens: the key is shown once and stored as its digest."""

import hashlib

from claims.models import ApiToken, AuditEvent
from claims.services import tokens
from claims.vocabulary import TokenScope
from tests.makers import Team


def test_a_token_is_stored_as_the_digest_of_its_key(team: Team) -> None:
    token, key = tokens.issue(team.alice, scope=TokenScope.WRITE, workspace=team.workspace)
    token.refresh_from_db()
    assert len(key) >= 40
    assert bytes(token.digest) == hashlib.sha256(key.encode()).digest() == tokens.digest_of(key)
    assert (token.user, token.scope, token.workspace) == (team.alice, TokenScope.WRITE, team.workspace)
    assert key not in str(list(ApiToken.objects.values()))


def test_keys_are_never_the_same(team: Team) -> None:
    keys = {tokens.issue(team.alice, scope=TokenScope.READ)[1] for _ in range(5)}
    assert len(keys) == 5


def test_a_key_that_is_given_again_is_left_as_it_is(team: Team) -> None:
    first, _ = tokens.issue(team.alice, scope=TokenScope.READ, key="k" * 16)
    again, key = tokens.issue(team.bob, scope=TokenScope.WRITE, key="k" * 16)
    assert (again, key) == (first, "k" * 16)
    assert (again.user, again.scope) == (team.alice, TokenScope.READ)


def test_a_revoked_token_says_when(team: Team) -> None:
    token, _ = tokens.issue(team.alice, scope=TokenScope.READ, workspace=team.workspace)
    tokens.revoke(token, by=team.adam)
    token.refresh_from_db()
    assert token.revoked_at is not None
    actions = AuditEvent.objects.order_by("pk").values_list("action", "actor__username")
    assert list(actions) == [("token.issue", "alice"), ("token.revoke", "adam")]


def test_a_token_for_all_workspaces_belongs_to_no_audit(team: Team) -> None:
    token, _ = tokens.issue(team.alice, scope=TokenScope.READ)
    tokens.revoke(token, by=team.alice)
    assert not AuditEvent.objects.exists()

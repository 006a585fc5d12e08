"""What one may not see does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.errors import NotAllowed, NotFound
from claims.models import Article, Claim, Membership
from claims.permissions import Right
from claims.queries.access import enter, load
from claims.vocabulary import Role
from tests.makers import Team, make_article, make_claim, make_person

NOBODY = "01900000-0000-7000-8000-000000000000"

ALLOWED = {
    "vera": {Right.READ},
    "alice": {Right.READ, Right.ANNOTATE},
    "bob": {Right.READ, Right.ANNOTATE, Right.REVIEW},
    "adam": {Right.READ, Right.ANNOTATE, Right.REVIEW, Right.ADMINISTER},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_member_has_the_rights_of_their_role(team: Team, name: str) -> None:
    access = enter(make_person(name), "desk")
    assert access.workspace == team.workspace
    assert {right for right in Right if access.allows(right)} == ALLOWED[name]
    for right in Right:
        if right in ALLOWED[name]:
            access.require(right)
        else:
            with pytest.raises(NotAllowed, match=access.role.on_screen):
                access.require(right)


@pytest.mark.parametrize("slug", ["desk", "nowhere", "", "desk "])
def test_a_workspace_of_others_looks_like_none(team: Team, slug: str) -> None:
    for person in (team.charlie, AnonymousUser(), make_person("nobody")):
        with pytest.raises(NotFound, match=f"There is no workspace “{slug}” among yours"):
            enter(person, slug)


def test_a_role_is_one_of_one_workspace(team: Team) -> None:
    Membership.objects.create(workspace=team.elsewhere, user=team.alice, role=Role.ADMIN)
    assert enter(team.alice, "desk").role is Role.ANNOTATOR
    assert enter(team.alice, "elsewhere").role is Role.ADMIN


def test_a_row_is_loaded_by_its_id(team: Team) -> None:
    claim = make_claim(make_article(team.workspace))
    assert load(team.workspace, Claim.objects.all(), claim.pk) == claim
    assert load(team.workspace, Claim.objects.all(), str(claim.pk).upper()) == claim


@pytest.mark.parametrize("key", ["", "12", "x" * 1000, "\0", "\ud800", NOBODY])
def test_what_is_no_id_or_nobodys_is_not_found(team: Team, key: str) -> None:
    with pytest.raises(NotFound, match="There is no article"):
        load(team.workspace, Article.objects.all(), key)


def test_a_row_of_another_workspace_is_not_found(team: Team) -> None:
    theirs = make_claim(make_article(team.elsewhere))
    with pytest.raises(NotFound):
        load(team.workspace, Claim.objects.all(), theirs.pk)
    with pytest.raises(NotFound):
        load(team.workspace, Article.objects.all(), theirs.article_id)

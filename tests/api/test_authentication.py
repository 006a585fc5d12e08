"""Tokens and sessions."""

import pytest
from django.test import Client

from claims.models import ApiToken, Article
from claims.services import tokens
from claims.vocabulary import TokenScope
from tests.api.programs import Program, claim_body, fields
from tests.makers import Team

CLAIMS = "/api/v1/workspaces/desk/claims/"


@pytest.mark.parametrize("header", ["Token wrong", "Token", "Token a b", "Token \xff", "Basic abc", "Bearer abc", ""])
def test_without_a_good_token_nobody_enters(team: Team, header: str) -> None:
    answer = Client().get(CLAIMS, headers={"Authorization": header} if header else {})
    assert (answer.status_code, fields(answer)) == (401, [None])
    assert answer["WWW-Authenticate"] == "Token"


def test_a_revoked_token_opens_nothing(team: Team, alice: Program) -> None:
    assert alice.get("claims/").status_code == 200
    tokens.revoke(ApiToken.objects.get(), by=team.alice)
    assert alice.get("claims/").status_code == 401


def test_a_token_of_a_person_who_left_opens_nothing(team: Team, alice: Program) -> None:
    team.alice.is_active = False
    team.alice.save(update_fields=["is_active"])
    assert alice.get("claims/").status_code == 401


def test_a_token_that_only_reads_does_not_write(team: Team, article: Article) -> None:
    reader = Program(team.alice, scope=TokenScope.READ)
    assert reader.get("claims/").status_code == 200
    answer = reader.post("claims/", claim_body(article.pk))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "not_allowed")


def test_a_session_reads_and_writes_with_its_csrf_token_alone(team: Team, article: Article) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team.alice)
    assert browser.get(CLAIMS).status_code == 200
    body = claim_body(article.pk)
    refused = browser.post(CLAIMS, body, content_type="application/json")
    assert (refused.status_code, fields(refused)) == (403, [None])
    browser.get("/w/desk/")
    browser.cookies["csrftoken"] = "a" * 32
    allowed = browser.post(CLAIMS, body, content_type="application/json", headers={"X-CSRFToken": "a" * 32})
    assert allowed.status_code == 201, allowed.content

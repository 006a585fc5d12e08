"""Writes to API tokens: the key is shown once, only its SHA-256 is stored."""

import hashlib
import secrets

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.models import ApiToken, Workspace
from claims.services import audit
from claims.vocabulary import TokenScope


def digest_of(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


@transaction.atomic
def issue(
    user: AbstractBaseUser, *, scope: TokenScope, workspace: Workspace | None = None, key: str = ""
) -> tuple[ApiToken, str]:
    """A new token and its key; a given key that exists is left as it is. No workspace means: all of the user's."""
    key = key or secrets.token_urlsafe(32)
    token, made = ApiToken.objects.get_or_create(
        digest=digest_of(key), defaults={"user_id": user.pk, "workspace": workspace, "scope": scope}
    )
    if made and workspace is not None:
        audit.record(workspace, "token.issue", workspace, by=user, after={"token": str(token.pk), "scope": str(scope)})
    return token, key


@transaction.atomic
def revoke(token: ApiToken, *, by: AbstractBaseUser) -> None:
    """The key opens nothing any more."""
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    if token.workspace is not None:
        audit.record(token.workspace, "token.revoke", token.workspace, by=by, after={"token": str(token.pk)})

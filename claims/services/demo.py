"""The demo's preset API token: the one of this start works, the one of an earlier start no longer."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.models import ApiToken, AuditPayload, Workspace
from claims.services import audit, tokens
from claims.vocabulary import TokenScope

TOKEN_SET = "demo.token"  # noqa: S105 - the name of an action


@transaction.atomic
def set_token(workspace: Workspace, key: str, *, holder: AbstractBaseUser) -> ApiToken:
    """Makes the key open the holder's workspaces for writing, in place of the key that this function set before."""
    token, _ = tokens.issue(holder, scope=TokenScope.WRITE, key=key)
    before = AuditPayload.objects.filter(workspace=workspace, event__action=TOKEN_SET).order_by("event").last()
    known = before.after["token"] if before and before.after else None
    if known == str(token.pk):
        return token
    if known:
        for old in ApiToken.objects.filter(pk=known, revoked_at__isnull=True):
            tokens.revoke(old, by=holder)
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=None)
    audit.record(workspace, TOKEN_SET, workspace, by=holder, after={"token": str(token.pk)})
    return token

"""Writes to workspaces and to who belongs to them."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import ClaimsError, Conflict
from claims.models import Membership, Workspace
from claims.services import audit, limits
from claims.vocabulary import Role

LONGEST_NAME = 200
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


@transaction.atomic
def make(slug: str, *, name: str = "", by: AbstractBaseUser | None = None) -> Workspace:
    """A new, empty workspace, with all superusers as its admins. Raises Conflict where the slug is taken."""
    if not SLUG.fullmatch(slug):
        raise ClaimsError(
            f"“{slug[:60]}” is no name for a workspace's address; use up to 60 small letters, digits and hyphens.",
            field="slug",
        )
    if Workspace.objects.filter(slug=slug).exists():
        raise Conflict(f"There is a workspace “{slug}” already.", field="slug")
    name = limits.line(name, field="name", most=LONGEST_NAME) or slug.replace("-", " ").capitalize()
    made = Workspace.objects.create(slug=slug, name=name)
    admins = list(get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("pk"))
    Membership.objects.bulk_create(Membership(workspace=made, user=user, role=Role.ADMIN) for user in admins)
    names = [user.get_username() for user in admins]
    audit.record(made, "workspace.make", made, by=by, after={"slug": slug, "name": made.name, "admins": names})
    return made


@transaction.atomic
def add_member(
    workspace: Workspace, user: AbstractBaseUser, role: Role, *, by: AbstractBaseUser | None = None
) -> Membership:
    """Gives a person a role in the workspace, a new one or in place of the one they have."""
    known = Membership.objects.select_for_update().filter(workspace=workspace, user_id=user.pk).first()
    before = {"user": user.get_username(), "role": str(known.role)} if known else None
    if known is None:
        known = Membership.objects.create(workspace=workspace, user_id=user.pk, role=role)
    else:
        known.role = role
        known.save(update_fields=["role"])
    after = {"user": user.get_username(), "role": str(role)}
    audit.record(workspace, "member.set", known, by=by, before=before, after=after)
    return known

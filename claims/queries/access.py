"""The only way to load an object for a user: what one may not see does not exist."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from claims.errors import NotAllowed, NotFound
from claims.models import Workspace
from claims.models.prepared import prepared_cursor
from claims.models.tenancy import TenantModel
from claims.permissions import Right, allows
from claims.queries.model_rows import Part
from claims.vocabulary import Role

Row = TypeVar("Row", bound=TenantModel)


@dataclass(frozen=True, slots=True)
class Access:
    """A user within one workspace."""

    user: AbstractBaseUser
    workspace: Workspace
    role: Role

    def allows(self, right: Right) -> bool:
        return allows(self.role, right)

    def require(self, right: Right) -> None:
        """Raises NotAllowed."""
        if not self.allows(right):
            raise NotAllowed(f"Your role in this workspace ({self.role.on_screen}) does not allow this; ask its admin.")


ENTERED = Part(Workspace, "w")
MEMBERSHIP = f"""SELECT m.role, {ENTERED.sql} FROM claims_membership m JOIN claims_workspace w ON w.id = m.workspace_id
WHERE w.slug = %s AND m.user_id = %s"""


def enter(user: AbstractBaseUser | AnonymousUser, slug: str) -> Access:
    """The workspace by its slug, for a member of it. Raises NotFound. One query."""
    if isinstance(user, AbstractBaseUser):
        with prepared_cursor() as cursor:
            cursor.execute(MEMBERSHIP, (slug, user.pk))
            for role, *workspace in cursor.fetchall():
                return Access(user=user, workspace=ENTERED.row(workspace), role=Role(role))
    raise NotFound(f"There is no workspace “{slug}” among yours.")


def load(workspace: Workspace, rows: QuerySet[Row], key: UUID | str) -> Row:
    """One row of the workspace by its id. Raises NotFound, also for ids of other workspaces and for what is no UUID."""
    noun = str(rows.model._meta.verbose_name)
    try:
        wanted = key if isinstance(key, UUID) else UUID(str(key))
    except ValueError as wrong:
        raise NotFound(f"There is no {noun} “{str(key)[:40]}” in this workspace.") from wrong
    found = rows.filter(workspace=workspace, pk=wanted).first()
    if found is None:
        raise NotFound(f"There is no {noun} {wanted} in this workspace.")
    found.workspace = workspace  # known, so nobody needs to fetch it again
    return found

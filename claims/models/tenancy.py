"""What every row of a workspace shares; the rule that nothing crosses a workspace starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models

from claims.models.fields import new_id

if TYPE_CHECKING:
    from claims.models.workspaces import Workspace


class TenantQuerySet(models.QuerySet["TenantModel"]):
    """No query of tenant rows starts without a workspace."""

    def in_workspace(self, workspace: Workspace | UUID) -> Self:
        return self.filter(workspace=workspace)


class TenantModel(models.Model):
    """A row of one workspace. `(workspace_id, id)` is unique, so that composite foreign keys can point at it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey("claims.Workspace", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="%(class)s_is_known_by_workspace_and_id"),
        ]

"""What every row of a workspace shares; the rule that nothing crosses a workspace starts here."""

from django.db import models

from claims.models.fields import new_id


class TenantModel(models.Model):
    """A row of one workspace, from which every query of it starts.

    `(workspace_id, id)` is unique, so that composite foreign keys can point at it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey("claims.Workspace", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="%(class)s_is_known_by_workspace_and_id"),
        ]

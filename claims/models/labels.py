"""Labels: a workspace's own words for kinds of claims."""

from django.db import models
from django.db.models.functions import Lower

from claims.models.fields import WorkspaceForeignKey
from claims.models.tenancy import TenantModel


class Label(TenantModel):
    """Claims point at the row, so renaming a label touches no claim. A merged label points on."""

    name = models.CharField(max_length=100)
    description = models.CharField(max_length=500, blank=True, default="")
    merged_into = WorkspaceForeignKey(
        "claims.Label", null=True, blank=True, related_name="merged_labels", db_index=False
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("workspace", Lower("name"), name="a_label_name_is_used_once_in_a_workspace"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_label_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

"""What the server remembers of requests, so that one sent twice is done once."""

from django.conf import settings
from django.db import models

from claims.models.tenancy import TenantModel


class IdempotencyKey(TenantModel):
    """The answer to a write, kept under the key its client chose."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "user", "key"], name="an_idempotency_key_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.key

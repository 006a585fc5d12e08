"""Who did what, when: append-only events, their erasable payloads, and the seals that chain them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.fields import WorkspaceForeignKey
from claims.models.tenancy import TenantModel


class AuditEvent(TenantModel):
    """One write. A trigger refuses UPDATE and DELETE."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField(null=True)
    article_id = models.UUIDField(null=True)
    """The article whose screen shows this event in its history and undoes it."""
    digest = models.BinaryField(max_length=32)
    """SHA-256 of salt, before and after as they stand in the payload; it outlives the payload's erasure."""
    undoes = models.UUIDField(null=True)
    """The event this one takes back."""

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["workspace", "object_id", "id"], name="event_by_object"),  # history of one object
            models.Index(fields=["workspace", "article_id", "actor", "-id"], name="event_by_article"),  # undo, history
            models.Index(  # what a claim's history has besides its own: steps of it that moved to another source
                fields=["workspace", "id"],
                condition=models.Q(action__in=("source.split", "source.unsplit")),
                name="event_of_a_split",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action}"


class AuditPayload(TenantModel):
    """What an event changed. Erasure blanks it; the event and its digest stay."""

    event = WorkspaceForeignKey(AuditEvent, related_name="payloads", db_index=False)
    salt = models.BinaryField(max_length=16)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "event"], name="an_event_has_one_payload"),
        ]

    def __str__(self) -> str:
        return f"payload of {self.event_id}"


class AuditUnsealed(TenantModel):
    """An event that no seal covers yet. The sealer takes the row out, so that savers never queue on the chain."""

    event = WorkspaceForeignKey(AuditEvent, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.event_id}"


class AuditSeal(TenantModel):
    """A link of a workspace's chain: the hash of the previous seal and of the digests of the events it covers."""

    number = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    events = ArrayField(models.UUIDField())
    """Ids of the covered events in the order in which they were hashed."""
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "number"], name="a_seal_number_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"

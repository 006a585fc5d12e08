"""Audit events as the API gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import IdField, LineField, StrictSerializer


class EventSerializer(serializers.Serializer[Any]):
    """One write: who did what, when."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(allow_null=True)
    action = serializers.CharField()
    object_type = serializers.CharField()
    object = serializers.UUIDField(allow_null=True)
    article = serializers.UUIDField(allow_null=True)
    undoes = serializers.UUIDField(allow_null=True)
    digest = serializers.CharField(help_text="SHA-256 of salt, before and after.")


class EventDetailSerializer(EventSerializer):
    """The same with what it changed; null where that was erased."""

    salt = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()
    erased = serializers.BooleanField()


class SealSerializer(serializers.Serializer[Any]):
    """A link of the chain: it covers events, and follows the seal before it."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    sealed_at = serializers.DateTimeField()
    events = serializers.IntegerField(help_text="How many events it covers.")
    previous_hash = serializers.CharField()
    hash = serializers.CharField()
    noted = serializers.CharField(help_text="What to note elsewhere, for `manage.py verify --against`.")


class ReasonSerializer(StrictSerializer):
    """Why words are taken away for good."""

    reason = LineField(max_length=1000, help_text="Stays, with your name and the time.")


class ErasureSerializer(ReasonSerializer):
    """What to erase: the content of these events, of all events of one object, or of both."""

    events = serializers.ListField(child=IdField(), required=False, max_length=1000)
    object = IdField(required=False, allow_null=True, help_text="Id of a claim, article, source …")

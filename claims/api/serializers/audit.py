"""Audit events as the API gives them."""

from typing import Any

from rest_framework import serializers


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

"""Background work as the API gives it."""

from typing import Any

from rest_framework import serializers

from claims.vocabulary import JobState


class JobSerializer(serializers.Serializer[Any]):
    """Work that goes on in the background, and how far it is."""

    id = serializers.UUIDField()
    kind = serializers.CharField(
        help_text="`check`: everything, as `manage.py verify` does it; `copies`: articles against each other; "
        "`duplicates`: names of sources against each other; `scan`: all statements for what went wrong on the way."
    )
    state = serializers.ChoiceField(JobState.values())
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True, help_text="Parts of the work; null before it has begun.")
    error = serializers.CharField(help_text="Why it failed; empty where it did not.")
    result = serializers.JSONField(help_text="What was found: of a check how many rows failed, and which.")
    started_by = serializers.CharField(allow_null=True, help_text="Null: the program itself.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

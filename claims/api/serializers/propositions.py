"""Propositions as the API takes and gives them."""

from rest_framework import serializers

from claims.api.serializers.fields import LineField, StrictSerializer, TextField


class PropositionSerializer(StrictSerializer):
    """A statement that several claims make alike."""

    id = serializers.UUIDField(read_only=True)
    text = LineField(max_length=1000)
    note = TextField(required=False, allow_blank=True, allow_null=True)
    claims = serializers.IntegerField(read_only=True, help_text="How many claims of records were judged to make it.")
    merged_into = serializers.UUIDField(read_only=True, allow_null=True)
    revision = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

"""Labels as the API takes and gives them."""

from rest_framework import serializers

from claims.api.serializers.fields import IdField, LineField, StrictSerializer


class LabelSerializer(StrictSerializer):
    """A workspace's own word for a kind of claims."""

    id = serializers.UUIDField(read_only=True)
    name = LineField(max_length=100)
    description = LineField(required=False, allow_blank=True, allow_null=True, max_length=500)
    retired = serializers.BooleanField(read_only=True)
    merged_into = serializers.UUIDField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)


class MergeLabelSerializer(StrictSerializer):
    into = IdField(help_text="The label as which this one counts from now on.")

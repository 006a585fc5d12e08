"""New versions of a text, and claims placed in one, as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.articles import VersionRowSerializer
from claims.api.serializers.claims import SpanSerializer
from claims.api.serializers.fields import LineField, StrictSerializer, TextField, listed


class NewVersionSerializer(StrictSerializer):
    text = TextField(trim_whitespace=False)
    captured_from = LineField(required=False, allow_blank=True, max_length=2000, help_text="Where the text is from.")


class BroughtSerializer(serializers.Serializer[Any]):
    """The version that is current now, and what became of the claims."""

    version = VersionRowSerializer()
    moved = serializers.IntegerField(help_text="How many claims stand in it.")
    waiting = serializers.ListField(
        child=serializers.UUIDField(), help_text="Claims that stand in another version until somebody places them."
    )


class PlaceSerializer(StrictSerializer):
    spans = listed(SpanSerializer(), most=1000, help_text="Where the claim stands in the current version.")

"""Files that are brought in, and what came of it."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import LineField, StrictSerializer, TextField
from claims.exchange.registry import IMPORT_FORMATS
from claims.services.imports import AUTOMATIC

FORMATS = (AUTOMATIC, *(known.name for known in IMPORT_FORMATS))


class ImportSerializer(StrictSerializer):
    """The text of a file."""

    text = TextField()
    filename = LineField(required=False, allow_blank=True, max_length=500, help_text="Its extension tells the format.")
    format = serializers.ChoiceField(FORMATS, required=False, help_text="Left out: it is found.")


class UploadSerializer(serializers.Serializer[Any]):
    """A file."""

    file = serializers.FileField(allow_empty_file=True)
    format = serializers.ChoiceField(FORMATS, required=False, help_text="Left out: it is found.")


class SkippedSerializer(serializers.Serializer[Any]):
    """An article that was left out because its text is there already."""

    row = serializers.IntegerField(help_text="Counted from 1.")
    title = serializers.CharField()
    same_as = serializers.UUIDField(allow_null=True, help_text="The article that has it; null: earlier in the file.")


class OutcomeSerializer(serializers.Serializer[Any]):
    """What an import did."""

    articles = serializers.ListField(child=serializers.UUIDField())
    claims = serializers.IntegerField()
    sources = serializers.IntegerField()
    skipped = SkippedSerializer(many=True)
    notes = serializers.ListField(child=serializers.CharField(), help_text="What was guessed.")

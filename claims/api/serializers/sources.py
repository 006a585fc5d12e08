"""Sources and their relations as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import (
    DateField,
    IdField,
    LineField,
    SourceField,
    StrictSerializer,
    TextField,
    TruthField,
    WordField,
    listed,
)
from claims.exchange.records import AliasRecord, IdentifierRecord
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind


class AliasSerializer(StrictSerializer):
    """A name under which texts speak of a source. A weak one ("the report") only proposes."""

    text = LineField(max_length=500)
    strength = WordField(AliasStrength, required=False, help_text="Left out: strong.")

    def to_internal_value(self, data: Any) -> AliasRecord:
        return AliasRecord(**super().to_internal_value(data))


class IdentifierSerializer(StrictSerializer):
    """What another registry calls a source."""

    scheme = WordField(IdentifierScheme)
    value = LineField(max_length=500)

    def to_internal_value(self, data: Any) -> IdentifierRecord:
        return IdentifierRecord(**super().to_internal_value(data))


class RelationSerializer(StrictSerializer):
    """`kind` from one source to another, over the dates given; open where a date is not known."""

    id = serializers.UUIDField(read_only=True)
    kind = WordField(RelationKind)
    target = SourceField(help_text="Id of a source, or an object with it.")
    since = DateField(required=False, allow_null=True)
    until = DateField(required=False, allow_null=True)


class MergedSourceSerializer(serializers.Serializer[Any]):
    """A source that counts as another one now."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)


class RegisteredSourceSerializer(StrictSerializer):
    """Anyone or anything that says things."""

    id = serializers.UUIDField(read_only=True)
    name = LineField(max_length=500)
    short_name = LineField(required=False, allow_null=True, allow_blank=True, max_length=100)
    kind = WordField(SourceKind, required=False, allow_null=True, help_text="Left out: unknown.")
    identifiability = WordField(Identifiability, required=False, allow_null=True, help_text="Left out: named.")
    description = TextField(required=False, allow_null=True, allow_blank=True)
    article = IdField(required=False, allow_null=True, help_text="The one article of a source that is not named.")
    counts_as_own_family = TruthField(required=False, allow_null=True)
    external_uri = LineField(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=500,
        help_text="The address that several workspaces have for it; imports find it by this first.",
    )
    aliases = listed(AliasSerializer(), required=False, allow_null=True, most=1000)
    identifiers = listed(IdentifierSerializer(), required=False, allow_null=True, most=1000)
    relations = RelationSerializer(many=True, read_only=True)
    claims_first_said = serializers.IntegerField(read_only=True)
    claims_relayed = serializers.IntegerField(read_only=True)
    merged_into = serializers.UUIDField(read_only=True, allow_null=True)
    merged = MergedSourceSerializer(many=True, read_only=True, help_text="What was merged into it.")
    revision = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class MergeSerializer(StrictSerializer):
    """That the source counts as `into` from now on."""

    into = IdField()


class UnmergeSerializer(StrictSerializer):
    """Which merge of the source to take back; left out: the one that stands."""

    merge = IdField(required=False, allow_null=True)


class MadeMergeSerializer(StrictSerializer):
    """One merge of a source, or of another source into it; `undone_at` is null while it stands."""

    id = serializers.UUIDField(read_only=True)
    source = MergedSourceSerializer(read_only=True)  # type: ignore[assignment]  # the key is called so
    into = MergedSourceSerializer(read_only=True)
    made_by = serializers.CharField(read_only=True, allow_null=True)
    made_at = serializers.DateTimeField(read_only=True)
    undone_at = serializers.DateTimeField(read_only=True, allow_null=True)


class SplitSerializer(StrictSerializer):
    """Steps of the source that are another one's: `to` is a source by id or name, made if need be."""

    attributions = serializers.ListField(child=IdField(), min_length=1, max_length=1000)
    to = SourceField(takes_names=True)


class MadeSplitSerializer(StrictSerializer):
    """`event` is what `unsplit/` takes."""

    event = serializers.UUIDField(read_only=True)
    to = MergedSourceSerializer(read_only=True)
    attributions = serializers.ListField(child=serializers.UUIDField(), read_only=True)


class UnsplitSerializer(StrictSerializer):
    """The split to take back."""

    event = IdField()

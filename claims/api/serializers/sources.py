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
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind, Verdict


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


class LikenessSerializer(serializers.Serializer[Any]):
    """Two sources that may be one under two names, and what a person said of them."""

    id = serializers.UUIDField()
    source = MergedSourceSerializer()  # type: ignore[assignment]  # the key is called so
    other = MergedSourceSerializer()
    score = serializers.IntegerField(help_text="How alike their names are, of 100.")
    why = serializers.CharField(help_text="In words.")
    verdict = serializers.CharField(
        allow_null=True, help_text=f"One of {', '.join(Verdict.values())}; null: it waits for a person."
    )
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class LikenessVerdictSerializer(StrictSerializer):
    """`same` merges the two, `unsure` relates them as possibly the same, null takes a word back that merged nothing."""

    verdict = WordField(Verdict, allow_null=True)
    into = IdField(
        required=False,
        allow_null=True,
        help_text="Which of the two stays where they are the same; left out: the older.",
    )


class FindDuplicatesSerializer(StrictSerializer):
    """Nothing to say: all named sources are compared."""


class FamilyMemberSerializer(MergedSourceSerializer):
    kind = serializers.ChoiceField(SourceKind.values())
    identifiability = serializers.ChoiceField(Identifiability.values())
    counts_as_own_family = serializers.BooleanField()


class FamilyRelationSerializer(serializers.Serializer[Any]):
    """That `source` stands in `kind` to `target`, which is above it."""

    id = serializers.UUIDField()
    source = serializers.UUIDField()  # type: ignore[assignment]  # the key is called so
    kind = serializers.ChoiceField(RelationKind.values())
    target = serializers.UUIDField()
    since = serializers.CharField(allow_null=True)
    until = serializers.CharField(allow_null=True)
    makes_family = serializers.BooleanField(help_text="Whether the two are one family by it.")


class SourceFamilySerializer(serializers.Serializer[Any]):
    """Who stood above and below a source at a moment, and of which family it was then."""

    source = MergedSourceSerializer(help_text="The one that the source asked for counts as.")  # type: ignore[assignment]
    at = serializers.DateTimeField()
    family = MergedSourceSerializer(help_text="With two tops: the source itself, until a person picks.")
    tops = MergedSourceSerializer(many=True, help_text="Where the ways up end.")
    sources = FamilyMemberSerializer(many=True)
    relations = FamilyRelationSerializer(many=True)
    is_cut = serializers.BooleanField(help_text="Whether there are more below than are told.")

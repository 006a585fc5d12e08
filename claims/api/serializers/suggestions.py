"""Suggestions as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import IdField, StrictSerializer, WordField
from claims.services.suggestions import MOST
from claims.vocabulary import (
    Band,
    Certainty,
    Identifiability,
    ProposalState,
    Quotation,
    SourceKind,
    Stance,
    Verification,
)


class SuggestedSpanSerializer(serializers.Serializer[Any]):
    """A stretch of the text of the version, in code points."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField(allow_blank=True)


class SuggestedStepSerializer(serializers.Serializer[Any]):
    """A step as it would be made; who it is, the registry tells when it is accepted."""

    source_spans = SuggestedSpanSerializer(many=True)
    cue_spans = SuggestedSpanSerializer(many=True)
    refers_to = serializers.CharField(allow_blank=True, help_text="Whom the words stand for (“he”), as the text says.")
    source_kind = serializers.ChoiceField(SourceKind.values())
    identifiability = serializers.ChoiceField(Identifiability.values())
    stance = serializers.ChoiceField(Stance.values())
    certainty = serializers.ChoiceField(Certainty.values())
    verification = serializers.ChoiceField(Verification.values())


class SuggestionSerializer(serializers.Serializer[Any]):
    """A claim that the program proposes; it is none before it is accepted."""

    id = serializers.UUIDField()
    article = serializers.UUIDField()
    version = serializers.UUIDField()
    spans = SuggestedSpanSerializer(many=True)
    quote = serializers.CharField(allow_blank=True)
    quotation = serializers.ChoiceField(Quotation.values())
    attributions = SuggestedStepSerializer(many=True, help_text="The step nearest the publisher first.")
    rule = serializers.CharField()
    why = serializers.CharField(allow_blank=True, help_text="The reason in words.")
    score = serializers.FloatField(help_text="From 0 to 1.")
    band = serializers.ChoiceField(Band.values(), help_text="By how often others like it were accepted here.")
    model = serializers.CharField()
    model_version = serializers.CharField()
    state = serializers.ChoiceField(ProposalState.values())
    claim = serializers.UUIDField(allow_null=True, help_text="What was made of it.")
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class AcceptManySerializer(StrictSerializer):
    """Which to accept: those named, or those of an article that wait in a band or above it."""

    ids = serializers.ListField(child=IdField(), min_length=1, max_length=MOST, required=False)
    article = IdField(required=False)
    band = WordField(Band, required=False)


class AcceptedSerializer(serializers.Serializer[Any]):
    """The claims that were made, all in one change."""

    claims = serializers.ListField(child=serializers.UUIDField())


class SuggestedSerializer(serializers.Serializer[Any]):
    """What waits in the article now, in order of the text, and how many of these are new."""

    made = serializers.IntegerField()
    suggestions = SuggestionSerializer(many=True)


class EmptySerializer(StrictSerializer):
    """Nothing to say."""

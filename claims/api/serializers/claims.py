"""Claims as the API takes and gives them; what is read is the document of claims.queries, described here."""

from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from rest_framework import serializers

from claims.api.serializers.fields import (
    DateField,
    IdField,
    LineField,
    OffsetField,
    SourceField,
    SourceSerializer,
    StrictSerializer,
    TextField,
    WordField,
    listed,
)
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, TranslationRecord
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    AnchorState,
    Basis,
    Certainty,
    ClaimStatus,
    Lineage,
    Medium,
    Polarity,
    Quotation,
    Stance,
    Verification,
)

NO_CHAIN = "A claim needs a chain; for the outlet's own words give one whose lineage is none_given."
MOST_SPANS = 1000
MOST_HOPS = 100
DEFAULTS = {field.name: field.default for field in fields(ClaimRecord)}


class SpanSerializer(StrictSerializer):
    """A stretch of the canonical text, in code points, `end` excluded. Where `exact` is given it must stand there."""

    start = OffsetField()
    end = OffsetField()
    exact = TextField(required=False, allow_null=True, allow_blank=True)

    def to_internal_value(self, data: Any) -> QuotedSpan:
        return QuotedSpan(**super().to_internal_value(data))


class AttributionSerializer(StrictSerializer):
    """One step of a chain. `source` is null where the text has a cue but no source."""

    id = IdField(required=False, allow_null=True)
    position = serializers.IntegerField(read_only=True)
    source = SourceField(required=False, allow_null=True)  # type: ignore[assignment]  # a key of ours, not DRF's option
    source_spans = listed(SpanSerializer(), required=False, allow_null=True, most=MOST_SPANS)
    cue_spans = listed(SpanSerializer(), required=False, allow_null=True, most=MOST_SPANS)
    stance = WordField(
        Stance, required=False, allow_null=True, help_text="Left out: asserts for the last step, relays for others."
    )
    certainty = WordField(Certainty, required=False, allow_null=True)
    verification = WordField(Verification, required=False, allow_null=True)
    basis = WordField(Basis, required=False, allow_null=True)
    medium = WordField(Medium, required=False, allow_null=True)
    said = DateField(required=False, allow_null=True)
    upstream_article = IdField(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> AttributionRecord:
        values = _given(super().to_internal_value(data))
        for name in ("source_spans", "cue_spans"):
            if name in values:
                values[name] = tuple(values[name])
        return AttributionRecord(**values)


class ChainSerializer(StrictSerializer):
    """Steps nearest the publisher first; the last one is the origin. `none_given` has no steps."""

    id = IdField(required=False, allow_null=True)
    number = serializers.IntegerField(read_only=True)
    lineage = WordField(Lineage, required=False, allow_null=True)
    attributions = listed(AttributionSerializer(), required=False, allow_null=True, most=MOST_HOPS)

    def to_internal_value(self, data: Any) -> ChainRecord:
        values = _given(super().to_internal_value(data))
        return ChainRecord(**values | {"attributions": tuple(values.get("attributions", ()))})


class TranslationSerializer(StrictSerializer):
    """A claim's words in another language."""

    text = TextField()
    method = LineField(required=False, allow_blank=True, max_length=100, help_text="How it was made, like “by hand”.")
    by = serializers.CharField(read_only=True, allow_null=True, help_text="User name of who wrote it here.")

    def to_internal_value(self, data: Any) -> TranslationRecord:
        return TranslationRecord(**super().to_internal_value(data))


class ClaimSerializer(StrictSerializer):
    """Something an article asserts, with the chains of attributions it rests on."""

    id = serializers.UUIDField(read_only=True)
    url = serializers.URLField(read_only=True, help_text="The permanent address of its page.")
    article = IdField(required=False, help_text="The article, or `version` in its stead.")
    version = IdField(required=False, help_text="The version of the text in which the spans count; the current one.")
    set = LineField(
        required=False,
        allow_null=True,
        help_text="Id of an annotation set, or `record`. Left out: your blind set during a blind assignment, else the "
        "record.",
    )
    article_title = serializers.CharField(read_only=True)
    publisher = SourceSerializer(read_only=True, allow_null=True)
    published = serializers.CharField(read_only=True, allow_null=True)
    spans = listed(SpanSerializer(), allow_empty=False, most=MOST_SPANS)
    quote = serializers.CharField(read_only=True)
    prefix = serializers.CharField(read_only=True)
    suffix = serializers.CharField(read_only=True)
    anchor = serializers.ChoiceField(AnchorState.values(), read_only=True)
    quotation = WordField(Quotation, required=False, allow_null=True, help_text="Left out: indirect.")
    polarity = WordField(Polarity, required=False, allow_null=True, help_text="Left out: affirmed.")
    labels = serializers.ListField(
        child=LineField(max_length=100), required=False, allow_null=True, help_text="Names or ids."
    )
    label_ids = serializers.ListField(child=serializers.UUIDField(), read_only=True)
    note = TextField(required=False, allow_null=True, allow_blank=True)
    status = WordField(ClaimStatus, required=False, allow_null=True, help_text="Left out: draft.")
    proposition = LineField(
        required=False, allow_null=True, allow_blank=True, help_text="Id of a statement, or its text."
    )
    chains = listed(
        ChainSerializer(),
        allow_empty=False,
        most=MOST_HOPS,
        error_messages={
            "required": NO_CHAIN,
            "empty": NO_CHAIN,
        },
    )
    origins = SourceSerializer(many=True, read_only=True)
    annotator = serializers.CharField(read_only=True, allow_null=True)
    derived_from = serializers.UUIDField(read_only=True, allow_null=True)
    revision = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    withdrawn = serializers.BooleanField(read_only=True)
    translation = TranslationSerializer(required=False, allow_null=True)


def place_of(values: dict[str, Any]) -> tuple[UUID | None, UUID | None, str | None]:
    """Article, version and set of what was sent."""
    return values.get("article"), values.get("version"), values.get("set")


def changed(record: ClaimRecord | None, values: dict[str, Any]) -> ClaimRecord:
    """The record with what was sent; without one, a new record. null means the default."""
    given = {name: value for name, value in values.items() if name in DEFAULTS}
    given = {name: DEFAULTS[name] if value is None else value for name, value in given.items()}
    for name in ("spans", "chains", "labels"):
        if name in given:
            given[name] = tuple(given[name])
    return ClaimRecord(**given) if record is None else replace(record, **given)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without nulls, for which the record has its defaults."""
    return {name: value for name, value in values.items() if value is not None}


class ClaimBatchSerializer(StrictSerializer):
    """New claims, all or none."""

    claims = listed(ClaimSerializer(), allow_empty=False, most=1000)


class ClaimChangesSerializer(StrictSerializer):
    """What to change in each of several claims."""

    status = WordField(ClaimStatus, required=False)
    labels = serializers.ListField(child=LineField(max_length=100), required=False)
    labels_add = serializers.ListField(child=LineField(max_length=100), required=False)
    labels_remove = serializers.ListField(child=LineField(max_length=100), required=False)


class ClaimsChangeSerializer(StrictSerializer):
    """Changes of several claims, all or none."""

    ids = serializers.ListField(child=IdField(), allow_empty=False, max_length=1000)
    set = ClaimChangesSerializer()

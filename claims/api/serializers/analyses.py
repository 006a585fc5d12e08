"""What was computed over many statements, as the API gives it."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import StrictSerializer
from claims.api.serializers.jobs import JobSerializer
from claims.api.serializers.lineages import InflationSerializer, LoopSerializer, LossSerializer
from claims.vocabulary import Credibility, Reliability


class StatementSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()


class FamilySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CellSerializer(serializers.Serializer[Any]):
    """What a source family does with a statement; a pair that has no cell is silent."""

    proposition = serializers.UUIDField()
    family = serializers.UUIDField()
    letters = serializers.CharField(help_text="Of `O` origin, `R` relays, `D` distances itself, `N` denies.")
    claims = serializers.IntegerField()
    disputed = serializers.BooleanField(help_text="Analysts disagree whether any of its claims makes the statement.")
    claims_url = serializers.CharField(help_text="The claims, as a list.")


class MatrixSerializer(serializers.Serializer[Any]):
    """Statements by source families; outlets' own words and sources that are not named are no column."""

    rows = StatementSerializer(many=True)
    columns = FamilySerializer(many=True)
    cells = CellSerializer(many=True)


class OfStatementSerializer(serializers.Serializer[Any]):
    proposition = serializers.UUIDField()
    text = serializers.CharField(help_text="Of the statement.")
    at = serializers.DateTimeField(allow_null=True, help_text="When the newest of the articles came out.")


class FoundLoopSerializer(OfStatementSerializer, LoopSerializer):
    pass


class FoundInflationSerializer(OfStatementSerializer, InflationSerializer):
    pass


class FoundLossSerializer(OfStatementSerializer, LossSerializer):
    pass


class CyclesSerializer(serializers.Serializer[Any]):
    """Loops are looked for when asked; the rest is what the last scan found."""

    cycles = FoundLoopSerializer(many=True)
    inflation = FoundInflationSerializer(many=True)
    attribution_loss = FoundLossSerializer(many=True)
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="The lists have the newest 200 each.")
    scan = JobSerializer(allow_null=True, help_text="The last scan that ended; null where there was none.")


class ScanSerializer(StrictSerializer):
    """Nothing to say: all statements are scanned."""


class LedgerEntrySerializer(serializers.Serializer[Any]):
    """How often a publisher rests on sources that are not named; numbers are claims."""

    publisher = FamilySerializer()
    claims = serializers.IntegerField()
    attributed = serializers.IntegerField(help_text="With a step at all.")
    described = serializers.IntegerField()
    collective = serializers.IntegerField()
    anonymous = serializers.IntegerField()
    unsaid = serializers.IntegerField(help_text="With a cue and no source: “it was said”.")
    not_named = serializers.IntegerField(help_text="With any of these; each claim once.")
    share = serializers.FloatField(allow_null=True, help_text="Of the claims that are attributed.")


class LedgerSerializer(serializers.Serializer[Any]):
    results = LedgerEntrySerializer(many=True)


class PairSerializer(serializers.Serializer[Any]):
    reliability = serializers.ChoiceField(Reliability.values())
    credibility = serializers.ChoiceField(Credibility.values())
    claims = serializers.IntegerField()


class DiagnosticsSerializer(serializers.Serializer[Any]):
    """Claims graded on both axes. F and 6 mean that it cannot be judged, and are no part of the share."""

    cells = PairSerializer(many=True)
    claims = serializers.IntegerField()
    judged = serializers.IntegerField(help_text="Without F and 6.")
    on_diagonal = serializers.IntegerField(help_text="A with 1, B with 2 … E with 5.")
    share = serializers.FloatField(allow_null=True)


class PartSerializer(serializers.Serializer[Any]):
    words = serializers.CharField()
    claims = serializers.ListField(child=serializers.UUIDField(), help_text="The rows behind a number.")
    source = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # a field takes the name of an option


class PointSerializer(serializers.Serializer[Any]):
    heading = serializers.CharField()
    sentences = serializers.ListField(child=PartSerializer(many=True))


class SummarySerializer(serializers.Serializer[Any]):
    """A draft in the four points of ICD 206; it never says that anything is confirmed."""

    proposition = serializers.UUIDField()
    points = PointSerializer(many=True)
    text = serializers.CharField()

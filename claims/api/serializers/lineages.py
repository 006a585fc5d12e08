"""Lineages as the API gives them."""

from typing import Any

from rest_framework import serializers

from claims.vocabulary import Certainty


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(allow_null=True, help_text="Null for a source that is not named.")
    name = serializers.CharField()


class SaidSerializer(serializers.Serializer[Any]):
    """A claim with its article."""

    claim = serializers.UUIDField()
    quote = serializers.CharField()
    article = serializers.UUIDField()
    title = serializers.CharField()
    publisher = serializers.CharField(allow_null=True)
    published = serializers.CharField(allow_null=True, help_text="As far as it is known, like `2021-08`.")


class BoundsSerializer(serializers.Serializer[Any]):
    lower = serializers.IntegerField()
    upper = serializers.IntegerField()


class LinesSerializer(serializers.Serializer[Any]):
    surely = serializers.ListField(child=NamedSerializer(many=True))
    perhaps = serializers.ListField(child=NamedSerializer(many=True))


class NodeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    type = serializers.ChoiceField(["article", "source", "unnamed", "beyond", "own_words"])
    name = serializers.CharField()
    detail = serializers.CharField()
    source = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # a field takes the name of an option
    articles = serializers.ListField(child=serializers.UUIDField())
    is_origin = serializers.BooleanField()
    is_chokepoint = serializers.BooleanField()


class EdgeSerializer(serializers.Serializer[Any]):
    """`from` has the claim from `to`."""

    to = serializers.CharField()
    claims = serializers.ListField(child=serializers.UUIDField())
    is_spliced = serializers.BooleanField(help_text="It follows from an earlier article; the text does not say it.")

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python.
        return {"from": serializers.CharField(), **super().get_fields()}


class CitationSerializer(SaidSerializer):
    cites = NamedSerializer()


class LoopSerializer(serializers.Serializer[Any]):
    """Publishers that cite each other until the loop closes."""

    publishers = NamedSerializer(many=True)
    citations = CitationSerializer(many=True)
    in_words = serializers.CharField()


class CopySerializer(serializers.Serializer[Any]):
    """An article that reprints another."""

    copy = SaidSerializer()
    original = SaidSerializer(allow_null=True)


class InflationSerializer(serializers.Serializer[Any]):
    """An article that is firmer than where it has the claim from."""

    firmer = SaidSerializer()
    upstream = SaidSerializer()
    past = serializers.CharField(help_text="The source by which the two are tied.")
    certainty = serializers.ChoiceField(Certainty.values())
    upstream_certainty = serializers.ChoiceField(Certainty.values())


class LossSerializer(serializers.Serializer[Any]):
    bare = SaidSerializer()
    attributed = SaidSerializer()


class EntrySerializer(SaidSerializer):
    moment = serializers.ChoiceField(["first", "first_in_family", "denied", "retracted", "opposed"])
    by = serializers.CharField(allow_null=True, help_text="Who denies, retracts or says the opposite.")


class LeftOutSerializer(SaidSerializer):
    reason = serializers.ChoiceField(["other_polarity", "denies", "retracts", "declines_to_confirm", "taken_back"])


class PropositionLineageSerializer(serializers.Serializer[Any]):
    """On how many independent sources a statement rests; docs/lineage.md says how it is computed."""

    proposition = serializers.UUIDField()
    without = serializers.ListField(child=serializers.CharField(), help_text="Sources taken to be silent.")
    articles = serializers.IntegerField()
    publisher_families = serializers.IntegerField()
    independent_lines = BoundsSerializer()
    lines = LinesSerializer()
    why = serializers.CharField(help_text="Sentences for a person.")
    chokepoints = NamedSerializer(many=True, help_text="What everything attributed rests on.")
    origins = NamedSerializer(many=True, help_text="Who says so first.")
    verified_by = serializers.ListField(child=serializers.CharField())
    first_seen = SaidSerializer(allow_null=True)
    nodes = NodeSerializer(many=True)
    edges = EdgeSerializer(many=True)
    copies = CopySerializer(many=True)
    cycles = LoopSerializer(many=True)
    inflation = InflationSerializer(many=True)
    attribution_loss = LossSerializer(many=True)
    timeline = EntrySerializer(many=True)
    left_out = LeftOutSerializer(many=True)


class WhatIfSerializer(serializers.Serializer[Any]):
    """What would keep no attributed line if a source had been silent."""

    source = NamedSerializer()  # type: ignore[assignment]  # a field takes the name of an option
    propositions = serializers.ListField(child=serializers.DictField())

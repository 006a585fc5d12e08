"""The claims list as it is usually built: a ModelSerializer over rows with everything prefetched."""

import json

from django.db.models import Prefetch
from rest_framework import serializers

from claims.models import Anchor, Attribution, Chain, Claim, Label, Source, Workspace


class SourceRow(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ("id", "name", "short_name", "kind", "identifiability")


class StepRow(serializers.ModelSerializer[Attribution]):
    source = SourceRow()  # type: ignore[assignment]  # the name of a column, and of an attribute of fields

    class Meta:
        model = Attribution
        fields = (
            "id", "position", "is_origin", "source", "stance", "certainty", "verification", "basis", "medium",
            "said_printed", "upstream_article",
        )  # fmt: skip


class ChainRow(serializers.ModelSerializer[Chain]):
    attributions = StepRow(many=True)

    class Meta:
        model = Chain
        fields = ("id", "number", "lineage", "attributions")


class AnchorRow(serializers.ModelSerializer[Anchor]):
    class Meta:
        model = Anchor
        fields = ("version", "start", "end", "spans", "mentions", "prefix", "suffix", "state")


class LabelRow(serializers.ModelSerializer[Label]):
    class Meta:
        model = Label
        fields = ("id", "name")


class ClaimRow(serializers.ModelSerializer[Claim]):
    chains = ChainRow(many=True)
    anchors = AnchorRow(many=True)
    labels = LabelRow(many=True)
    article_title = serializers.CharField(source="article.title")
    publisher = SourceRow(source="article.publisher")
    published = serializers.CharField(source="article.published_printed")
    annotator = serializers.CharField(source="annotator.username")

    class Meta:
        model = Claim
        fields = (
            "id", "article", "version", "annotation_set", "article_title", "publisher", "published", "anchors", "quote",
            "quotation", "polarity", "labels", "note", "status", "chains", "annotator", "derived_from", "revision",
            "created_at", "updated_at", "withdrawn_at",
        )  # fmt: skip


def first_page(workspace: Workspace, size: int) -> str:
    steps = Attribution.objects.filter(workspace=workspace).select_related("source").order_by("position")
    chains = Chain.objects.filter(workspace=workspace).order_by("number")
    rows = (
        Claim.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
        .defer("search")
        .select_related("article__publisher", "annotator")
        .prefetch_related("anchors", "labels", Prefetch("chains", chains), Prefetch("chains__attributions", steps))
        .order_by("-pk")[:size]
    )
    return json.dumps(ClaimRow(rows, many=True).data, default=str)

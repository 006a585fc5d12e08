"""Claims, where they stand in a text, and the chains of attributions they rest on."""

from django.conf import settings
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from claims.models.fields import GinIndex, PartialDateField, WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
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

SEARCHED_CHARACTERS = 60_000
"""Of quote and note each: a character costs a tsvector at most 8 bytes, and PostgreSQL refuses more than 1 MB."""


class Claim(TenantModel):
    """Something an article asserts."""

    article = WorkspaceForeignKey("claims.Article", related_name="claims", db_index=False)
    version = WorkspaceForeignKey("claims.ArticleVersion", related_name="claims", db_index=False)
    """The version in which the claim stands now; its anchor there is the current one."""
    annotation_set = WorkspaceForeignKey("claims.AnnotationSet", related_name="claims", db_index=False)
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    quote = models.TextField()
    """The parts of the current anchor joined by " […] ": kept here to be searched."""
    quotation = WordField(Quotation, default=Quotation.INDIRECT)
    polarity = WordField(Polarity, default=Polarity.AFFIRMED)
    note = models.TextField(blank=True, default="")
    status = WordField(ClaimStatus, default=ClaimStatus.DRAFT)
    derived_from = WorkspaceForeignKey("claims.Claim", null=True, blank=True, related_name="+", db_index=False)
    labels = models.ManyToManyField("claims.Label", through="claims.ClaimLabel", related_name="claims")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector(
            Left("quote", SEARCHED_CHARACTERS), Left("note", SEARCHED_CHARACTERS), config="english"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(quote=""), name="a_claim_has_a_quote"),
        ]
        indexes = [
            models.Index(fields=["workspace", "article"], name="claim_by_article"),  # the annotate screen
            models.Index(fields=["workspace", "updated_at"], name="claim_by_update"),  # filter updated_since
            models.Index(  # pages of claims, newest first: without it a page passes over the claims of every workspace
                fields=["workspace", "id"],
                include=["annotation_set", "article"],
                condition=Q(withdrawn_at__isnull=True),
                name="claim_standing",
            ),
            GinIndex(fields=["search"], name="claim_by_words"),  # filter q; GIN cannot hold the workspace
        ]

    def __str__(self) -> str:
        return self.quote[:80]


class ClaimLabel(TenantModel):
    """A label on a claim."""

    claim = WorkspaceForeignKey(Claim, on_delete=models.CASCADE, related_name="claim_labels", db_index=False)
    label = WorkspaceForeignKey("claims.Label", related_name="claim_labels", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "claim", "label"], name="a_claim_has_a_label_once"),
        ]
        indexes = [models.Index(fields=["workspace", "label"], name="claimlabel_by_label")]  # filter label

    def __str__(self) -> str:
        return f"{self.label}"


class Anchor(TenantModel):
    """Where a claim and the mentions of its hops stand in one version: one row carries all spans.

    `spans` is [[start, end, exact], ...] in order; `mentions` is
    [{"attribution": id, "role": "cue" | "source", "spans": [[start, end, exact], ...]}, ...].
    """

    claim = WorkspaceForeignKey(Claim, on_delete=models.CASCADE, related_name="anchors", db_index=False)
    version = WorkspaceForeignKey("claims.ArticleVersion", related_name="anchors", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.JSONField()
    mentions = models.JSONField(default=list)
    prefix = models.CharField(max_length=32, blank=True, default="")
    suffix = models.CharField(max_length=32, blank=True, default="")
    state = WordField(AnchorState, default=AnchorState.ANCHORED)
    translation = models.TextField(blank=True, default="")
    translated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    translation_method = models.CharField(max_length=100, blank=True, default="")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "claim", "version"], name="a_claim_stands_once_in_a_version"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="an_anchor_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["workspace", "version", "start"], name="anchor_by_version")
        ]  # claims in text order

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class Chain(TenantModel):
    """One way a claim came to its article; "A and B both said" is two."""

    claim = WorkspaceForeignKey(Claim, on_delete=models.CASCADE, related_name="chains", db_index=False)
    number = models.PositiveSmallIntegerField()
    lineage = WordField(Lineage, default=Lineage.COMPLETE)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "claim", "number"], name="a_chain_number_is_used_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="chains_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"chain {self.number}"


class Attribution(TenantModel):
    """One hop of a chain. Position 1 is nearest the publisher; the last one is the origin."""

    claim = WorkspaceForeignKey(Claim, on_delete=models.CASCADE, related_name="attributions", db_index=False)
    chain = WorkspaceForeignKey(Chain, on_delete=models.CASCADE, related_name="attributions", db_index=False)
    position = models.PositiveSmallIntegerField()
    is_origin = models.BooleanField()
    source = WorkspaceForeignKey("claims.Source", null=True, blank=True, related_name="attributions", db_index=False)
    stance = WordField(Stance)
    certainty = WordField(Certainty, default=Certainty.NOT_STATED)
    verification = WordField(Verification, default=Verification.NOT_STATED)
    basis = WordField(Basis, default=Basis.UNKNOWN)
    medium = WordField(Medium, default=Medium.OTHER)
    said = PartialDateField()
    upstream_article = WorkspaceForeignKey(
        "claims.Article", null=True, blank=True, related_name="cited_by", db_index=False
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "chain", "position"],
                name="a_position_of_a_chain_is_used_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["workspace", "chain"], condition=Q(is_origin=True), name="a_chain_has_one_origin"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="hops_count_from_one"),
        ]
        indexes = [
            models.Index(fields=["workspace", "claim"], name="attribution_by_claim"),  # a claim with its chains
            models.Index(
                fields=["workspace", "source", "claim"], name="attribution_by_source"
            ),  # filters source, origin
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.source}"

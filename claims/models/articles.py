"""Articles and their immutable captured texts."""

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Q

from claims.models.fields import GinIndex, PartialDateField, WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import ArticleProgress, CaptureMethod, SetKind

SEARCHED_CHARACTERS = 1_000_000
"""How far into a text search looks, as the function `claims_text_words` has it; less far where words hardly repeat."""


class Article(TenantModel):
    """One published piece. Its text lives in versions; `current_version` is the one new claims are made on."""

    title = models.CharField(max_length=1000)
    url = models.CharField(max_length=2000, blank=True, default="")
    archive_url = models.CharField(max_length=2000, blank=True, default="")
    publisher = WorkspaceForeignKey("claims.Source", null=True, blank=True, related_name="articles", db_index=False)
    byline = models.CharField(max_length=500, blank=True, default="")
    published = PartialDateField()
    language = models.CharField(max_length=35, blank=True, default="")
    """BCP 47, usually the two letters of ISO 639-1; empty where not known."""
    wire_credit = WorkspaceForeignKey("claims.Source", null=True, blank=True, related_name="+", db_index=False)
    republishes = WorkspaceForeignKey("claims.Article", null=True, blank=True, related_name="reprints", db_index=False)
    current_version = WorkspaceForeignKey(
        "claims.ArticleVersion", null=True, blank=True, related_name="+", db_index=False
    )
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="an_article_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["workspace", "publisher"], name="article_by_publisher"),  # filter publisher
            models.Index(fields=["workspace", "published_earliest"], name="article_by_date"),  # filter published_*
            models.Index(fields=["workspace", "updated_at"], name="article_by_update"),  # filter updated_since
        ]

    def __str__(self) -> str:
        return self.title


class ArticleVersion(TenantModel):
    """The text as captured once. A trigger refuses any change of it except a takedown, which blanks it.

    The title is what is known of it and follows corrections, so that search finds the article by its corrected title.
    """

    article = WorkspaceForeignKey(Article, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=1000)
    text = models.TextField()
    """Canonical text: NFC, LF, no control characters. All offsets are code points into it."""
    length = models.PositiveIntegerField()
    sha256 = models.BinaryField(max_length=32)
    raw_sha256 = models.BinaryField(max_length=32)
    normalisation = models.PositiveSmallIntegerField()
    offset_map = models.JSONField(default=list)
    """How raw code points became canonical ones: rows of claims.text.normalize.OffsetMap; empty if nothing moved."""
    segments = models.JSONField(default=list)
    """[[kind, start, end], ...] in order of the text."""
    captured_at = models.DateTimeField(auto_now_add=True)
    capture_method = WordField(CaptureMethod)
    captured_from = models.CharField(max_length=2000, blank=True, default="")
    taken_down_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=Func("title", "text", function="claims_text_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "article", "number"], name="a_version_number_is_used_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(taken_down_at__isnull=False), name="a_version_has_a_text_until_taken_down"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "sha256"], name="version_by_text"),  # the same text again
            GinIndex(fields=["search"], name="version_by_words"),  # filter q of articles; GIN cannot hold the workspace
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"


class AnnotationSet(TenantModel):
    """One annotator's claims on one article (blind), or the record, which is shared."""

    article = WorkspaceForeignKey(Article, related_name="sets", db_index=False)
    kind = WordField(SetKind, default=SetKind.RECORD)
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    progress = WordField(ArticleProgress, default=ArticleProgress.UNSTARTED)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "article"], condition=Q(kind="record"), name="an_article_has_one_record"
            ),
            models.UniqueConstraint(
                fields=["workspace", "article", "annotator"],
                condition=Q(kind="blind"),
                name="an_annotator_has_one_blind_set_of_an_article",
            ),
            models.CheckConstraint(
                condition=Q(kind="record", annotator__isnull=True) | Q(kind="blind", annotator__isnull=False),
                name="a_blind_set_has_an_annotator_and_the_record_none",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "kind", "progress"], name="set_by_progress")]  # the queue

    def __str__(self) -> str:
        return f"{self.kind} of {self.article}"

"""Work around claims: suggestions and what makes them, comments, assignments, and jobs that take a while."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.fields import WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import AssignmentState, JobState, ProposalState


class Suggestion(TenantModel):
    """A claim with its chain as the program proposes it, with the reason in words; never counted as done work."""

    version = WorkspaceForeignKey("claims.ArticleVersion", related_name="suggestions", db_index=False)
    attribution = models.JSONField()
    """{"content": [[start, end], ...], "quotation": word, "words": of the cue, "hops": [nearest the publisher, ...]}.

    Each hop has {"source": [[start, end], ...], "cue": [...]}, the words of the vocabulary that were found, and
    "refers_to", whom a pronoun stands for. Of other words of the text only where they stand is kept.
    """
    rule = models.CharField(max_length=60, default="")
    place = models.CharField(max_length=40, default="")
    """Where the cue stands, else the content: "60-66". What was decided on here is never proposed again."""
    start = models.PositiveIntegerField(default=0)
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=100)
    score = models.FloatField()
    why = models.TextField()
    state = WordField(ProposalState, default=ProposalState.PENDING)
    claim = WorkspaceForeignKey("claims.Claim", null=True, blank=True, related_name="+", db_index=False)
    """What was made of it, last."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "version", "place"], name="a_place_is_suggested_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="a_score_is_0_to_1"),
        ]
        indexes = [
            models.Index(fields=["workspace", "version", "state"], name="suggestion_by_version"),  # annotate screen
            models.Index(fields=["workspace", "state", "rule"], name="suggestion_by_state"),  # acceptance by rule
            models.Index(fields=["workspace", "claim"], name="suggestion_by_claim"),  # undo
        ]

    def __str__(self) -> str:
        return self.why


class TextReading(TenantModel):
    """That the program has read a text for suggestions, and with what; a job that stopped goes on with the rest."""

    version = WorkspaceForeignKey("claims.ArticleVersion", related_name="+", db_index=False)
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=100)
    read_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "version"], name="a_text_has_one_reading"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.model_version}"


class FittedSuggester(TenantModel):
    """What a workspace's recommender has learned from its finished articles; one a workspace, replaced as a whole."""

    fitted = models.BinaryField()
    """Empty where what it learned from was taken down."""
    is_used = models.BooleanField(default=False)
    """It was measured to beat the rules on the workspace's own articles."""
    report = models.JSONField(default=dict)
    trained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    trained_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace"], name="a_workspace_has_one_suggester"),
        ]

    def __str__(self) -> str:
        return f"{self.trained_at}"


class Comment(TenantModel):
    """A remark on a claim or an article; answers point at what they answer."""

    article = WorkspaceForeignKey("claims.Article", related_name="comments", db_index=False)
    claim = WorkspaceForeignKey("claims.Claim", null=True, blank=True, related_name="comments", db_index=False)
    answers = WorkspaceForeignKey("claims.Comment", null=True, blank=True, related_name="answered_by", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["workspace", "article"], name="comment_by_article")]  # annotate screen

    def __str__(self) -> str:
        return self.text[:80]


class Assignment(TenantModel):
    """That a person is to annotate an article, blind or on the record."""

    article = WorkspaceForeignKey("claims.Article", related_name="assignments", db_index=False)
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    annotation_set = WorkspaceForeignKey("claims.AnnotationSet", related_name="assignments", db_index=False)
    state = WordField(AssignmentState, default=AssignmentState.OPEN)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "article", "annotator"],
                condition=Q(state="open"),
                name="a_person_has_an_article_assigned_once",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "annotator", "state"], name="assignment_by_person")]  # "mine"

    def __str__(self) -> str:
        return f"{self.article}"


class Job(TenantModel):
    """Work that goes on in the background, with its progress."""

    kind = models.CharField(max_length=50)
    state = WordField(JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["workspace", "state"], name="job_by_state")]  # what runs now

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

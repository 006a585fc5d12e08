"""What claims in several articles assert alike, who judged so, and what propositions and articles depend on."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Greatest, Least

from claims.models.fields import GinIndex, WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import DependenceKind, ProposalState, PropositionRelationKind, Verdict


class Proposition(TenantModel):
    """A statement that several claims make alike."""

    text = models.CharField(max_length=1000)
    note = models.TextField(blank=True, default="")
    merged_into = WorkspaceForeignKey(
        "claims.Proposition", null=True, blank=True, related_name="merged", db_index=False
    )
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="a_proposition_has_a_text"),
        ]
        indexes = [
            # Finding it by its words; a thousand characters do not fit into an index row, their digest does.
            models.Index("workspace", MD5("text"), name="proposition_by_text"),
        ]

    def __str__(self) -> str:
        return self.text


class PropositionRedirect(TenantModel):
    """One merge. Judgements keep the proposition they were made on, so taking a merge back survives later edits."""

    proposition = WorkspaceForeignKey(Proposition, related_name="redirects", db_index=False)
    into = WorkspaceForeignKey(Proposition, related_name="redirects_here", db_index=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "proposition"],
                condition=Q(undone_at__isnull=True),
                name="a_proposition_is_merged_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(proposition=F("into")), name="a_merge_leads_to_another_proposition"),
        ]
        indexes = [models.Index(fields=["workspace", "into"], name="propredirect_by_into")]  # what was merged into it

    def __str__(self) -> str:
        return f"{self.proposition} -> {self.into}"


class PropositionRelation(TenantModel):
    """`proposition` supports, contradicts, updates ... `target`."""

    proposition = WorkspaceForeignKey(Proposition, related_name="relations", db_index=False)
    target = WorkspaceForeignKey(Proposition, related_name="relations_to", db_index=False)
    kind = WordField(PropositionRelationKind)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(proposition=F("target")), name="a_proposition_has_no_relation_to_itself"
            ),
            models.UniqueConstraint(
                fields=["workspace", "proposition", "target", "kind"],
                condition=Q(ended_at__isnull=True),
                name="a_relation_of_propositions_is_stated_once",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "proposition"], name="proprelation_by_proposition"),  # its page
            models.Index(fields=["workspace", "target"], name="proprelation_by_target"),  # its page, the other way
        ]

    def __str__(self) -> str:
        return f"{self.proposition} {self.kind} {self.target}"


class Judgement(TenantModel):
    """One analyst's verdict whether a claim makes a proposition. Negatives are kept; a newer one replaces in effect."""

    claim = WorkspaceForeignKey("claims.Claim", related_name="judgements", db_index=False)
    proposition = WorkspaceForeignKey(Proposition, related_name="judgements", db_index=False)
    analyst = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = WordField(Verdict)
    made_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "claim", "proposition", "analyst"],
                condition=Q(superseded_at__isnull=True),
                name="an_analyst_has_one_verdict_on_a_claim_and_a_proposition",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "proposition"], name="judgement_by_proposition"),  # its claims
        ]

    def __str__(self) -> str:
        return f"{self.verdict}"


class Dependence(TenantModel):
    """That two articles or two sources are not independent (or are); proposed by the program, decided by a person."""

    article = WorkspaceForeignKey("claims.Article", null=True, blank=True, related_name="+", db_index=False)
    on_article = WorkspaceForeignKey("claims.Article", null=True, blank=True, related_name="+", db_index=False)
    source = WorkspaceForeignKey("claims.Source", null=True, blank=True, related_name="+", db_index=False)
    on_source = WorkspaceForeignKey("claims.Source", null=True, blank=True, related_name="+", db_index=False)
    kind = WordField(DependenceKind)
    state = WordField(ProposalState, default=ProposalState.PENDING)
    why = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    article__isnull=False, on_article__isnull=False, source__isnull=True, on_source__isnull=True
                )
                | Q(article__isnull=True, on_article__isnull=True, source__isnull=False, on_source__isnull=False),
                name="a_dependence_is_between_two_articles_or_two_sources",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("on_article")) & ~Q(source=F("on_source")),
                name="nothing_depends_on_itself",
            ),
            models.UniqueConstraint(
                "workspace",
                Least("article", "on_article"),
                Greatest("article", "on_article"),
                name="two_articles_are_compared_once",
            ),
            models.UniqueConstraint(
                "workspace",
                Least("source", "on_source"),
                Greatest("source", "on_source"),
                name="two_sources_are_compared_once",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "id"], name="dependence_by_state"),  # what waits for a person
            models.Index(fields=["workspace", "article"], name="dependence_by_article"),  # lineage of a proposition
            models.Index(fields=["workspace", "source"], name="dependence_by_source"),  # lineage of a proposition
        ]

    def __str__(self) -> str:
        return f"{self.kind}"


class TextSignature(TenantModel):
    """What of an article's text is kept to find copies of it; made again where the text or the way to make it changed.

    A band is a hash of the workspace and of some of the smallest hashes of the text's word shingles: two texts that
    share many shingles share a band.
    """

    article = WorkspaceForeignKey("claims.Article", related_name="+", db_index=False)
    version = WorkspaceForeignKey("claims.ArticleVersion", related_name="+", db_index=False)
    method = models.PositiveSmallIntegerField()
    bands = ArrayField(models.BigIntegerField())

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "article"], name="an_article_has_one_signature"),
        ]
        indexes = [GinIndex(fields=["bands"], name="signature_by_band")]  # articles that may be copies

    def __str__(self) -> str:
        return f"signature of {self.article_id}"

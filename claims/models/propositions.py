"""What claims in several articles assert alike, who judged so, and what propositions and articles depend on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from claims.models.fields import WordField, WorkspaceForeignKey
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
        ]
        indexes = [
            models.Index(fields=["workspace", "article"], name="dependence_by_article"),  # lineage of a proposition
            models.Index(fields=["workspace", "source"], name="dependence_by_source"),  # lineage of a proposition
        ]

    def __str__(self) -> str:
        return f"{self.kind}"

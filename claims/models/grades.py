"""The two Admiralty axes, kept apart: reliability of a source, credibility of an information. Append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.fields import WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import Credibility, Reliability


class ReliabilityGrade(TenantModel):
    """A person's grade of a source; the latest is in effect."""

    source = WorkspaceForeignKey("claims.Source", related_name="reliability_grades", db_index=False)
    grade = WordField(Reliability)
    rationale = models.TextField()
    graded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    graded_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(rationale=""), name="a_reliability_grade_has_a_rationale"),
        ]
        indexes = [
            models.Index(fields=["workspace", "source", "-graded_at"], name="reliability_latest")
        ]  # CSV, dossier

    def __str__(self) -> str:
        return f"{self.grade}"


class CredibilityGrade(TenantModel):
    """A person's grade of a proposition or of one claim; the latest is in effect, a claim's own goes first."""

    proposition = WorkspaceForeignKey(
        "claims.Proposition", null=True, blank=True, related_name="credibility_grades", db_index=False
    )
    claim = WorkspaceForeignKey(
        "claims.Claim", null=True, blank=True, related_name="credibility_grades", db_index=False
    )
    grade = WordField(Credibility)
    rationale = models.TextField()
    graded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    graded_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(rationale=""), name="a_credibility_grade_has_a_rationale"),
            models.CheckConstraint(
                condition=Q(proposition__isnull=False, claim__isnull=True)
                | Q(proposition__isnull=True, claim__isnull=False),
                name="a_credibility_grade_is_of_a_proposition_or_of_a_claim",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "claim", "-graded_at"], name="credibility_of_claim"),  # CSV
            models.Index(fields=["workspace", "proposition", "-graded_at"], name="credibility_of_proposition"),  # CSV
        ]

    def __str__(self) -> str:
        return f"{self.grade}"

"""Rows, constraints and querysets; no workflow."""

from claims.models.articles import AnnotationSet, Article, ArticleVersion
from claims.models.audit import AuditEvent, AuditPayload, AuditSeal, AuditUnsealed
from claims.models.claims import Anchor, Attribution, Chain, Claim, ClaimLabel
from claims.models.grades import CredibilityGrade, ReliabilityGrade
from claims.models.labels import Label
from claims.models.preferences import Preferences
from claims.models.propositions import (
    Dependence,
    Judgement,
    Proposition,
    PropositionRedirect,
    PropositionRelation,
    TextSignature,
)
from claims.models.requests import IdempotencyKey
from claims.models.sources import (
    Source,
    SourceAlias,
    SourceIdentifier,
    SourceLikeness,
    SourceRedirect,
    SourceRelation,
)
from claims.models.work import Assignment, Comment, FittedSuggester, Job, Suggestion, TextReading
from claims.models.workspaces import ApiToken, Membership, Workspace

__all__ = [
    "Anchor", "AnnotationSet", "ApiToken", "Article", "ArticleVersion", "Assignment", "Attribution", "AuditEvent",
    "AuditPayload", "AuditSeal", "AuditUnsealed", "Chain", "Claim", "ClaimLabel", "Comment", "CredibilityGrade",
    "Dependence", "FittedSuggester", "IdempotencyKey", "Job", "Judgement", "Label", "Membership", "Preferences",
    "Proposition", "PropositionRedirect", "PropositionRelation", "ReliabilityGrade", "Source", "SourceAlias",
    "SourceIdentifier", "SourceLikeness", "SourceRedirect", "SourceRelation", "Suggestion", "TextReading",
    "TextSignature", "Workspace",
]  # fmt: skip

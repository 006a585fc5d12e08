"""Grades of the Admiralty scale, given by a person with a reason; a new one is added, no old one ever changed."""

from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import BadRecord
from claims.models import Claim, CredibilityGrade, Proposition, ReliabilityGrade, Source
from claims.services import audit, limits
from claims.vocabulary import Credibility, Reliability

LONGEST_RATIONALE = 5_000
Row = TypeVar("Row", ReliabilityGrade, CredibilityGrade)


@transaction.atomic
def grade_reliability(source: Source, grade: Reliability, rationale: str, *, by: AbstractBaseUser) -> ReliabilityGrade:
    """Grades a source; of one that was merged the grade is of the source it counts as. Raises BadRecord."""
    row = ReliabilityGrade(
        workspace=source.workspace,
        source_id=source.merged_into_id or source.pk,
        grade=grade,
        rationale=_checked(rationale),
        graded_by_id=by.pk,
    )
    return _kept(row, "source.grade", source, by=by)


@transaction.atomic
def grade_credibility(
    subject: Proposition | Claim, grade: Credibility, rationale: str, *, by: AbstractBaseUser
) -> CredibilityGrade:
    """Grades a statement, or one claim, whose own grade then goes first. Raises BadRecord."""
    is_claim = isinstance(subject, Claim)
    row = CredibilityGrade(
        workspace=subject.workspace,
        claim_id=subject.pk if is_claim else None,
        proposition_id=None if isinstance(subject, Claim) else subject.merged_into_id or subject.pk,
        grade=grade,
        rationale=_checked(rationale),
        graded_by_id=by.pk,
    )
    return _kept(row, "claim.grade" if is_claim else "proposition.grade", subject, by=by)


def state(row: ReliabilityGrade | CredibilityGrade) -> dict[str, Any]:
    """A grade as the audit keeps it."""
    return {"id": str(row.pk), "grade": str(row.grade), "rationale": row.rationale}


def _checked(rationale: str) -> str:
    rationale = rationale.strip()
    if not rationale:
        raise BadRecord("A grade needs its reason: say in a sentence what it rests on.", field="rationale")
    limits.check_prose(rationale, field="rationale", most=LONGEST_RATIONALE)
    return rationale


def _kept(row: Row, action: str, subject: Source | Proposition | Claim, *, by: AbstractBaseUser) -> Row:
    row.save(force_insert=True)
    article = subject.article_id if isinstance(subject, Claim) else None
    audit.record(row.workspace, action, subject, by=by, after=state(row), article_id=article)
    return row

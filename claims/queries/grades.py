"""Reads of grades: each with its words, the latest of a thing, and on how many lines a credibility stands."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.errors import BadFilter
from claims.models import Claim, CredibilityGrade, Judgement, Proposition, ReliabilityGrade, Source, Workspace
from claims.queries import lineages
from claims.queries.access import Access
from claims.queries.filter_values import uuid_of
from claims.queries.pages import Together
from claims.queries.sets import only_visible
from claims.queries.times import printed
from claims.vocabulary import Credibility, Verdict

RELIABILITY, CREDIBILITY = "reliability", "credibility"
KINDS = (RELIABILITY, CREDIBILITY)
SUBJECTS = ("source", "proposition", "claim")
LEAST_LINES = 2
"""What is confirmed by other sources rests on two lines at least."""
Grade = ReliabilityGrade | CredibilityGrade


class GradeDocument(TypedDict):
    id: str
    kind: str
    source: str | None
    proposition: str | None
    claim: str | None
    grade: str
    in_words: str
    rationale: str
    graded_by: str | None
    graded_at: str


def of_source(source: Source) -> QuerySet[ReliabilityGrade]:
    """The grades of a source and of those merged into it, the latest first."""
    standing = source.merged_into_id or source.pk
    rows = ReliabilityGrade.objects.filter(
        Q(source=standing) | Q(source__merged_into=standing), workspace_id=source.workspace_id
    )
    return rows.select_related("graded_by").order_by("-graded_at", "-pk")


def of_subject(subject: Proposition | Claim) -> QuerySet[CredibilityGrade]:
    """The grades given to this statement or claim itself, the latest first."""
    column = "claim" if isinstance(subject, Claim) else "proposition"
    rows = CredibilityGrade.objects.filter(**{column: subject.pk}, workspace_id=subject.workspace_id)
    return rows.select_related("graded_by").order_by("-graded_at", "-pk")


def of_merged(subject: Proposition) -> QuerySet[CredibilityGrade]:
    """The grades given to statements that count as this one now, the latest first; they stay those of their own."""
    rows = CredibilityGrade.objects.filter(workspace_id=subject.workspace_id, proposition__merged_into=subject.pk)
    return rows.select_related("graded_by", "proposition").order_by("-graded_at", "-pk")


def asked(access: Access, given: Mapping[str, Sequence[str]]) -> Together:
    """Grades of both axes, narrowed by `kind`, `source`, `proposition` and `claim`. Raises BadFilter.

    Those of what was merged into a source or a statement are listed with it; each says what it was given to.
    Of claims those that one may see: blind work is its annotator's alone.
    """
    kinds = [kind for kind in given.get("kind", []) if kind]
    for kind in kinds:
        if kind not in KINDS:
            raise BadFilter(f"“{kind[:40]}” is no kind of grade; use one of: {', '.join(KINDS)}.", field="kind")
    subjects = {name: [uuid_of(name, value) for value in given.get(name, [])] for name in SUBJECTS}
    seen = only_visible(access, Claim.objects.filter(workspace=access.workspace, pk=OuterRef("claim")))
    reliability: QuerySet[Any] = ReliabilityGrade.objects.filter(workspace=access.workspace)
    credibility: QuerySet[Any] = CredibilityGrade.objects.filter(
        Q(claim__isnull=True) | Q(Exists(seen)), workspace=access.workspace
    )
    if (kinds and RELIABILITY not in kinds) or subjects["proposition"] or subjects["claim"]:
        reliability = reliability.none()
    if (kinds and CREDIBILITY not in kinds) or subjects["source"]:
        credibility = credibility.none()
    if sources := subjects["source"]:
        reliability = reliability.filter(Q(source__in=sources) | Q(source__merged_into__in=sources))
    if statements := subjects["proposition"]:
        merged = Q(proposition__merged_into__in=statements)
        credibility = credibility.filter(Q(proposition__in=statements) | merged)
    if claims := subjects["claim"]:
        credibility = credibility.filter(claim__in=claims)
    return Together((reliability, credibility))


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[GradeDocument]:
    """The documents of these grades, of either axis, in the order of the ids. Two queries."""
    wanted = {"workspace": workspace, "pk__in": ids}
    rows: dict[UUID, Grade] = {
        **ReliabilityGrade.objects.filter(**wanted).select_related("graded_by").in_bulk(),
        **CredibilityGrade.objects.filter(**wanted).select_related("graded_by").in_bulk(),
    }
    return [document(rows[key]) for key in ids]


def document(row: Grade) -> GradeDocument:
    source = row.source_id if isinstance(row, ReliabilityGrade) else None
    proposition, claim = (None, None) if isinstance(row, ReliabilityGrade) else (row.proposition_id, row.claim_id)
    return {
        "id": str(row.pk),
        "kind": RELIABILITY if isinstance(row, ReliabilityGrade) else CREDIBILITY,
        "source": str(source) if source else None,
        "proposition": str(proposition) if proposition else None,
        "claim": str(claim) if claim else None,
        "grade": str(row.grade),
        "in_words": row.grade.on_screen,
        "rationale": row.rationale,
        "graded_by": row.graded_by.get_username() if row.graded_by else None,
        "graded_at": printed(row.graded_at),
    }


def lower_bound(workspace: Workspace, subject: Proposition | Claim) -> int:
    """On how many independent lines it surely stands; a claim that is in no statement stands on none that is known."""
    proposition = subject if isinstance(subject, Proposition) else _statement_of(workspace, subject)
    return len(lineages.trace_of(workspace, proposition).surely) if proposition else 0


def warning(grade: str, lower: int) -> str:
    """What is to be said of a credibility that more lines should bear; empty where there is nothing to say."""
    if grade != Credibility.CONFIRMED or lower >= LEAST_LINES:
        return ""
    known = "no independent line is known" if lower == 0 else "only one independent line surely counts"
    return f"1 means that other sources say so too, but {known}: independence is not established."


def _statement_of(workspace: Workspace, claim: Claim) -> Proposition | None:
    """Of the latest standing judgement that says “same”."""
    rows = Judgement.objects.filter(
        workspace=workspace, claim=claim, verdict=Verdict.SAME, superseded_at__isnull=True
    ).select_related("proposition")
    latest = rows.order_by("-made_at", "-pk").first()
    return latest.proposition if latest else None

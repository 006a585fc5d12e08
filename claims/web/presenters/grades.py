"""Grades as a page shows them: the one in effect, those before it, and the form for the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse

from claims.models import Claim, CredibilityGrade, Proposition, ReliabilityGrade, Source
from claims.queries import grades
from claims.vocabulary import Credibility, Reliability, Word
from claims.web.forms.grades import CredibilityForm, ReliabilityForm

Subject = Source | Proposition | Claim
PAGES = {Source: "source-grade", Proposition: "statement-grade", Claim: "claim-grade"}


@dataclass(frozen=True, slots=True)
class Panel:
    """`latest` is in effect. `steps` are all grades of the scale, to show where it stands.

    `merged` are the grades of statements that were merged into this one: shown, and in effect for none but those.
    """

    axis: str
    latest: ReliabilityGrade | CredibilityGrade | None
    earlier: Sequence[ReliabilityGrade | CredibilityGrade]
    steps: Sequence[Word]
    unjudged: Word
    warning: str
    action: str
    form: Form
    merged: Sequence[CredibilityGrade] = ()


def panel(subject: Subject, slug: str, *, lower: int | None = None, form: Form | None = None) -> Panel:
    """`lower` is on how many lines a statement or claim surely stands; asked for here where a warning depends on it.

    One query, two for a statement; those of a lineage where the latest grade is a 1 and `lower` is not given.
    """
    action = reverse(PAGES[type(subject)], args=[slug, subject.pk])
    if isinstance(subject, Source):
        found = list(grades.of_source(subject))
        return Panel(
            "Reliability", found[0] if found else None, found[1:], tuple(Reliability), Reliability.F, "", action,
            form or ReliabilityForm(),
        )  # fmt: skip
    given = list(grades.of_subject(subject))
    latest = given[0] if given else None
    return Panel(
        "Credibility", latest, given[1:], tuple(Credibility), Credibility.CANNOT_BE_JUDGED,
        _warning(subject, latest, lower), action, form or CredibilityForm(),
        tuple(grades.of_merged(subject)) if isinstance(subject, Proposition) else (),
    )  # fmt: skip


def _warning(subject: Proposition | Claim, latest: CredibilityGrade | None, lower: int | None) -> str:
    if latest is None or latest.grade != Credibility.CONFIRMED:
        return ""
    return grades.warning(latest.grade, grades.lower_bound(subject.workspace, subject) if lower is None else lower)

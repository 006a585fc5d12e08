"""Grades on both axes beside each other: where they agree as the scale expects, and where a look is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from claims.models import Workspace
from claims.queries.export_tables import CHAINS, CREDIBILITY, PROPOSITION, RELIABILITY
from claims.vocabulary import Credibility, Reliability

MOST_SHOWN = 100
DIAGONAL = tuple(zip("ABCDE", "12345", strict=True))
"""A with 1 to E with 5; F and 6 mean that it cannot be judged, and stand on no diagonal."""

# The same grades as claims.csv prints: of the origin of the first chain, and of the claim, else of its statement.
GRADED = f"""
SELECT c.id, reliability.grade, credibility.grade FROM claims_claim c
JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id AND a.withdrawn_at IS NULL
JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
CROSS JOIN LATERAL ({CHAINS}) chains
JOIN claims_source origin ON origin.workspace_id = c.workspace_id AND origin.id = chains.origin_id
CROSS JOIN LATERAL ({RELIABILITY}) reliability
LEFT JOIN LATERAL ({PROPOSITION}) proposition ON true
CROSS JOIN LATERAL (
 SELECT coalesce(({CREDIBILITY.format("claim_id = c.id")}),
  ({CREDIBILITY.format("proposition_id = proposition.id")})) AS grade
) credibility
WHERE c.workspace_id = %s AND c.withdrawn_at IS NULL AND credibility.grade IS NOT NULL
 AND (c.id IN (SELECT claim_id FROM claims_credibilitygrade WHERE workspace_id = %s)
  OR c.id IN (SELECT j.claim_id FROM claims_judgement j
   JOIN claims_proposition p ON p.workspace_id = j.workspace_id AND p.id = j.proposition_id
   JOIN claims_credibilitygrade g ON g.workspace_id = p.workspace_id
    AND g.proposition_id = coalesce(p.merged_into_id, p.id)
   WHERE j.workspace_id = %s AND j.verdict = 'same' AND j.superseded_at IS NULL))
"""


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Claims by both grades in effect. `share` is of those on the diagonal among those without F and 6."""

    counts: Mapping[tuple[Reliability, Credibility], int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """Those with a grade that says something on both axes."""
        return sum(
            count
            for (reliability, credibility), count in self.counts.items()
            if reliability is not Reliability.F and credibility is not Credibility.CANNOT_BE_JUDGED
        )

    @property
    def on_diagonal(self) -> int:
        return sum(count for pair, count in self.counts.items() if pair in DIAGONAL)

    @property
    def share(self) -> float | None:
        return self.on_diagonal / self.judged if self.judged else None


def diagnostics(workspace: Workspace) -> Diagnostics:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT reliability, credibility, count(*) FROM ({GRADED}) graded (id, reliability, credibility)"
            " GROUP BY 1, 2",
            [workspace.pk] * 3,
        )
        return Diagnostics(
            {
                (Reliability(reliability), Credibility(credibility)): count
                for reliability, credibility, count in cursor.fetchall()
            }
        )


def claims_graded(workspace: Workspace, reliability: Reliability, credibility: Credibility) -> Sequence[UUID]:
    """The newest claims with these grades, at most MOST_SHOWN. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({GRADED}) graded (id, reliability, credibility)"
            " WHERE reliability = %s AND credibility = %s ORDER BY id DESC LIMIT %s",
            [*[workspace.pk] * 3, reliability.value, credibility.value, MOST_SHOWN],
        )
        return [key for (key,) in cursor.fetchall()]

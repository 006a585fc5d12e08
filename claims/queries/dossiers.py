"""What the record says of one source over time: its months, its neighbours, its grades, what was contradicted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from claims.models import ReliabilityGrade, Source

MOST = 12

MEMBERS = """members AS (SELECT id FROM claims_source
 WHERE workspace_id = %(workspace)s AND (id = %(source)s OR merged_into_id = %(source)s))"""
# Claims of the record that stand, in whose chains the source is; `first` where it says so first in one of them.
SPOKEN = f"""{MEMBERS}, spoken AS (
 SELECT c.id, c.article_id, c.polarity, a.published_earliest, a.published_latest, a.publisher_id,
  bool_or(h.is_origin) AS first, bool_or(h.is_origin AND h.stance = 'asserts') AS asserted
 FROM claims_attribution h
 JOIN claims_claim c ON c.workspace_id = h.workspace_id AND c.id = h.claim_id AND c.withdrawn_at IS NULL
 JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id AND a.withdrawn_at IS NULL
 JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
 WHERE h.workspace_id = %(workspace)s AND h.source_id IN (SELECT id FROM members)
 GROUP BY c.workspace_id, c.id, a.workspace_id, a.id)"""

MONTHS = f"""WITH {SPOKEN}
SELECT to_char(published_earliest AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*) FILTER (WHERE first),
 count(*) FILTER (WHERE NOT first)
FROM spoken GROUP BY 1 ORDER BY 1 NULLS LAST"""

# Other sources in the chains of the same claims: who stands nearer the publisher, and who says so first.
AROUND = f"""WITH {SPOKEN}
SELECT other.id, other.name, count(DISTINCT spoken.id)
FROM spoken
JOIN claims_attribution h ON h.workspace_id = %(workspace)s AND h.claim_id = spoken.id
JOIN claims_source made ON made.workspace_id = h.workspace_id AND made.id = h.source_id
JOIN claims_source other ON other.workspace_id = h.workspace_id AND other.id = coalesce(made.merged_into_id, made.id)
WHERE other.id <> %(source)s AND {{condition}}
GROUP BY other.id, other.name ORDER BY 3 DESC, 2, 1 LIMIT {MOST}"""
RELAYED_BY = AROUND.format(condition="spoken.first")
RELAYS = AROUND.format(
    condition="""h.is_origin AND EXISTS (SELECT FROM claims_attribution own
 WHERE own.workspace_id = h.workspace_id AND own.claim_id = spoken.id AND own.source_id IN (SELECT id FROM members))"""
)

# Contradicted: a later article has a claim of the same statement that denies it, or a statement that contradicts,
# corrects or retracts this one was made there.
CONTRADICTED = f"""WITH {SPOKEN}, said AS (
 SELECT spoken.*, j.proposition_id FROM spoken
 JOIN claims_judgement j ON j.workspace_id = %(workspace)s AND j.claim_id = spoken.id AND j.verdict = 'same'
  AND j.superseded_at IS NULL
 WHERE spoken.asserted
), compared AS (
 SELECT said.*, said.proposition_id AS with_id, NULL AS kind FROM said
 UNION ALL
 SELECT said.*, r.proposition_id, r.kind FROM said JOIN claims_propositionrelation r ON r.workspace_id = %(workspace)s
  AND r.target_id = said.proposition_id AND r.ended_at IS NULL AND r.kind IN ('contradicts', 'corrects', 'retracts')
), against AS (
 SELECT DISTINCT ON (said.id) said.id AS claim, other.id AS by_claim, later.published_printed AS at, said.kind
 FROM compared said
 JOIN claims_judgement oj ON oj.workspace_id = %(workspace)s AND oj.proposition_id = said.with_id
  AND oj.verdict = 'same' AND oj.superseded_at IS NULL
 JOIN claims_claim other ON other.workspace_id = oj.workspace_id AND other.id = oj.claim_id
  AND other.withdrawn_at IS NULL AND other.id <> said.id
 JOIN claims_article later ON later.workspace_id = other.workspace_id AND later.id = other.article_id
  AND later.withdrawn_at IS NULL AND later.published_earliest > said.published_latest
 JOIN claims_annotationset n ON n.workspace_id = other.workspace_id AND n.id = other.annotation_set_id
  AND n.kind = 'record'
 WHERE said.kind IS NOT NULL OR other.polarity <> said.polarity
  OR EXISTS (SELECT FROM claims_attribution d WHERE d.workspace_id = other.workspace_id AND d.claim_id = other.id
   AND d.stance IN ('denies', 'retracts'))
 ORDER BY said.id, later.published_earliest, other.id
)
SELECT (SELECT count(DISTINCT id) FROM said), against.claim, c.quote, against.by_claim, o.quote, against.at,
 against.kind
FROM (SELECT 1) one LEFT JOIN against ON true
LEFT JOIN claims_claim c ON c.workspace_id = %(workspace)s AND c.id = against.claim
LEFT JOIN claims_claim o ON o.workspace_id = %(workspace)s AND o.id = against.by_claim
ORDER BY against.claim"""


@dataclass(frozen=True, slots=True)
class Month:
    """Claims in articles of one month, `2021-08`; None for articles without a date."""

    month: str | None
    first_said: int
    relayed: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another source, and in how many claims it stands with this one."""

    id: UUID
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that it said first, and the first later claim against it; `kind` of the statements' relation, if any."""

    claim: UUID
    quote: str
    by_claim: UUID
    by_quote: str
    at: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Grade:
    at: datetime
    grade: str
    rationale: str
    by: str
    of: str
    """The source that was graded: this one, or one that was merged into it."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """`in_statements` counts what it said first and what people put into a statement: all that can be contradicted."""

    months: list[Month]
    relayed_by: list[Other]
    relays: list[Other]
    grades: list[Grade]
    in_statements: int
    contradictions: list[Contradiction]


def dossier_of(source: Source) -> Dossier:
    """Five queries."""
    asked = {"workspace": source.workspace_id, "source": source.pk}
    told = _rows(CONTRADICTED, asked)
    return Dossier(
        months=[Month(*row) for row in _rows(MONTHS, asked)],
        relayed_by=[Other(*row) for row in _rows(RELAYED_BY, asked)],
        relays=[Other(*row) for row in _rows(RELAYS, asked)],
        grades=_grades(source),
        in_statements=told[0][0] if told else 0,
        contradictions=[Contradiction(*row[1:]) for row in told if row[1]],
    )


def _rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _grades(source: Source) -> list[Grade]:
    """The oldest first."""
    rows = ReliabilityGrade.objects.filter(
        Q(source=source) | Q(source__merged_into=source), workspace_id=source.workspace_id
    )
    rows = rows.select_related("graded_by", "source").order_by("graded_at", "pk")
    return [
        Grade(
            row.graded_at,
            str(row.grade),
            row.rationale,
            row.graded_by.get_username() if row.graded_by else "",
            row.source.name,
        )
        for row in rows
    ]

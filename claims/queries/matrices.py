"""The corroboration matrix: what each source family does with each statement, counted in one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from claims.errors import BadFilter
from claims.models import Judgement, Proposition, Source, Workspace
from claims.queries.export_families import RELATED
from claims.queries.filter_values import uuid_of
from claims.queries.sources import ids_by_name_or_id
from claims.queries.verdicts import DISPUTED, JUDGED, STANDS
from claims.vocabulary import Verdict

MOST_ROWS = 50
MOST_COLUMNS = 30

# Who has it from somebody that the text does not name relays it. In a chain that turns the statement down only those
# who do so themselves count: who passes a denial on relays no statement. A claim of the opposite is a denial by who
# says it first.
_LETTERED = f"""
WITH judged (proposition_id, claim_id, is_disputed, polarity, at) AS MATERIALIZED (
 SELECT judged.proposition_id, judged.claim_id, {DISPUTED}, c.polarity, a.published_earliest
 {JUDGED} {STANDS}
),
turns AS MATERIALIZED (
 SELECT coalesce(array_agg(at ORDER BY at), ARRAY[]::timestamptz[]) AS list FROM (
  SELECT since_earliest AS at FROM claims_sourcerelation WHERE workspace_id = %(workspace)s
  UNION SELECT until_latest + interval '1 microsecond' FROM claims_sourcerelation WHERE workspace_id = %(workspace)s
 ) turn WHERE at IS NOT NULL
),
hops AS MATERIALIZED (
 SELECT judged.*, coalesce(width_bucket(judged.at, turns.list), -1) AS period, h.chain_id, h.stance,
  h.is_origin AND beyond.id IS NULL AS is_origin,
  coalesce(made.merged_into_id, made.id) AS source_id
 FROM judged CROSS JOIN turns
 JOIN claims_attribution h ON h.workspace_id = %(workspace)s AND h.claim_id = judged.claim_id
 LEFT JOIN claims_source made ON made.workspace_id = h.workspace_id AND made.id = h.source_id
 LEFT JOIN claims_chain beyond ON beyond.workspace_id = h.workspace_id AND beyond.id = h.chain_id
  AND beyond.lineage = 'unknown_beyond'
),
families AS MATERIALIZED (
 SELECT source_id, period, claims_family(%(workspace)s, source_id, min(at)) AS family_id
 FROM hops WHERE source_id IN {RELATED.format(workspace="%(workspace)s")} GROUP BY 1, 2
),
turned AS (
 SELECT DISTINCT chain_id FROM hops WHERE stance IN ('denies', 'retracts', 'declines_to_confirm')
),
lettered AS MATERIALIZED (
 SELECT h.proposition_id, h.claim_id, h.is_disputed, coalesce(f.family_id, h.source_id) AS family_id,
  CASE
   WHEN h.polarity = 'negated' THEN CASE WHEN h.is_origin AND turned.chain_id IS NULL THEN 'N' END
   WHEN h.stance IN ('denies', 'retracts') THEN 'N'
   WHEN turned.chain_id IS NOT NULL THEN NULL
   WHEN h.stance = 'distances' THEN 'D'
   WHEN h.is_origin THEN 'O'
   ELSE 'R'
  END AS letter
 FROM hops h
 JOIN claims_source s ON s.workspace_id = %(workspace)s AND s.id = h.source_id
 LEFT JOIN families f ON f.source_id = h.source_id AND f.period = h.period
 LEFT JOIN turned ON turned.chain_id = h.chain_id
 WHERE s.identifiability = 'named' OR f.family_id <> h.source_id
)
"""
_CELLS = f"""
, columns AS (
 SELECT family_id, count(*) AS attributions FROM lettered
 WHERE letter IS NOT NULL AND (%(families)s::uuid[] IS NULL OR family_id = ANY(%(families)s::uuid[]))
 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_COLUMNS}
)
SELECT l.proposition_id, l.family_id, string_agg(DISTINCT l.letter, ''), count(DISTINCT l.claim_id),
 bool_and(l.is_disputed), columns.attributions
FROM lettered l JOIN columns ON columns.family_id = l.family_id
WHERE l.letter IS NOT NULL GROUP BY 1, 2, columns.attributions ORDER BY columns.attributions DESC, 2, 1
"""
# By the column itself, whose statistics tell the planner how many rows to expect of which statement.
WANTED = "j.proposition_id = ANY(%(judged)s::uuid[])"
# psycopg takes positions or names, and the fragment has positions.
LETTERED = _LETTERED.format(wanted=WANTED).replace("= %s", "= %(workspace)s")
"""The beginning of a statement that has `lettered`: a row for each step that a family of these propositions takes."""
CELLS = LETTERED + _CELLS


class Letter(StrEnum):
    """What a family does with a statement, in the order in which a cell names them."""

    ORIGIN = "O"
    RELAYS = "R"
    DISTANCES = "D"
    DENIES = "N"


@dataclass(frozen=True, slots=True)
class Cell:
    """`claims` of the record in effect in which the family does so; disputed if analysts disagree on every one."""

    letters: tuple[Letter, ...]
    claims: int
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Named:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is not in `cells`, by statement and family, is silent."""

    rows: Sequence[Named]
    columns: Sequence[Named]
    cells: Mapping[tuple[UUID, UUID], Cell]


def matrix(workspace: Workspace, *, propositions: Sequence[str] = (), families: Sequence[str] = ()) -> Matrix:
    """The statements asked for, else those with most claims; the families asked for, else those with most steps.

    Raises BadFilter for what is not in the workspace and for more than fit. Three queries, one more for each family.
    """
    rows = _asked(workspace, propositions) if propositions else _most_said(workspace)
    columns = _families(workspace, families) if families else None
    keys = [row.id for row in rows]
    if not keys:
        return Matrix(rows, [], {})
    judged = Proposition.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys), workspace=workspace)
    with connection.cursor() as cursor:
        cursor.execute(
            CELLS,
            {"workspace": workspace.pk, "judged": list(judged.values_list("pk", flat=True)), "families": columns},
        )
        found = cursor.fetchall()
    names = dict(Source.objects.filter(workspace=workspace, pk__in={row[1] for row in found}).values_list("pk", "name"))
    cells = {
        (proposition, family): Cell(tuple(letter for letter in Letter if letter in letters), claims, disputed)
        for proposition, family, letters, claims, disputed, _ in found
    }
    shown = dict.fromkeys(row[1] for row in found)
    return Matrix(rows, [Named(key, names[key]) for key in shown], cells)


def _asked(workspace: Workspace, given: Sequence[str]) -> list[Named]:
    """In the order in which they were asked for; what was merged is what it counts as."""
    if len(given) > MOST_ROWS:
        raise BadFilter(
            f"A matrix has at most {MOST_ROWS} statements; you asked for {len(given)}.", field="proposition"
        )
    ids = [uuid_of("proposition", value) for value in given]
    found = Proposition.objects.filter(workspace=workspace, pk__in=ids).select_related("merged_into").in_bulk()
    for key in ids:
        if key not in found:
            raise BadFilter(f"There is no statement {key} in this workspace.", field="proposition")
    standing = [found[key].merged_into or found[key] for key in ids]
    return list({row.pk: Named(row.pk, row.text) for row in standing}.values())


def _most_said(workspace: Workspace) -> list[Named]:
    """By how many judgements say “same”: what is in effect is counted for those that are chosen."""
    rows = Judgement.objects.filter(workspace=workspace, verdict=Verdict.SAME, superseded_at__isnull=True)
    standing = rows.annotate(standing=Coalesce("proposition__merged_into", "proposition")).values("standing")
    most = standing.annotate(said=Count("pk")).order_by("-said", "standing")[:MOST_ROWS]
    keys = [row["standing"] for row in most]
    texts = dict(Proposition.objects.filter(workspace=workspace, pk__in=keys).values_list("pk", "text"))
    return [Named(key, texts[key]) for key in keys]


def _families(workspace: Workspace, given: Sequence[str]) -> list[UUID]:
    if len(given) > MOST_COLUMNS:
        raise BadFilter(f"A matrix has at most {MOST_COLUMNS} sources, not {len(given)}.", field="family")
    found: set[UUID] = set()
    for one in given:
        ids = ids_by_name_or_id(workspace, [one])
        if not ids:
            raise BadFilter(f"There is no source “{one[:100]}” in this workspace.", field="family")
        found |= ids
    return list(found)

"""What went wrong on the way, looked for in a whole workspace: candidates by SQL, proof by the lineage package."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import networkx as nx
from django.db import connection

from claims.lineage.counting import sort_out
from claims.lineage.cycles import find_loops
from claims.lineage.drift import find_inflations, find_losses
from claims.lineage.records import Assertion
from claims.models import Job, Proposition, Workspace
from claims.queries.evidence import evidence_of_each
from claims.queries.lineages import inflation_document, loop_document, loss_document
from claims.queries.verdicts import JUDGED, STANDS
from claims.vocabulary import JobState

SCAN = "scan"
"""The kind of job that keeps what was found."""
CLAIMS_AT_ONCE = 5_000
MOST_KEPT = 200
"""Of each kind, the newest; all are counted."""

# A loop needs hops whose source published, or was credited in, another article of the same statement.
CITED = f"""
WITH judged AS MATERIALIZED (
 SELECT judged.proposition_id, judged.claim_id, coalesce(pub.merged_into_id, pub.id) AS publisher_id,
  coalesce(wire.merged_into_id, wire.id) AS wire_id
 {JUDGED}
 LEFT JOIN claims_source pub ON pub.workspace_id = a.workspace_id AND pub.id = a.publisher_id
 LEFT JOIN claims_source wire ON wire.workspace_id = a.workspace_id AND wire.id = a.wire_credit_id
 {STANDS}
),
authors AS MATERIALIZED (
 SELECT proposition_id, publisher_id AS author_id FROM judged WHERE publisher_id IS NOT NULL
 UNION SELECT proposition_id, wire_id FROM judged WHERE wire_id IS NOT NULL
),
known AS MATERIALIZED (
 SELECT s.id, s.standing_id FROM (SELECT DISTINCT author_id FROM authors) author
 CROSS JOIN LATERAL (
  SELECT author.author_id AS id, author.author_id AS standing_id
  UNION ALL SELECT m.id, author.author_id FROM claims_source m
  WHERE m.workspace_id = %(workspace)s AND m.merged_into_id = author.author_id
 ) s
)
SELECT DISTINCT j.proposition_id, coalesce(j.publisher_id, j.wire_id), known.standing_id
FROM known
JOIN claims_attribution h ON h.workspace_id = %(workspace)s AND h.source_id = known.id
JOIN judged j ON j.claim_id = h.claim_id
JOIN authors ON authors.proposition_id = j.proposition_id AND authors.author_id = known.standing_id
WHERE known.standing_id IS DISTINCT FROM j.publisher_id AND known.standing_id IS DISTINCT FROM j.wire_id
 AND coalesce(j.publisher_id, j.wire_id) IS NOT NULL
""".replace("= %s", "= %(workspace)s")

# A source is lost where own words come after words of somebody; certainty grows where it was stated in two ways.
DRIFTING = f"""
SELECT judged.proposition_id, count(DISTINCT judged.claim_id)
{JUDGED}
JOIN claims_chain ch ON ch.workspace_id = c.workspace_id AND ch.claim_id = c.id
LEFT JOIN claims_attribution h ON h.workspace_id = ch.workspace_id AND h.chain_id = ch.id
{STANDS}
GROUP BY 1
HAVING max(a.published_earliest) FILTER (WHERE ch.lineage = 'none_given')
  > min(a.published_latest) FILTER (WHERE ch.lineage <> 'none_given')
 OR count(DISTINCT h.certainty) FILTER (WHERE h.certainty <> 'not_stated') > 1
ORDER BY 1
""".replace("= %s", "= %(workspace)s")
EVERYTHING = "true"


@dataclass(slots=True)
class Alerts:
    """Findings of one kind: how many there are, and the newest of them as documents."""

    count: int = 0
    newest: list[dict[str, Any]] = field(default_factory=list)

    def add(self, found: Iterable[dict[str, Any]]) -> None:
        for one in found:
            self.count += 1
            self.newest.append(one)
        self.newest.sort(key=lambda one: one["at"] or "", reverse=True)
        del self.newest[MOST_KEPT:]

    def document(self) -> dict[str, Any]:
        return {"count": self.count, "newest": self.newest}


def latest_scan(workspace: Workspace) -> Job | None:
    """The last scan that came to its end."""
    rows = Job.objects.filter(workspace=workspace, kind=SCAN, state=JobState.DONE).select_related("started_by")
    return rows.order_by("-pk").first()


def running_scan(workspace: Workspace) -> Job | None:
    """The scan that waits or runs, if one is newer than the last that ended."""
    newest = Job.objects.filter(workspace=workspace, kind=SCAN).order_by("-pk").first()
    return newest if newest and newest.state in (JobState.WAITING, JobState.RUNNING) else None


def looping(workspace: Workspace) -> list[UUID]:
    """Statements in which publishers reach each other by citations, whatever the dates. One query."""
    with connection.cursor() as cursor:
        cursor.execute(CITED.format(wanted=EVERYTHING), {"workspace": workspace.pk})
        edges = cursor.fetchall()
    graphs: dict[UUID, nx.DiGraph[UUID]] = defaultdict(nx.DiGraph)
    for proposition, citing, cited in edges:
        graphs[proposition].add_edge(citing, cited)
    return sorted(
        key for key, graph in graphs.items() if any(len(group) > 1 for group in nx.strongly_connected_components(graph))
    )


def loops(workspace: Workspace, candidates: Sequence[UUID] | None = None) -> Alerts:
    """Every loop of these statements, or of all."""
    found = Alerts()
    for keys in _chunks([(key, 25) for key in (looping(workspace) if candidates is None else candidates)]):
        texts = _texts(workspace, keys)
        for key, evidence in evidence_of_each(workspace, keys).items():
            supports, _ = sort_out(evidence)
            found.add(
                {
                    **texts[key],
                    "at": _latest([one.assertion for one in loop.citations]),
                    **loop_document(loop),
                }
                for loop in find_loops(supports)
            )
    return found


def drifting(workspace: Workspace) -> list[list[UUID]]:
    """Statements in which certainty may have grown or a source been lost, in portions to be read at once. One query."""
    with connection.cursor() as cursor:
        cursor.execute(DRIFTING.format(wanted=EVERYTHING), {"workspace": workspace.pk})
        return list(_chunks(cursor.fetchall()))


def drift(workspace: Workspace, portion: Sequence[UUID], *, firmer: Alerts, lost: Alerts) -> None:
    """Adds what is found in these statements."""
    texts = _texts(workspace, portion)
    for key, evidence in evidence_of_each(workspace, portion).items():
        supports, _ = sort_out(evidence)
        firmer.add(
            {**texts[key], "at": _latest([one.later]), **inflation_document(one)} for one in find_inflations(supports)
        )
        lost.add({**texts[key], "at": _latest([one.later]), **loss_document(one)} for one in find_losses(supports))


def _chunks(sized: Sequence[tuple[UUID, int]]) -> Iterator[list[UUID]]:
    chunk: list[UUID] = []
    claims = 0
    for key, size in sized:
        if chunk and claims + size > CLAIMS_AT_ONCE:
            yield chunk
            chunk, claims = [], 0
        chunk.append(key)
        claims += size
    if chunk:
        yield chunk


def _texts(workspace: Workspace, keys: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    rows = Proposition.objects.filter(workspace=workspace, pk__in=keys).values_list("pk", "text")
    return {key: {"proposition": str(key), "text": text} for key, text in rows}


def _latest(assertions: Iterable[Assertion]) -> str | None:
    """When the newest of the articles came out."""
    dates = [one.piece.published.latest for one in assertions if one.piece.published]
    return max(dates).isoformat() if dates else None

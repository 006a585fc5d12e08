"""The evidence of propositions as the lineage package takes it: rows in, records out; nothing is counted here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from claims.lineage.records import Assertion, Chain, Evidence, Hop, Party, Piece, Published
from claims.models import Source, Workspace
from claims.queries.families import Families, Family
from claims.queries.verdicts import InEffect, in_effect
from claims.vocabulary import (
    Certainty,
    Identifiability,
    Lineage,
    Polarity,
    SourceKind,
    Stance,
    Verification,
)

CLAIMS = """
SELECT c.id, c.quote, c.polarity, a.id, a.title, coalesce(pub.merged_into_id, pub.id),
 coalesce(wire.merged_into_id, wire.id), a.republishes_id, a.published_earliest, a.published_latest, a.published_printed
FROM unnest(%s::uuid[]) wanted (id)
JOIN claims_claim c ON c.workspace_id = %s AND c.id = wanted.id
JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id
LEFT JOIN claims_source pub ON pub.workspace_id = a.workspace_id AND pub.id = a.publisher_id
LEFT JOIN claims_source wire ON wire.workspace_id = a.workspace_id AND wire.id = a.wire_credit_id
"""
CHAINS = """
SELECT ch.claim_id, ch.id, ch.lineage, h.id, coalesce(s.merged_into_id, s.id), h.stance, h.certainty, h.verification,
 h.said_earliest, h.said_latest, h.said_printed, h.upstream_article_id
FROM unnest(%s::uuid[]) wanted (id)
JOIN claims_chain ch ON ch.workspace_id = %s AND ch.claim_id = wanted.id
LEFT JOIN claims_attribution h ON h.workspace_id = ch.workspace_id AND h.chain_id = ch.id
LEFT JOIN claims_source s ON s.workspace_id = h.workspace_id AND s.id = h.source_id
ORDER BY ch.claim_id, ch.number, h.position
"""
DEPENDENCES = """
SELECT d.article_id, d.on_article_id, coalesce(s.merged_into_id, s.id), coalesce(o.merged_into_id, o.id)
FROM claims_dependence d
LEFT JOIN claims_source s ON s.workspace_id = d.workspace_id AND s.id = d.source_id
LEFT JOIN claims_source o ON o.workspace_id = d.workspace_id AND o.id = d.on_source_id
WHERE d.workspace_id = %s AND d.state = 'accepted' AND d.kind <> 'independent'
 AND (d.article_id = ANY(%s::uuid[]) OR d.on_article_id = ANY(%s::uuid[])
  OR coalesce(s.merged_into_id, s.id) = ANY(%s::uuid[]) OR coalesce(o.merged_into_id, o.id) = ANY(%s::uuid[]))
"""
POSSIBLY_SAME = """
SELECT coalesce(s.merged_into_id, s.id), coalesce(t.merged_into_id, t.id)
FROM claims_sourcerelation r
JOIN claims_source s ON s.workspace_id = r.workspace_id AND s.id = r.source_id
JOIN claims_source t ON t.workspace_id = r.workspace_id AND t.id = r.target_id
WHERE r.workspace_id = %s AND r.kind = 'possibly_same_as' AND r.ended_at IS NULL
 AND (coalesce(s.merged_into_id, s.id) = ANY(%s::uuid[]) OR coalesce(t.merged_into_id, t.id) = ANY(%s::uuid[]))
"""


@dataclass(frozen=True, slots=True)
class _Rows:
    claims: list[tuple[Any, ...]]
    chains: list[tuple[Any, ...]]

    def speakers(self) -> Iterable[tuple[UUID, datetime | None]]:
        """Every source with the date of each article in which it is named or stands for it."""
        dates = {row[0]: row[8] for row in self.claims}
        for row in self.claims:
            yield from ((key, row[8]) for key in (row[5], row[6]) if key)
        for row in self.chains:
            if row[4]:
                yield row[4], dates[row[0]]


def evidence_of(workspace: Workspace, proposition: UUID) -> Evidence:
    return evidence_of_each(workspace, [proposition])[proposition]


def evidence_of_each(workspace: Workspace, propositions: Sequence[UUID]) -> dict[UUID, Evidence]:
    """The evidence of each of these propositions. Nine queries, however many they are."""
    judged = in_effect(workspace, propositions)
    rows = _rows(workspace, list(dict.fromkeys(one.claim for one in judged)))
    parties = _Parties(workspace, rows)
    pieces = {row[3] for row in rows.claims}
    chains = _chains(rows, parties)
    found = {row[0]: (row, _piece(row, parties)) for row in rows.claims}
    assertions: dict[UUID, list[Assertion]] = defaultdict(list)
    for one in judged:
        assertions[one.proposition].append(_assertion(one, *found[one.claim], chains.get(one.claim, [])))
    dependent_pieces, dependent_sources = _dependences(workspace, pieces, parties.sources)
    possibly_same = _possibly_same(workspace, parties.sources)
    return {
        key: Evidence(
            assertions=tuple(assertions.get(key, ())),
            dependent_pieces=dependent_pieces,
            dependent_sources=dependent_sources,
            possibly_same=possibly_same,
        )
        for key in propositions
    }


def _rows(workspace: Workspace, claims: list[UUID]) -> _Rows:
    with connection.cursor() as cursor:
        cursor.execute(CLAIMS, (_array(claims), workspace.pk))
        of_claims = cursor.fetchall()
        cursor.execute(CHAINS, (_array(claims), workspace.pk))
        return _Rows(of_claims, cursor.fetchall())


class _Parties:
    """The sources of the rows, each as it counts at the date of an article: one for each period of its family."""

    def __init__(self, workspace: Workspace, rows: _Rows) -> None:
        speakers = set(rows.speakers())
        families = Families(workspace, speakers)
        self._periods = {at: families.period(at) for _, at in speakers}
        keys = {source for source, _ in speakers}
        columns = ("id", "name", "kind", "identifiability")
        spoken = Source.objects.filter(workspace=workspace, pk__in=keys).order_by().values_list(*columns)
        named = {row[0]: row for row in spoken}
        self._made = {
            (source, period): _party(named[source], families.of(source, period))
            for source, period in {(source, self._periods[at]) for source, at in speakers}
        }
        self.sources = keys | {party.family for party in self._made.values()}

    def of(self, source: UUID | None, at: datetime | None) -> Party | None:
        return self._made[source, self._periods[at]] if source else None


def _party(row: tuple[Any, ...], family: Family | None) -> Party:
    key, name, kind, identifiability = row
    return Party(
        id=key,
        name=name,
        kind=SourceKind(kind),
        identifiability=Identifiability(identifiability),
        family=family.id if family else key,
        family_name=family.name if family else name,
    )


def _piece(row: tuple[Any, ...], parties: _Parties) -> Piece:
    at = row[8]
    return Piece(
        id=row[3],
        title=row[4],
        publisher=parties.of(row[5], at),
        published=_published(row[8:11]),
        wire_credit=parties.of(row[6], at),
        republishes=row[7],
    )


def _chains(rows: _Rows, parties: _Parties) -> dict[UUID, list[Chain]]:
    dates = {row[0]: row[8] for row in rows.claims}
    hops: dict[tuple[UUID, UUID, str], list[Hop]] = defaultdict(list)
    for claim, chain, lineage, hop, source, stance, certainty, verification, *said, upstream in rows.chains:
        steps = hops[claim, chain, lineage]
        if hop is not None:
            steps.append(
                Hop(
                    id=hop,
                    party=parties.of(source, dates[claim]),
                    stance=Stance(stance),
                    certainty=Certainty(certainty),
                    verification=Verification(verification),
                    said=_published(said),
                    upstream=upstream,
                )
            )
    found: dict[UUID, list[Chain]] = defaultdict(list)
    for (claim, chain, lineage), steps in hops.items():
        found[claim].append(Chain(chain, Lineage(lineage), tuple(steps)))
    return found


def _assertion(judged: InEffect, row: tuple[Any, ...], piece: Piece, chains: list[Chain]) -> Assertion:
    return Assertion(
        id=judged.claim,
        piece=piece,
        quote=row[1],
        chains=tuple(chains),
        polarity=Polarity(row[2]),
        is_disputed=judged.is_disputed,
    )


def _published(columns: Sequence[Any]) -> Published | None:
    earliest, latest, printed = columns
    return Published(earliest, latest, printed) if earliest and latest else None


Pairs = tuple[tuple[UUID, UUID], ...]


def _dependences(workspace: Workspace, pieces: set[UUID], sources: set[UUID]) -> tuple[Pairs, Pairs]:
    """What a person confirmed, between articles and between sources."""
    articles, voices = _array(pieces), _array(sources)
    with connection.cursor() as cursor:
        cursor.execute(DEPENDENCES, (workspace.pk, articles, articles, voices, voices))
        pairs = cursor.fetchall()
    return (
        tuple((one, other) for one, other, _, _ in pairs if one),
        tuple((one, other) for _, _, one, other in pairs if one),
    )


def _possibly_same(workspace: Workspace, sources: set[UUID]) -> Pairs:
    with connection.cursor() as cursor:
        cursor.execute(POSSIBLY_SAME, (workspace.pk, _array(sources), _array(sources)))
        return tuple(cursor.fetchall())


def _array(keys: Iterable[UUID]) -> str:
    """As PostgreSQL writes an array: thousands of parameters take longer to be quoted than to be looked up."""
    return "{" + ",".join(map(str, keys)) + "}"

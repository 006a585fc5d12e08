"""Reads of the registry of sources: by name or id, families, type-ahead, and how often each speaks."""

import json
from collections.abc import Collection, Sequence
from typing import TypedDict
from uuid import UUID

from django.db import connection
from django.db.models import Q

from claims.models import Article, Source, SourceAlias, SourceRelation, Workspace
from claims.queries.claim_documents import TIMESTAMP, SourceSummary
from claims.queries.name_lookups import called_like, called_with
from claims.text.names import match_key
from claims.vocabulary import FAMILY_RELATIONS


class RelationDocument(TypedDict):
    id: str
    kind: str
    target: SourceSummary
    since: str | None
    until: str | None


class SourceDocument(SourceSummary):
    """A source as API and screens read it."""

    description: str
    article: str | None
    counts_as_own_family: bool
    external_uri: str
    aliases: list[dict[str, str]]
    identifiers: list[dict[str, str]]
    relations: list[RelationDocument]
    claims_first_said: int
    claims_relayed: int
    merged_into: str | None
    merged: list[dict[str, str]]
    """What was merged into it, itself no source of lists any more."""
    revision: int
    created_at: str
    updated_at: str


# A source with what was merged into it: its names, identifiers, relations and steps are shown here, each once.
MEMBERS = """(SELECT s.id UNION ALL
  SELECT m.id FROM claims_source m WHERE m.workspace_id = s.workspace_id AND m.merged_into_id = s.id)"""

DOCUMENT = f"""
SELECT json_build_object(
  'id', s.id, 'name', s.name, 'short_name', s.short_name, 'kind', s.kind, 'identifiability', s.identifiability,
  'description', s.description, 'article', s.article_id, 'counts_as_own_family', s.counts_as_own_family,
  'external_uri', s.external_uri,
  'aliases', coalesce((SELECT json_agg(json_build_object('text', a.text, 'strength', a.strength)
       ORDER BY a.source_id <> s.id, a.id)
     FROM (SELECT DISTINCT ON (x.key) x.* FROM claims_sourcealias x
       WHERE x.workspace_id = s.workspace_id AND x.source_id IN {MEMBERS}
       ORDER BY x.key, x.source_id <> s.id, x.id) a), '[]'::json),
  'identifiers', coalesce((SELECT json_agg(json_build_object('scheme', i.scheme, 'value', i.value)
       ORDER BY i.source_id <> s.id, i.id)
     FROM claims_sourceidentifier i WHERE i.workspace_id = s.workspace_id AND i.source_id IN {MEMBERS}), '[]'::json),
  'relations', coalesce((SELECT json_agg(json_build_object('id', r.id, 'kind', r.kind, 'target', json_build_object(
       'id', t.id, 'name', t.name, 'short_name', t.short_name, 'kind', t.kind, 'identifiability', t.identifiability),
       'since', nullif(r.since_printed, ''), 'until', nullif(r.until_printed, '')) ORDER BY r.id)
     FROM claims_sourcerelation r
     JOIN claims_source named ON named.workspace_id = r.workspace_id AND named.id = r.target_id
     JOIN claims_source t ON t.workspace_id = r.workspace_id AND t.id = coalesce(named.merged_into_id, named.id)
     WHERE r.workspace_id = s.workspace_id AND r.source_id IN {MEMBERS} AND r.ended_at IS NULL
       AND t.id <> s.id), '[]'::json),
  'claims_first_said', spoken.first_said, 'claims_relayed', spoken.relayed,
  'merged_into', s.merged_into_id,
  'merged', coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY m.id)
     FROM claims_source m WHERE m.workspace_id = s.workspace_id AND m.merged_into_id = s.id), '[]'::json),
  'revision', s.revision,
  'created_at', {TIMESTAMP.format("s.created_at")}, 'updated_at', {TIMESTAMP.format("s.updated_at")})::text
FROM claims_source s
LEFT JOIN LATERAL (
  SELECT count(DISTINCT h.claim_id) FILTER (WHERE h.is_origin) AS first_said,
         count(DISTINCT h.claim_id) FILTER (WHERE NOT h.is_origin) AS relayed
  FROM claims_attribution h
  JOIN claims_claim c ON c.workspace_id = h.workspace_id AND c.id = h.claim_id AND c.withdrawn_at IS NULL
  JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id AND a.withdrawn_at IS NULL
  JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
  WHERE h.workspace_id = s.workspace_id AND h.source_id IN {MEMBERS}
) spoken ON true
"""


def documents_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """One JSON text a source in the order of the ids. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{DOCUMENT} WHERE s.workspace_id = %s AND s.id = ANY(%s) ORDER BY array_position(%s, s.id)",
            (workspace.pk, list(ids), list(ids)),
        )
        return [text for (text,) in cursor.fetchall()]


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[SourceDocument]:
    """The documents of these sources in the order of the ids. One query."""
    return [json.loads(text) for text in documents_as_json(workspace, ids)]


def relations_to(source: Source) -> list[SourceRelation]:
    """What others are to this source, and to what was merged into it. One query."""
    rows = SourceRelation.objects.filter(
        Q(target=source) | Q(target__merged_into=source), workspace_id=source.workspace_id, ended_at__isnull=True
    )
    rows = rows.exclude(source=source.pk).select_related("source__merged_into").order_by("pk")
    return [row for row in rows if row.source.merged_into_id != source.pk]


def ids_by_name_or_id(workspace: Workspace, given: Sequence[str]) -> set[UUID]:
    """Every source these ids, names or aliases stand for, with all that was merged into them. At most two queries."""
    keys = {key for key in map(_key, given) if key}
    ids = {own for own in map(_as_uuid, given) if own}
    named = SourceAlias.objects.filter(workspace=workspace, key__in=keys).values("source")
    return _with_merged(workspace, Q(pk__in=named) | Q(pk__in=ids))


def _with_merged(workspace: Workspace, wanted: Q) -> set[UUID]:
    found = Source.objects.filter(wanted, workspace=workspace)
    roots = {merged or own for own, merged in found.values_list("pk", "merged_into")}
    if not roots:
        return set()
    merged = Source.objects.filter(workspace=workspace, merged_into__in=roots)
    return roots | set(merged.values_list("pk", flat=True))


def family_members(workspace: Workspace, tops: Collection[UUID]) -> set[UUID]:
    """These sources and all below them over part_of, owned_by and spokesperson_for. Three queries a level."""
    found = set(tops)
    level = set(tops)
    while level:
        below = SourceRelation.objects.filter(
            workspace=workspace,
            target__in=level,
            kind__in=FAMILY_RELATIONS,
            ended_at__isnull=True,
            source__counts_as_own_family=False,
        )
        level = _with_merged(workspace, Q(pk__in=below.values("source"))) - found
        found |= level
    return found


def matching(workspace: Workspace, words: str, *, article: Article | None = None, most: int = 9) -> list[Source]:
    """Type-ahead: sources of this article first, then names that begin with the words, then names that contain them.

    Only where no word of any name begins so, the middles of words are looked through. One query, then.
    """
    key = _key(words)
    if not key:
        return _of_article(article, most=most)
    return called_like(workspace, key, article, most=most) or called_with(workspace, key, article, most=most)


def _of_article(article: Article | None, *, most: int) -> list[Source]:
    """The sources that the article's claims already use, the latest first."""
    if article is None:
        return []
    rows = Source.objects.filter(
        workspace_id=article.workspace_id,
        attributions__claim__article=article,
        attributions__claim__withdrawn_at__isnull=True,
        merged_into__isnull=True,
    )
    found: dict[UUID, Source] = {}
    for source in rows.order_by("-attributions__pk")[: most * 10]:
        found.setdefault(source.pk, source)
    return list(found.values())[:most]


def _key(words: str) -> str:
    """What is no text names nobody; the database could not even be asked for it."""
    return match_key(words.replace("\0", "").encode("utf-8", "ignore").decode())


def _as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None

"""Reads of articles: the document of API and screens, versions, and lists with how much is annotated."""

import json
from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db import connection

from claims.models import Workspace
from claims.queries.claim_documents import SOURCE, TIMESTAMP, SourceSummary


class SegmentDocument(TypedDict):
    kind: str
    start: int
    end: int


class VersionDocument(TypedDict):
    """One captured text. `text` is left out of lists."""

    id: str
    article: str
    number: int
    title: str
    text: str
    length: int
    sha256: str
    raw_sha256: str
    segments: list[SegmentDocument]
    captured_at: str
    capture_method: str
    taken_down: bool


class ArticleDocument(TypedDict):
    id: str
    title: str
    url: str
    archive_url: str
    publisher: SourceSummary | None
    byline: str
    published: str | None
    language: str
    wire_credit: SourceSummary | None
    republishes: str | None
    record: str
    progress: str
    claims: int
    revision: int
    created_at: str
    updated_at: str
    withdrawn: bool
    same_text_as: str | None
    current_version: VersionDocument


VERSION = f"""json_build_object('id', v.id, 'article', v.article_id, 'number', v.number, 'title', v.title,
 'length', v.length{{text}}, 'sha256', encode(v.sha256, 'hex'), 'raw_sha256', encode(v.raw_sha256, 'hex'),
 'segments', (SELECT coalesce(json_agg(json_build_object('kind', p->0, 'start', p->1, 'end', p->2)), '[]'::json)
   FROM jsonb_array_elements(v.segments) p),
 'captured_at', {TIMESTAMP.format("v.captured_at")}, 'capture_method', v.capture_method,
 'taken_down', v.taken_down_at IS NOT NULL)"""

DOCUMENT = f"""
SELECT json_build_object(
  'id', a.id, 'title', a.title, 'url', a.url, 'archive_url', a.archive_url,
  'publisher', CASE WHEN publisher.id IS NOT NULL THEN {SOURCE.format("publisher")} END,
  'byline', a.byline, 'published', nullif(a.published_printed, ''), 'language', a.language,
  'wire_credit', CASE WHEN wire.id IS NOT NULL THEN {SOURCE.format("wire")} END,
  'republishes', a.republishes_id, 'record', record.id, 'progress', record.progress,
  'claims', (SELECT count(*) FROM claims_claim c WHERE c.workspace_id = a.workspace_id AND c.article_id = a.id
     AND c.annotation_set_id = record.id AND c.withdrawn_at IS NULL),
  'revision', a.revision, 'created_at', {TIMESTAMP.format("a.created_at")},
  'updated_at', {TIMESTAMP.format("a.updated_at")}, 'withdrawn', a.withdrawn_at IS NOT NULL,
  'same_text_as', (SELECT o.article_id FROM claims_articleversion o
     JOIN claims_article oa ON oa.workspace_id = o.workspace_id AND oa.id = o.article_id AND oa.withdrawn_at IS NULL
     WHERE o.workspace_id = v.workspace_id AND o.sha256 = v.sha256 AND o.article_id < a.id ORDER BY o.id LIMIT 1),
  'current_version', {VERSION})::text
FROM claims_article a
JOIN claims_articleversion v ON v.workspace_id = a.workspace_id AND v.id = a.current_version_id
JOIN claims_annotationset record ON record.workspace_id = a.workspace_id AND record.article_id = a.id
 AND record.kind = 'record'
LEFT JOIN claims_source pub ON pub.workspace_id = a.workspace_id AND pub.id = a.publisher_id
LEFT JOIN claims_source publisher ON publisher.workspace_id = a.workspace_id
 AND publisher.id = coalesce(pub.merged_into_id, pub.id)
LEFT JOIN claims_source credit ON credit.workspace_id = a.workspace_id AND credit.id = a.wire_credit_id
LEFT JOIN claims_source wire ON wire.workspace_id = a.workspace_id
 AND wire.id = coalesce(credit.merged_into_id, credit.id)
WHERE a.workspace_id = %s AND a.id = ANY(%s) ORDER BY array_position(%s, a.id)
"""
WITH_TEXT = DOCUMENT.replace("{text}", ", 'text', v.text")
WITHOUT_TEXT = DOCUMENT.replace("{text}", "")
VERSIONS = f"""SELECT {VERSION}::text FROM claims_articleversion v
WHERE v.workspace_id = %s AND v.id = ANY(%s) ORDER BY array_position(%s, v.id)"""
VERSIONS_WITH_TEXT = VERSIONS.replace("{text}", ", 'text', v.text")
VERSIONS_WITHOUT_TEXT = VERSIONS.replace("{text}", "")


def documents_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """One JSON text an article, withdrawn ones too, with its current text, in the order of the ids. One query."""
    return _fetch(WITH_TEXT, workspace, ids)


def rows_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """The same without the texts, for lists. One query."""
    return _fetch(WITHOUT_TEXT, workspace, ids)


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[ArticleDocument]:
    """The documents of these articles, withdrawn ones too, with current texts, in the order of the ids. One query."""
    return [json.loads(text) for text in documents_as_json(workspace, ids)]


def rows_of(workspace: Workspace, ids: Sequence[UUID]) -> list[ArticleDocument]:
    """The same without the texts, for lists. One query."""
    return [json.loads(text) for text in rows_as_json(workspace, ids)]


def versions_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """One JSON text a version, with its text, in the order of the ids. One query."""
    return _fetch(VERSIONS_WITH_TEXT, workspace, ids)


def version_rows_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """The same without the texts, for lists. One query."""
    return _fetch(VERSIONS_WITHOUT_TEXT, workspace, ids)


def _fetch(sql: str, workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, (workspace.pk, list(ids), list(ids)))
        return [text for (text,) in cursor.fetchall()]

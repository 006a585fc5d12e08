"""Articles that may be copies of each other: which texts have no signature yet, which share one, what they say."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from claims.models import Article, Dependence, Source, Workspace
from claims.models.fields import printed
from claims.text.signatures import METHOD
from claims.vocabulary import AliasStrength, SegmentKind, SourceKind

UNSIGNED = """
FROM claims_article a LEFT JOIN claims_textsignature t ON t.workspace_id = a.workspace_id AND t.article_id = a.id
WHERE a.workspace_id = %s AND a.withdrawn_at IS NULL AND a.current_version_id IS NOT NULL
 AND (t.id IS NULL OR t.version_id <> a.current_version_id OR t.method <> %s)
"""
ALIKE = """
SELECT n.article_id, o.article_id FROM claims_textsignature n
CROSS JOIN LATERAL (
 SELECT s.article_id FROM claims_textsignature s
 WHERE s.workspace_id = n.workspace_id AND s.bands && n.bands AND s.article_id <> n.article_id
 ORDER BY s.article_id LIMIT %s
) o
JOIN claims_article a ON a.workspace_id = n.workspace_id AND a.id = o.article_id AND a.withdrawn_at IS NULL
WHERE n.workspace_id = %s AND n.article_id = ANY(%s)
"""
MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as it is compared: its words without furniture, and who stands for it."""

    id: UUID
    version: UUID
    text: str = field(repr=False)
    publisher: UUID | None
    publisher_name: str
    wire_credit: UUID | None
    wire_name: str
    republishes: UUID | None
    published: datetime | None
    day: str
    created_at: datetime


def count_unsigned(workspace: Workspace) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {UNSIGNED}", (workspace.pk, METHOD))
        return int(cursor.fetchone()[0])


def unsigned(workspace: Workspace, *, most: int) -> list[UUID]:
    """Standing articles whose text has no signature, or one of an earlier text; the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT a.id {UNSIGNED} ORDER BY a.id LIMIT %s", (workspace.pk, METHOD, most))
        return [key for (key,) in cursor.fetchall()]


def alike(workspace: Workspace, articles: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """Each of these articles with those that share a part of its signature, without pairs that are known already."""
    # PostgreSQL knows nothing yet of a table that was filled a moment ago, and would read all of it for each article.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute(ALIKE, (MOST_ALIKE, workspace.pk, list(articles)))
        pairs = {tuple(sorted(pair)): pair for pair in cursor.fetchall()}
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
    known = Dependence.objects.filter(workspace=workspace, article__in={key for pair in pairs for key in pair})
    decided = {tuple(sorted(pair)) for pair in known.values_list("article", "on_article")}
    return [pair for ends, pair in pairs.items() if ends not in decided]


def candidates(workspace: Workspace, ids: Collection[UUID]) -> dict[UUID, Candidate]:
    rows = Article.objects.filter(workspace=workspace, pk__in=ids, current_version__isnull=False)
    related = ("current_version", "publisher__merged_into", "wire_credit__merged_into")
    return {row.pk: _candidate(row) for row in rows.select_related(*related)}


def _candidate(row: Article) -> Candidate:
    version = row.current_version
    assert version is not None, "Only articles with a text are asked for."
    publisher, wire = _standing(row.publisher), _standing(row.wire_credit)
    spans = [(start, end) for kind, start, end in version.segments if kind != SegmentKind.BOILERPLATE]
    text = "\n".join(version.text[start:end] for start, end in spans) if spans else version.text
    return Candidate(
        id=row.pk,
        version=version.pk,
        text=text,
        publisher=publisher.pk if publisher else None,
        publisher_name=publisher.name if publisher else "",
        wire_credit=wire.pk if wire else None,
        wire_name=wire.name if wire else "",
        republishes=row.republishes_id,
        published=row.published.earliest if row.published else None,
        day=printed(row.published)[:10],
        created_at=row.created_at,
    )


def _standing(source: Source | None) -> Source | None:
    return (source.merged_into or source) if source else None


class Agencies:
    """The wire agencies of the registry, to be found in texts by the names they have. One query."""

    def __init__(self, workspace: Workspace) -> None:
        rows = Source.objects.filter(
            workspace=workspace,
            kind=SourceKind.WIRE_AGENCY,
            merged_into__isnull=True,
            aliases__strength=AliasStrength.STRONG,
        )
        self._names = {alias.casefold(): name for alias, name in rows.values_list("aliases__text", "name")}
        words = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None

    def named_in(self, text: str) -> set[str]:
        if self._pattern is None:
            return set()
        return {self._names[found] for found in self._pattern.findall(text.casefold())}

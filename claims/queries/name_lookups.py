"""Which rows standing names mean, for writes that resolve them and for people who have typed a part of one."""

from collections.abc import Collection
from uuid import UUID

from claims.models import Article, Label, Source, Workspace
from claims.models.prepared import prepared_cursor
from claims.queries.model_rows import Part

LABEL = Part(Label, "l")
# The database compares, as its rule that a name is used once does: Python folds some capitals in another way.
LABELS = f"""
SELECT w.word, {LABEL.sql} FROM unnest(%s::text[]) w (word)
JOIN claims_label made ON made.workspace_id = %s AND lower(made.name) = lower(w.word)
JOIN claims_label l ON l.workspace_id = made.workspace_id AND l.id = coalesce(made.merged_into_id, made.id)
"""

SOURCE = Part(Source, "s")
# In every statement the workspace comes as a row, and rows are joined laterally, name first: as a constant that the
# statistics do not know, the workspace looks so rare that the planner would read all sources of it, time and again.
SOURCES = f"""
WITH here AS MATERIALIZED (SELECT %s::uuid AS id)
SELECT x.key, made.article_id, {SOURCE.sql} FROM here
JOIN claims_sourcealias x ON x.workspace_id = here.id AND x.key = ANY(%s::text[]) AND x.strength = 'strong'
CROSS JOIN LATERAL (
 SELECT one.* FROM claims_source one WHERE one.workspace_id = x.workspace_id AND one.id = x.source_id OFFSET 0
) made
CROSS JOIN LATERAL (
 SELECT one.* FROM claims_source one
 WHERE one.workspace_id = x.workspace_id AND one.id = coalesce(made.merged_into_id, made.id) OFFSET 0
) s
WHERE made.article_id IS NULL OR made.article_id = ANY(%s::uuid[]) ORDER BY x.id
"""

MOST_ALIASES = 20
HIGHEST = chr(0x10FFFF)
MADE = """
 CROSS JOIN LATERAL (
  SELECT one.id, one.merged_into_id, one.article_id FROM claims_source one
  WHERE one.workspace_id = x.workspace_id AND one.id = x.source_id OFFSET 0
 ) made
"""
# Both parts walk an index and stop: `alias_by_key`, whose operators these are, and `alias_by_word`.
LIKE = f"""
WITH here AS MATERIALIZED (SELECT %s::uuid AS id)
SELECT found.rank, {SOURCE.sql} FROM (
 SELECT coalesce(named.merged_into_id, named.made_id) AS id, min(named.rank) AS rank FROM (
  (SELECT 1 AS rank, x.key, made.merged_into_id, made.id AS made_id
   FROM claims_sourcealias x {MADE}
   WHERE x.workspace_id = %s::uuid AND x.key ~>=~ %s::text AND x.key ~<~ %s::text
    AND (made.article_id IS NULL OR made.article_id = %s::uuid)
   ORDER BY x.key USING ~<~ LIMIT {MOST_ALIASES})
  UNION ALL
  (SELECT 2, x.key, made.merged_into_id, made.id
   FROM here CROSS JOIN LATERAL (
    SELECT y.* FROM claims_sourcealias y WHERE y.workspace_id = here.id
     AND to_tsvector('simple', y.key) @@ to_tsquery('simple', %s::text) AND strpos(y.key, ' ' || %s::text) > 0 OFFSET 0
   ) x {MADE}
   WHERE made.article_id IS NULL OR made.article_id = %s::uuid
   LIMIT {MOST_ALIASES})
 ) named GROUP BY 1 ORDER BY min(named.rank), min(named.key) LIMIT %s
) found
CROSS JOIN here CROSS JOIN LATERAL (
 SELECT one.* FROM claims_source one WHERE one.workspace_id = here.id AND one.id = found.id OFFSET 0
) s
ORDER BY found.rank, s.name, s.id
"""
# Looks through every name of the workspace until it has enough.
WITH = f"""
SELECT {SOURCE.sql} FROM (
 SELECT DISTINCT x.workspace_id, coalesce(made.merged_into_id, made.id) AS id FROM (
  SELECT y.workspace_id, y.source_id FROM claims_sourcealias y
  WHERE y.workspace_id = %s::uuid AND strpos(y.key, %s::text) > 0 LIMIT {MOST_ALIASES * 10}
 ) x {MADE}
 WHERE made.article_id IS NULL OR made.article_id = %s::uuid
) found
CROSS JOIN LATERAL (
 SELECT one.* FROM claims_source one WHERE one.workspace_id = found.workspace_id AND one.id = found.id OFFSET 0
) s
ORDER BY s.name, s.id LIMIT %s
"""


def called_like(workspace: Workspace, key: str, article: Article | None, *, most: int) -> list[Source]:
    """Sources as they count now of which a name begins with this key, then those of which a later word does.

    Names that belong to another article are left out. One query, whose work does not grow with the registry.
    """
    own, here = workspace.pk, article.pk if article else None
    with prepared_cursor() as cursor:
        cursor.execute(LIKE, (own, own, key, key + HIGHEST, here, _beginnings(key), key, here, most))
        return [SOURCE.row(row) for _, *row in cursor.fetchall()]


def called_with(workspace: Workspace, key: str, article: Article | None, *, most: int) -> list[Source]:
    """Sources as they count now of which some name has this key anywhere in it. One query."""
    own, here = workspace.pk, article.pk if article else None
    with prepared_cursor() as cursor:
        cursor.execute(WITH, (own, key, here, most))
        return [SOURCE.row(row) for row in cursor.fetchall()]


def _beginnings(key: str) -> str:
    """A search for words that begin as these do."""
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in key.split())
    return " & ".join(f"'{word}':*" for word in quoted)


def labels_called(workspace: Workspace, words: Collection[str]) -> dict[str, Label]:
    """The label that each word names and counts as now; words that name none are left out."""
    with prepared_cursor() as cursor:
        cursor.execute(LABELS, (list(words), workspace.pk))
        return {word: LABEL.row(row) for word, *row in cursor.fetchall()}


def sources_called(
    workspace: Workspace, keys: Collection[str], *, articles: Collection[UUID]
) -> list[tuple[str, UUID | None, Source]]:
    """For each of these keys of strong aliases the sources it names, as they count now.

    With each goes the article that the name belongs to; names of other articles than these are left out.
    """
    with prepared_cursor() as cursor:
        cursor.execute(SOURCES, (workspace.pk, list(keys), list(articles)))
        return [(key, article, SOURCE.row(row)) for key, article, *row in cursor.fetchall()]

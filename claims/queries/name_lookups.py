"""Which rows standing names mean, for writes that resolve them; finding names as they are typed is in `names`."""

from collections.abc import Collection
from uuid import UUID

from claims.models import Label, Source, Workspace
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
SOURCES = f"""
SELECT x.key, made.article_id, {SOURCE.sql} FROM claims_sourcealias x
JOIN claims_source made ON made.workspace_id = x.workspace_id AND made.id = x.source_id
JOIN claims_source s ON s.workspace_id = x.workspace_id AND s.id = coalesce(made.merged_into_id, made.id)
WHERE x.workspace_id = %s AND x.key = ANY(%s::text[]) AND x.strength = 'strong'
 AND (made.article_id IS NULL OR made.article_id = ANY(%s::uuid[])) ORDER BY x.id
"""


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

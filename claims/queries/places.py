"""Reads of where claims are made: an article, its current text, and the annotation set that somebody writes to."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from claims.models import AnnotationSet, Article, ArticleVersion, Workspace
from claims.models.prepared import prepared_cursor
from claims.queries.model_rows import Part

ARTICLE = Part(Article, "a")
# Segments and the map of offsets are large and seldom asked for here.
VERSION = Part(
    ArticleVersion, "v", only=("id", "workspace_id", "article_id", "number", "title", "text", "length", "sha256")
)
SET = Part(AnnotationSet, "n")
# The blind set of an article comes after its record, and wins.
WRITTEN_TO = f"""
SELECT {ARTICLE.sql}, {VERSION.sql}, {SET.sql} FROM claims_article a
JOIN claims_articleversion v ON v.workspace_id = a.workspace_id AND v.id = a.current_version_id
CROSS JOIN LATERAL (
 SELECT r.* FROM claims_annotationset r
 WHERE r.workspace_id = a.workspace_id AND r.article_id = a.id AND r.kind = 'record'
 UNION ALL
 SELECT b.* FROM claims_assignment g
 JOIN claims_annotationset b ON b.workspace_id = g.workspace_id AND b.id = g.annotation_set_id AND b.kind = 'blind'
 WHERE g.workspace_id = a.workspace_id AND g.article_id = a.id AND g.annotator_id = %s::int AND g.state = 'open'
) n
WHERE a.workspace_id = %s AND a.id = ANY(%s::uuid[]) ORDER BY n.kind = 'blind'
"""


def written_to(
    workspace: Workspace, articles: Iterable[UUID], *, by: AbstractBaseUser | None
) -> list[tuple[Article, AnnotationSet]]:
    """Each article with its current text, and with its record or, later in the list, this person's open blind set."""
    with prepared_cursor() as cursor:
        cursor.execute(WRITTEN_TO, (by.pk if by else None, workspace.pk, list(set(articles))))
        rows = cursor.fetchall()
    found = []
    for row in rows:
        article = ARTICLE.row(row[: ARTICLE.width])
        article.workspace = workspace
        article.current_version = VERSION.row(row[ARTICLE.width : ARTICLE.width + VERSION.width])
        found.append((article, SET.row(row[ARTICLE.width + VERSION.width :])))
    return found

"""Passages that answer a search, with a sentinel before and after each word found; markup is made by the screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from claims.models import Workspace
from claims.models.articles import SEARCHED_CHARACTERS

START, END = "\ue000", "\ue001"
"""Private-use characters: no article means anything by them; they are taken out of a text before it is searched."""

WHOLE = f"HighlightAll=true, StartSel={START}, StopSel={END}"
PASSAGES = f'MaxFragments=2, MinWords=8, MaxWords=28, FragmentDelimiter=" … ", StartSel={START}, StopSel={END}'
QUERY = "websearch_to_tsquery('english', %(words)s)"
PLAIN = f"translate({{}}, '{START}{END}', '')"

OF_CLAIMS = f"""
SELECT c.id, ts_headline('english', {PLAIN.format("c.quote")}, {QUERY}, '{WHOLE}'),
       ts_headline('english', {PLAIN.format("c.note")}, {QUERY}, '{WHOLE}')
FROM claims_claim c WHERE c.workspace_id = %(workspace)s AND c.id = ANY(%(ids)s)
"""
OF_ARTICLES = f"""
SELECT a.id, ts_headline('english', {PLAIN.format("a.title")}, {QUERY}, '{WHOLE}'),
       ts_headline('english', {PLAIN.format(f"left(v.text, {SEARCHED_CHARACTERS})")}, {QUERY}, '{PASSAGES}')
FROM claims_article a
JOIN claims_articleversion v ON v.workspace_id = a.workspace_id AND v.id = a.current_version_id
WHERE a.workspace_id = %(workspace)s AND a.id = ANY(%(ids)s)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """`heading` is an article's title or a claim's quote, whole; `passage` is out of the text, or the claim's note."""

    heading: str
    passage: str


def of_claims(workspace: Workspace, ids: Sequence[UUID], words: Sequence[str]) -> dict[str, Found]:
    """By the id of the claim; for the rows of one page, as it reads each text anew. One query, none without words."""
    return _found(OF_CLAIMS, workspace, ids, words)


def of_articles(workspace: Workspace, ids: Sequence[UUID], words: Sequence[str]) -> dict[str, Found]:
    """By the id of the article; for the rows of one page, as it reads each text anew. One query, none without words."""
    return _found(OF_ARTICLES, workspace, ids, words)


def _found(sql: str, workspace: Workspace, ids: Sequence[UUID], words: Sequence[str]) -> dict[str, Found]:
    if not words or not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, {"workspace": workspace.pk, "ids": list(ids), "words": " ".join(words)})
        return {str(key): Found(heading, passage) for key, heading, passage in cursor.fetchall()}

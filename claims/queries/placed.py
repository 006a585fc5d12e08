"""Reads of where all claims of one text stand: spans and mentions alone, cheap enough for every save."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import AnnotationSet, ArticleVersion
from claims.models.prepared import prepared_cursor
from claims.text.spans import Span
from claims.vocabulary import MentionRole

# In the order of the cards and of `documents_in_article`.
PLACED = """
SELECT c.id::text, anchor.spans::text, anchor.mentions::text FROM claims_claim c
JOIN claims_anchor anchor ON anchor.workspace_id = c.workspace_id AND anchor.claim_id = c.id
 AND anchor.version_id = c.version_id
WHERE c.workspace_id = %s::uuid AND c.article_id = %s::uuid AND c.version_id = %s::uuid
 AND c.annotation_set_id = %s::uuid AND c.withdrawn_at IS NULL
ORDER BY anchor.start, anchor."end" DESC, c.id
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """One claim, its parts in order of the text, and the stretches that name its sources and cues."""

    claim: str
    spans: tuple[Span, ...]
    cues: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()

    @property
    def stretches(self) -> tuple[Span, ...]:
        return (*self.spans, *self.cues, *self.sources)


def placed_in(version: ArticleVersion, annotation_set: AnnotationSet) -> list[Placed]:
    """The standing claims of the set that stand in this version, in order of the text. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(PLACED, (version.workspace_id, version.article_id, version.pk, annotation_set.pk))
        return [_placed(*row) for row in cursor.fetchall()]


def _placed(claim: str, spans: str, mentions: str) -> Placed:
    marked: dict[str, list[Span]] = {MentionRole.CUE: [], MentionRole.SOURCE: []}
    for mention in json.loads(mentions):
        marked[mention["role"]].extend(_spans(mention["spans"]))
    return Placed(
        claim=claim,
        spans=tuple(_spans(json.loads(spans))),
        cues=tuple(marked[MentionRole.CUE]),
        sources=tuple(marked[MentionRole.SOURCE]),
    )


def _spans(stored: Sequence[Sequence[Any]]) -> Iterator[Span]:
    return (Span(part[0], part[1]) for part in stored)

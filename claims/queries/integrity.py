"""Proves that texts, anchors and chains are what the domain says they are; the audit has a module of its own."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from claims.models import Anchor, ArticleVersion, Workspace
from claims.queries.batches import in_batches
from claims.text.spans import PART_JOINER
from claims.vocabulary import TAKEN_DOWN, AnchorState

VERSIONS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that breaks a rule."""

    kind: str
    id: UUID
    sentence: str


def check_texts(workspace: Workspace) -> Iterator[Failure]:
    """Digest and length of each text, and every marked passage of every claim on it."""
    for versions in in_batches(ArticleVersion.objects.filter(workspace=workspace), VERSIONS_AT_ONCE):
        anchors: dict[UUID, list[Anchor]] = {}
        rows = Anchor.objects.filter(workspace=workspace, version__in=[row.pk for row in versions])
        for anchor in rows.select_related("claim").order_by("pk"):
            anchors.setdefault(anchor.version_id, []).append(anchor)
        for version in versions:
            if version.taken_down_at is None:
                yield from _check_text(version, anchors.get(version.pk, []))


def check_rows(workspace: Workspace) -> Iterator[Failure]:
    """Claims without chain or anchor, chains with gaps, wrong origins or equal neighbours. One query a rule."""
    for kind, sentence, sql in RULES:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"workspace": workspace.pk, "taken_down": TAKEN_DOWN})
            for (key,) in cursor.fetchall():
                yield Failure(kind, key, sentence)


def _check_text(version: ArticleVersion, anchors: Sequence[Anchor]) -> Iterator[Failure]:
    if hashlib.sha256(version.text.encode()).digest() != bytes(version.sha256):
        yield Failure("version", version.pk, "Its text is not the one that was captured: the SHA-256 differs.")
    if len(version.text) != version.length:
        yield Failure("version", version.pk, f"It has {len(version.text)} characters and says {version.length}.")
    for anchor in anchors:
        if anchor.state == AnchorState.ANCHORED:
            yield from _check_anchor(version, anchor)


def _check_anchor(version: ArticleVersion, anchor: Anchor) -> Iterator[Failure]:
    for spans in (anchor.spans, *(mention["spans"] for mention in anchor.mentions)):
        for start, end, exact in spans:
            if not 0 <= start < end <= version.length or version.text[start:end] != exact:
                stands = version.text[start:end][:80]
                yield Failure("anchor", anchor.pk, f"Between {start} and {end} stands “{stands}”, not “{exact[:80]}”.")
    if not anchor.spans or (anchor.start, anchor.end) != (anchor.spans[0][0], anchor.spans[-1][1]):
        yield Failure("anchor", anchor.pk, "Its start and end are not those of its parts.")
    if anchor.claim.version_id == version.pk and anchor.claim.quote != PART_JOINER.join(_words(anchor)):
        yield Failure("claim", anchor.claim_id, "Its quote is not what its anchor marks.")


def _words(anchor: Anchor) -> list[Any]:
    return [exact for _, _, exact in anchor.spans]


RULES = (
    (
        "article",
        "It has no current version of its own, or no record.",
        """SELECT a.id FROM claims_article a
        LEFT JOIN claims_articleversion v ON v.workspace_id = a.workspace_id AND v.id = a.current_version_id
        LEFT JOIN claims_annotationset n
          ON n.workspace_id = a.workspace_id AND n.article_id = a.id AND n.kind = 'record'
        WHERE a.workspace_id = %(workspace)s AND (v.article_id IS DISTINCT FROM a.id OR n.id IS NULL)""",
    ),
    (
        "claim",
        "It has no anchor in its version, or its version or set is of another article.",
        """SELECT c.id FROM claims_claim c
        LEFT JOIN claims_anchor a
          ON a.workspace_id = c.workspace_id AND a.claim_id = c.id AND a.version_id = c.version_id
        LEFT JOIN claims_articleversion v ON v.workspace_id = c.workspace_id AND v.id = c.version_id
        LEFT JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id
        WHERE c.workspace_id = %(workspace)s AND (a.id IS NULL
          OR v.article_id IS DISTINCT FROM c.article_id OR n.article_id IS DISTINCT FROM c.article_id)""",
    ),
    (
        "claim",
        "It has no chain; the outlet's own words need one with lineage none_given.",
        """SELECT c.id FROM claims_claim c WHERE c.workspace_id = %(workspace)s AND NOT EXISTS (
          SELECT FROM claims_chain ch WHERE ch.workspace_id = c.workspace_id AND ch.claim_id = c.id)""",
    ),
    (
        "claim",
        "The numbers of its chains are not 1 to n.",
        """SELECT claim_id FROM claims_chain WHERE workspace_id = %(workspace)s
        GROUP BY claim_id HAVING min(number) <> 1 OR max(number) <> count(*)""",
    ),
    (
        "chain",
        "The positions of its steps are not 1 to n.",
        """SELECT chain_id FROM claims_attribution WHERE workspace_id = %(workspace)s
        GROUP BY chain_id
        HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)""",
    ),
    (
        "chain",
        "Its last step, and no other, must be the origin.",
        """SELECT chain_id FROM (
          SELECT chain_id, is_origin, position = max(position) OVER (PARTITION BY chain_id) AS is_last
          FROM claims_attribution WHERE workspace_id = %(workspace)s) step
        WHERE is_origin <> is_last GROUP BY chain_id""",
    ),
    (
        "chain",
        "Its lineage is none_given with a step, or another one without any.",
        """SELECT ch.id FROM claims_chain ch
        WHERE ch.workspace_id = %(workspace)s AND (ch.lineage = 'none_given') = EXISTS (
          SELECT FROM claims_attribution h WHERE h.workspace_id = ch.workspace_id AND h.chain_id = ch.id)""",
    ),
    (
        "chain",
        "A step and the next one are the same source.",
        """SELECT h.chain_id FROM claims_attribution h
        JOIN claims_attribution next ON next.workspace_id = h.workspace_id AND next.chain_id = h.chain_id
         AND next.position = h.position + 1
        WHERE h.workspace_id = %(workspace)s AND h.source_id = next.source_id GROUP BY h.chain_id""",
    ),
    (
        "attribution",
        "It belongs to another claim than its chain.",
        """SELECT h.id FROM claims_attribution h
        JOIN claims_chain ch ON ch.workspace_id = h.workspace_id AND ch.id = h.chain_id
        WHERE h.workspace_id = %(workspace)s AND ch.claim_id <> h.claim_id""",
    ),
    (
        "version",
        "It was taken down, and no tombstone says by whom and why.",
        """SELECT v.id FROM claims_articleversion v
        WHERE v.workspace_id = %(workspace)s AND v.taken_down_at IS NOT NULL AND NOT EXISTS (
          SELECT FROM claims_auditevent e WHERE e.workspace_id = v.workspace_id AND e.object_id = v.article_id
            AND e.action = 'article.take_down')""",
    ),
    (
        "version",
        "A tombstone says that it was taken down, and words are there.",
        """SELECT v.id FROM claims_articleversion v
        WHERE v.workspace_id = %(workspace)s
          AND (v.taken_down_at IS NULL OR v.text <> '' OR v.offset_map <> '[]' OR v.title <> %(taken_down)s)
          AND EXISTS (
            SELECT FROM claims_auditevent e WHERE e.workspace_id = v.workspace_id AND e.object_id = v.article_id
              AND e.action = 'article.take_down')""",
    ),
    (
        "article",
        "It was taken down, and words or claims of it are there.",
        """SELECT DISTINCT a.id FROM claims_articleversion v
        JOIN claims_article a ON a.workspace_id = v.workspace_id AND a.id = v.article_id
        LEFT JOIN claims_claim c ON c.workspace_id = v.workspace_id AND c.article_id = v.article_id
        WHERE v.workspace_id = %(workspace)s AND v.taken_down_at IS NOT NULL
          AND (a.withdrawn_at IS NULL OR a.title <> %(taken_down)s
            OR c.withdrawn_at IS NULL AND c.id IS NOT NULL OR c.quote <> %(taken_down)s OR c.note <> '')""",
    ),
    (
        "anchor",
        "Its text was taken down, and words of it are there.",
        """SELECT n.id FROM claims_anchor n
        JOIN claims_articleversion v ON v.workspace_id = n.workspace_id AND v.id = n.version_id
        WHERE n.workspace_id = %(workspace)s AND v.taken_down_at IS NOT NULL
          AND (n.prefix <> '' OR n.suffix <> '' OR n.translation <> ''
            OR jsonb_path_exists(n.spans, '$[*][2] ? (@ != "")')
            OR jsonb_path_exists(n.mentions, '$[*].spans[*][2] ? (@ != "")'))""",
    ),
)  # fmt: skip
"""Kind of row, what is wrong with those found, and the query that finds them."""

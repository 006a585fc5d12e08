"""How often each publisher rests on sources that it does not name; grading, and lines of statements, are elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from claims.models import Workspace

MOST_PUBLISHERS = 200

# Counted as the list of claims filters, so that each number leads to as many: a claim counts once for each way in which
# one of its steps is named, and once as attributed.
LEDGER = """
SELECT p.id, p.name, count(*) AS claims,
 count(*) FILTER (WHERE said.hops > 0) AS attributed,
 count(*) FILTER (WHERE said.described) AS described,
 count(*) FILTER (WHERE said.collective) AS collective,
 count(*) FILTER (WHERE said.anonymous) AS anonymous,
 count(*) FILTER (WHERE said.unsaid) AS unsaid,
 count(*) FILTER (WHERE said.described OR said.collective OR said.anonymous OR said.unsaid) AS not_named
FROM claims_claim c
JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id AND a.withdrawn_at IS NULL
JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
JOIN claims_source made ON made.workspace_id = a.workspace_id AND made.id = a.publisher_id
JOIN claims_source p ON p.workspace_id = made.workspace_id AND p.id = coalesce(made.merged_into_id, made.id)
LEFT JOIN (
 SELECT h.claim_id, count(*) AS hops,
  bool_or(coalesce(m.identifiability, s.identifiability) = 'described') AS described,
  bool_or(coalesce(m.identifiability, s.identifiability) = 'collective') AS collective,
  bool_or(coalesce(m.identifiability, s.identifiability) = 'anonymous') AS anonymous,
  bool_or(h.source_id IS NULL) AS unsaid
 FROM claims_attribution h
 LEFT JOIN claims_source s ON s.workspace_id = h.workspace_id AND s.id = h.source_id
 LEFT JOIN claims_source m ON m.workspace_id = s.workspace_id AND m.id = s.merged_into_id
 WHERE h.workspace_id = %s GROUP BY 1
) said ON said.claim_id = c.id
WHERE c.workspace_id = %s AND c.withdrawn_at IS NULL
GROUP BY p.id, p.name
ORDER BY not_named DESC, claims DESC, p.id
LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Claims of one publisher: all, those with a step, those with a step of each kind that is not named."""

    publisher: UUID
    name: str
    claims: int
    attributed: int
    described: int
    collective: int
    anonymous: int
    unsaid: int
    """With a cue and no source: “it was said”."""
    not_named: int
    """With any of these; a claim that has several counts once."""

    @property
    def share(self) -> float | None:
        """Of the claims that are attributed, those with a source that is not named."""
        return self.not_named / self.attributed if self.attributed else None


def ledger(workspace: Workspace) -> Sequence[Entry]:
    """Those first that rest most often on such sources; at most MOST_PUBLISHERS. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LEDGER, (workspace.pk, workspace.pk, MOST_PUBLISHERS))
        return [Entry(*row) for row in cursor.fetchall()]

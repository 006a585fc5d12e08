"""Which claims make which propositions, of all that analysts said: the one place that says what is in effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from claims.models import Workspace

# The latest verdict of a reviewer goes first; without one, unanimous ones; else they are disputed. What was judged of a
# proposition that was merged counts for the one that it is now. Only standing claims of the record count.
JUDGED = """
FROM (
 SELECT coalesce(p.merged_into_id, p.id) AS proposition_id, j.claim_id,
  (array_agg(j.verdict ORDER BY j.made_at DESC, j.id DESC)
   FILTER (WHERE m.role IN ('reviewer', 'admin')))[1] AS settled,
  bool_or(j.verdict = 'same') AS any_same, NOT bool_and(j.verdict = 'same') AS is_mixed
 FROM claims_proposition p
 JOIN claims_judgement j ON j.workspace_id = p.workspace_id AND j.proposition_id = p.id AND j.superseded_at IS NULL
 LEFT JOIN claims_membership m ON m.workspace_id = p.workspace_id AND m.user_id = j.analyst_id
 WHERE p.workspace_id = %s AND {wanted}
 GROUP BY 1, 2
) judged
JOIN claims_claim c ON c.workspace_id = %s AND c.id = judged.claim_id
JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id
JOIN claims_annotationset s ON s.workspace_id = c.workspace_id AND s.id = c.annotation_set_id
"""
"""Takes the workspace, the parameters of `{wanted}`, and the workspace again; has `judged`, claim c and article a.

More joins may follow, then STANDS.
"""
STANDS = """
WHERE c.withdrawn_at IS NULL AND c.status <> 'rejected' AND a.withdrawn_at IS NULL AND s.kind = 'record'
 AND coalesce(judged.settled = 'same', judged.any_same)
"""
DISPUTED = "judged.settled IS NULL AND judged.is_mixed"
IN_EFFECT = f"SELECT judged.proposition_id, judged.claim_id, {DISPUTED} {JUDGED} {STANDS} ORDER BY 1, 2"
OF_THESE = "(p.id = ANY(%s) OR p.merged_into_id = ANY(%s))"


@dataclass(frozen=True, slots=True)
class InEffect:
    """That a claim makes a proposition. `is_disputed`: analysts disagree and no reviewer settled it."""

    proposition: UUID
    claim: UUID
    is_disputed: bool


def in_effect(workspace: Workspace, propositions: Sequence[UUID]) -> list[InEffect]:
    """For propositions that stand for themselves. One query."""
    wanted = list(propositions)
    with connection.cursor() as cursor:
        cursor.execute(IN_EFFECT.format(wanted=OF_THESE), (workspace.pk, wanted, wanted, workspace.pk))
        return [InEffect(*row) for row in cursor.fetchall()]

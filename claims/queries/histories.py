"""What was done to one claim, from the audit: alone or among others; putting it into words is the screens' part."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from claims.models import Claim
from claims.queries import events
from claims.queries.claim_documents import ClaimDocument

# Out of the payload of an event of many claims only this one is read.
OF_CLAIM = """
SELECT e.at, u.username, e.action, p.erased_at IS NOT NULL,
       jsonb_path_query_first(p.before, '$[*] ? (@.id == $id)', jsonb_build_object('id', %(claim)s::text)),
       jsonb_path_query_first(p.after, '$[*] ? (@.id == $id)', jsonb_build_object('id', %(claim)s::text)),
       split.name, other.name
FROM claims_auditevent e
JOIN claims_auditpayload p ON p.workspace_id = e.workspace_id AND p.event_id = e.id
LEFT JOIN auth_user u ON u.id = e.actor_id
LEFT JOIN claims_source split ON split.workspace_id = e.workspace_id AND split.id = e.object_id
 AND e.action = ANY(%(splits)s)
LEFT JOIN claims_source other ON other.workspace_id = e.workspace_id AND split.id IS NOT NULL
 AND other.id = (p.after ->> 'to')::uuid
WHERE e.workspace_id = %(workspace)s AND e.id = ANY(%(events)s)
ORDER BY e.id DESC
"""


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """`before` and `after` are the claim as it was and became; None where it was not there, or was erased.

    `split` is the source of which some of its steps were split off, `other` the one they went to.
    """

    at: datetime
    actor: str
    action: str
    erased: bool
    before: ClaimDocument | None
    after: ClaimDocument | None
    split: str = ""
    other: str = ""


def of_claim(claim: Claim, *, most: int = 200) -> list[ClaimEvent]:
    """The latest events first. Two queries."""
    chosen = list(events.of_claim(claim).order_by("-pk").values_list("pk", flat=True)[:most])
    with connection.cursor() as cursor:
        cursor.execute(
            OF_CLAIM,
            {"workspace": claim.workspace_id, "claim": claim.pk, "events": chosen, "splits": list(events.SPLITS)},
        )
        return [
            ClaimEvent(at, actor or "", action, erased, _document(before), _document(after), split or "", other or "")
            for at, actor, action, erased, before, after, split, other in cursor.fetchall()
        ]


def _document(value: object) -> ClaimDocument | None:
    """Django hands out jsonb as text to a bare cursor."""
    return json.loads(value) if isinstance(value, str) else None

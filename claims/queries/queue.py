"""The queue: which articles wait for an annotator, how many, which one comes next, and where their claims stand."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import AnnotationSet, Article, Assignment, Workspace
from claims.queries import counts
from claims.queries.access import Access
from claims.queries.filters import Filters, articles
from claims.vocabulary import AssignmentState, SetKind

QUEUE_FILTERS = ("publisher", "language", "assigned", "published_after", "published_before", "q")
PARTS = 24
"""In so many parts of equal length a text is cut to show where its claims stand."""
STANDING = f"""
SELECT c.article_id, least({PARTS - 1}, n.start * {PARTS} / greatest(v.length, 1)) AS part, count(*)
FROM claims_claim c
JOIN claims_annotationset s ON s.workspace_id = c.workspace_id AND s.id = c.annotation_set_id AND s.kind = 'record'
JOIN claims_anchor n ON n.workspace_id = c.workspace_id AND n.claim_id = c.id AND n.version_id = c.version_id
JOIN claims_articleversion v ON v.workspace_id = c.workspace_id AND v.id = c.version_id
WHERE c.workspace_id = %s AND c.article_id = ANY(%s::uuid[]) AND c.withdrawn_at IS NULL GROUP BY 1, 2
"""


class Lane(StrEnum):
    """One of the lists of the queue. What is mine is assigned to who asks, however far it is."""

    MINE = "mine"
    UNSTARTED = "unstarted"
    IN_PROGRESS = "in_progress"
    DONE = "done"


def rows(access: Access, lane: Lane, filters: Filters) -> QuerySet[Article]:
    """The articles of a lane that pass the filters; no order."""
    found = articles(access.workspace, filters)
    here = {"workspace": access.workspace, "article": OuterRef("pk")}
    if lane is Lane.MINE:
        mine = Assignment.objects.filter(**here, annotator=access.user.pk, state=AssignmentState.OPEN)
        return found.filter(Exists(mine))
    return found.filter(Exists(AnnotationSet.objects.filter(**here, kind=SetKind.RECORD, progress=lane.value)))


def lengths(access: Access, filters: Filters) -> dict[Lane, tuple[int, bool]]:
    """How many articles each lane has, up to a limit, and whether there are more. One query a lane."""
    return {lane: counts.up_to(rows(access, lane, filters)) for lane in Lane}


def next_after(found: QuerySet[Article], key: UUID) -> UUID | None:
    """The article of a lane behind this one, else the first of the lane; never this one. At most two queries."""
    others = found.exclude(pk=key).order_by("-pk").values_list("pk", flat=True)
    return others.filter(pk__lt=key).first() or others.first()


def densities(workspace: Workspace, ids: Sequence[UUID]) -> Mapping[str, list[int]]:
    """Article -> how many claims of the record begin in each of its PARTS. One query."""
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, (workspace.pk, list(ids)))
        for article, part, count in cursor.fetchall():
            found.setdefault(str(article), [0] * PARTS)[part] = count
    return found

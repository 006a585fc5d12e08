"""The family of each source at a date, asked for once in each period in which it cannot change."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from claims.models import SourceRelation, Workspace
from claims.vocabulary import FAMILY_RELATIONS

ASKED = """
SELECT asked.id, asked.period, family.id, family.name
FROM unnest(%s::uuid[], %s::int[], %s::timestamptz[]) AS asked (id, period, at)
CROSS JOIN LATERAL claims_family(%s, asked.id, asked.at) AS top
JOIN claims_source family ON family.workspace_id = %s AND family.id = top
"""
Moment = datetime | None


@dataclass(frozen=True, slots=True)
class Family:
    id: UUID
    name: str


class Families:
    """Families of sources by source and date; a source without a family in it is its own. Three queries."""

    def __init__(self, workspace: Workspace, speakers: Iterable[tuple[UUID, Moment]]) -> None:
        self._turns = self._turning_points(workspace)
        related = set(
            SourceRelation.objects.filter(
                workspace=workspace, ended_at__isnull=True, kind__in=FAMILY_RELATIONS
            ).values_list("source", flat=True)
        )
        asked: dict[tuple[UUID, int], Moment] = {}
        for source, at in speakers:
            if source in related:
                asked.setdefault((source, self.period(at)), at)
        self._found = self._ask(workspace, asked)

    def of(self, source: UUID, period: int) -> Family | None:
        """None: the source has no family and stands for itself."""
        return self._found.get((source, period))

    def period(self, at: Moment) -> int:
        """Within one, no family changes; undated articles have their own."""
        return -1 if at is None else bisect_right(self._turns, at)

    def _turning_points(self, workspace: Workspace) -> list[datetime]:
        """A relation holds from its first moment until the last one of its last day."""
        rows = SourceRelation.objects.filter(
            Q(since_earliest__isnull=False) | Q(until_latest__isnull=False),
            workspace=workspace,
            ended_at__isnull=True,
            kind__in=FAMILY_RELATIONS,
        ).values_list("since_earliest", "until_latest")
        turns = {since for since, _ in rows if since}
        turns |= {until + timedelta(microseconds=1) for _, until in rows if until}
        return sorted(turns)

    @staticmethod
    def _ask(workspace: Workspace, asked: dict[tuple[UUID, int], Moment]) -> dict[tuple[UUID, int], Family]:
        if not asked:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                ASKED,
                (
                    [source for source, _ in asked],
                    [period for _, period in asked],
                    list(asked.values()),
                    workspace.pk,
                    workspace.pk,
                ),
            )
            return {(source, period): Family(key, name) for source, period, key, name in cursor.fetchall()}

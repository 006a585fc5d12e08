"""The claims of one cell of the matrix: those that it counts, and no others; letters are given in `matrices`."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from claims.errors import BadFilter
from claims.models import Proposition, Source, Workspace
from claims.queries.filter_values import as_uuid
from claims.queries.matrices import LETTERED

COUNTED = f"""{LETTERED}
SELECT DISTINCT claim_id FROM lettered WHERE letter IS NOT NULL AND family_id = %(family)s
"""


def value_of(proposition: object, family: object) -> str:
    """How the filter `cell` names a cell."""
    return f"{proposition},{family}"


def parts_of(value: str) -> tuple[UUID, UUID]:
    """Statement and family. Raises BadFilter."""
    statement, _, source = value.partition(",")
    found = as_uuid(statement), as_uuid(source)
    if found[0] is None or found[1] is None:
        raise BadFilter("A cell is the id of a statement and that of a source family, joined by a comma.", field="cell")
    return found[0], found[1]


def claims_in(workspace: Workspace, value: str) -> list[UUID]:
    """What was merged is what it counts as now. Four queries. Raises BadFilter."""
    statement, source = parts_of(value)
    row = Proposition.objects.filter(workspace=workspace, pk=statement).first()
    family = Source.objects.filter(workspace=workspace, pk=source).first()
    if row is None or family is None:
        return []
    standing = row.merged_into_id or row.pk
    judged = Proposition.objects.filter(Q(pk=standing) | Q(merged_into=standing), workspace=workspace)
    given: dict[str, Any] = {
        "workspace": workspace.pk,
        "judged": list(judged.values_list("pk", flat=True)),
        "family": family.merged_into_id or family.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, given)
        return [key for (key,) in cursor.fetchall()]


def names_of(workspace: Workspace, values: list[str]) -> dict[str, str]:
    """Each cell in words. Two queries, none without cells."""
    if not values:
        return {}
    parts = {value: parts_of(value) for value in values}
    statements = Proposition.objects.filter(workspace=workspace, pk__in=[one for one, _ in parts.values()])
    families = Source.objects.filter(workspace=workspace, pk__in=[one for _, one in parts.values()])
    texts, sources = dict(statements.values_list("pk", "text")), dict(families.values_list("pk", "name"))
    return {
        value: f"{sources[family]} on “{texts[statement]}”"
        for value, (statement, family) in parts.items()
        if family in sources and statement in texts
    }

"""The names that stand on screen for ids in an address, and the names a form may offer."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from claims.models import Article, Label, Membership, Proposition, Source, Workspace
from claims.queries.cells import names_of
from claims.queries.filters import Filters, as_uuid

SOURCE_FILTERS = ("publisher", "source", "origin", "family")
MOST_NAMES = 300
LONGEST_NAME = 80


def of_filters(workspace: Workspace, filters: Filters) -> dict[str, str]:
    """Id -> name for the ids among the values of filters. One query for each sort of thing that is named by id."""
    found: dict[str, str] = {}
    sources = [value for name in SOURCE_FILTERS for value in filters.get(name)]
    if ids := _ids(sources):
        found |= _names(Source.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", "name"))
    if ids := _ids(filters.get("label")):
        found |= _names(Label.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", "name"))
    if ids := _ids(filters.get("article")):
        found |= _names(Article.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", "title"))
    if ids := _ids(filters.get("proposition")):
        found |= _names(Proposition.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", "text"))
    cells = names_of(workspace, list(filters.get("cell")))
    return found | {value: _short(name) for value, name in cells.items()}


def of_sources(workspace: Workspace, *, most: int = MOST_NAMES) -> list[str]:
    """Names of the registry that a form offers while one types; a large registry is offered in part. One query."""
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True, article__isnull=True)
    return list(rows.order_by("name", "pk").values_list("name", flat=True)[:most])


def of_members(workspace: Workspace) -> list[str]:
    """User names of the workspace. One query."""
    rows = Membership.objects.filter(workspace=workspace).order_by("user__username")
    return list(rows.values_list("user__username", flat=True))


def _ids(values: Sequence[str]) -> list[UUID]:
    return [key for value in values if (key := as_uuid(value))]


def _names(rows: Iterable[tuple[UUID, str]]) -> dict[str, str]:
    return {str(key): _short(name) for key, name in rows}


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"

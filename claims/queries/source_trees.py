"""The family tree of a source at a date: who stands above and below it, and where its family ends."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from claims.models import Source, SourceRelation, Workspace
from claims.text.dates import parse_date
from claims.vocabulary import FAMILY_RELATIONS, HIERARCHY_RELATIONS, RelationKind

MOST_SOURCES = 150


@dataclass(frozen=True, slots=True)
class Link:
    """That `below` stands in `kind` to `above`."""

    id: UUID
    below: UUID
    above: UUID
    kind: RelationKind
    since: str
    until: str

    @property
    def is_of_family(self) -> bool:
        return self.kind in FAMILY_RELATIONS


@dataclass(frozen=True, slots=True)
class Tree:
    """`tops` are where the ways up over relations of families end: with more than one, a person has to pick."""

    source: Source
    sources: dict[UUID, Source]
    links: tuple[Link, ...]
    tops: tuple[Source, ...]
    is_cut: bool = False
    """Whether there are more below than are told."""

    @property
    def family(self) -> Source:
        """With two tops the source stands for itself."""
        return self.tops[0] if len(self.tops) == 1 else self.source

    @property
    def roots(self) -> tuple[UUID, ...]:
        below = {link.below for link in self.links}
        return tuple(key for key in self.sources if key not in below)

    def under(self, key: UUID) -> list[Link]:
        return [link for link in self.links if link.above == key]


def moment_of(words: str) -> datetime:
    """The moment that a date stands for, known in part or not: its first one. Raises BadDate."""
    return parse_date(words).earliest.astimezone(UTC)


def tree_of(source: Source, *, at: datetime | None) -> Tree:
    """The relations that hold at `at`, or ever, up from the source and down from all above it.

    Two queries a level. A merged source counts as the one it was merged into.
    """
    workspace = source.workspace
    start = source.merged_into_id or source.pk
    links: dict[UUID, Link] = {}
    above = _walk(workspace, {start}, at, links, upwards=True)
    below = _walk(workspace, above, at, links, upwards=False)
    sources = Source.objects.filter(workspace=workspace).in_bulk(above | below)
    tops = _tops(start, sources, links.values())
    ordered = dict(sorted(sources.items(), key=lambda item: (item[1].name, item[0])))
    return Tree(
        source=sources[start],
        sources=ordered,
        links=tuple(link for link in links.values() if link.below in sources and link.above in sources),
        tops=tuple(sources[key] for key in sorted(tops, key=lambda key: sources[key].name)),
        is_cut=len(above | below) > MOST_SOURCES,
    )


def _walk(
    workspace: Workspace, start: Collection[UUID], at: datetime | None, links: dict[UUID, Link], *, upwards: bool
) -> set[UUID]:
    found = set(start)
    level = set(start)
    while level and len(found) <= MOST_SOURCES:
        following = set()
        for link in _links(workspace, level, at, upwards=upwards):
            links[link.id] = link
            following.add(link.above if upwards else link.below)
        level = following - found
        found |= level
    return found


def _links(workspace: Workspace, level: Collection[UUID], at: datetime | None, *, upwards: bool) -> list[Link]:
    end = "source" if upwards else "target"
    here = Q(**{f"{end}__in": level}) | Q(**{f"{end}__merged_into__in": level})
    rows = SourceRelation.objects.filter(here, workspace=workspace, kind__in=HIERARCHY_RELATIONS, ended_at__isnull=True)
    if at is not None:
        rows = rows.filter(Q(since_earliest__isnull=True) | Q(since_earliest__lte=at))
        rows = rows.filter(Q(until_latest__isnull=True) | Q(until_latest__gte=at))
    told = rows.order_by("pk").values_list(
        "pk",
        Coalesce("source__merged_into", "source"),
        Coalesce("target__merged_into", "target"),
        "kind",
        "since_printed",
        "until_printed",
    )
    return [
        Link(key, below, above, RelationKind(kind), since, until)
        for key, below, above, kind, since, until in told
        if below != above
    ]


def _tops(start: UUID, sources: dict[UUID, Source], links: Iterable[Link]) -> set[UUID]:
    """As `claims_family` finds them: the ways up end above, and at what counts as a family of its own."""
    above: dict[UUID, list[UUID]] = defaultdict(list)
    for link in links:
        if link.is_of_family:
            above[link.below].append(link.above)
    tops, waiting, seen = set(), [start], {start}
    while waiting:
        here = waiting.pop()
        steps = [] if sources[here].counts_as_own_family else above[here]
        if not steps:
            tops.add(here)
        for step in steps:
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return tops

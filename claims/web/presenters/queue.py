"""The queue as rows of a list: each article with who has it and where its claims stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from claims.models import Assignment
from claims.queries.articles import ArticleDocument
from claims.queries.highlights import Found
from claims.queries.queue import PARTS, Lane
from claims.web.presenters.addresses import Values, address
from claims.web.presenters.highlights import marked

LANE_WORDS = {
    Lane.MINE: "Mine",
    Lane.UNSTARTED: "Unstarted",
    Lane.IN_PROGRESS: "In progress",
    Lane.DONE: "Done",
}
MANY = 4
WIDTH = 4
"""Of one part of the picture of densities."""


@dataclass(frozen=True, slots=True)
class Tab:
    lane: str
    words: str
    count: int
    more: bool
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """One part of a text, with how many claims begin in it."""

    x: int
    shade: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    article: ArticleDocument
    title: SafeString
    people: Sequence[Assignment]
    progress: str
    strokes: Sequence[Stroke]
    where: str
    """The picture in words."""


def tabs(path: str, values: Values, lane: Lane, lengths: Mapping[Lane, tuple[int, bool]]) -> list[Tab]:
    """The lanes with the filters in force kept."""
    return [
        Tab(
            lane=one.value,
            words=LANE_WORDS[one],
            count=lengths[one][0],
            more=lengths[one][1],
            address=address(path, values, show=one.value, cursor=None),
            current=one is lane,
        )
        for one in Lane
    ]


def rows(
    documents: Sequence[ArticleDocument],
    found: Mapping[str, Found],
    people: Mapping[UUID, Sequence[Assignment]],
    densities: Mapping[str, Sequence[int]],
    *,
    mine: int | None,
) -> list[QueueRow]:
    """`mine` is who asks where the lane is theirs: how far their own set is counts there."""
    return [_row(document, found, people.get(UUID(document["id"]), ()), densities, mine=mine) for document in documents]


def _row(
    document: ArticleDocument,
    found: Mapping[str, Found],
    people: Sequence[Assignment],
    densities: Mapping[str, Sequence[int]],
    *,
    mine: int | None,
) -> QueueRow:
    hit = found.get(document["id"])
    own = [str(row.annotation_set.progress) for row in people if row.annotator_id == mine]
    counts = densities.get(document["id"], ())
    return QueueRow(
        article=document,
        title=marked(hit.heading if hit and hit.heading else document["title"]),
        people=people,
        progress=own[0] if own else document["progress"],
        strokes=[Stroke(x=place * WIDTH, shade=min(count, MANY)) for place, count in enumerate(counts) if count],
        where=_where(counts),
    )


def _where(counts: Sequence[int]) -> str:
    """In thirds of the text, as one would say it."""
    if not any(counts):
        return "no claims yet"
    third = PARTS // 3
    parts = zip(("the first", "the middle", "the last"), (0, third, 2 * third), strict=True)
    return ", ".join(f"{sum(counts[start : start + third])} in {name} third" for name, start in parts)

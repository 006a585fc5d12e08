"""The parts of a source summary: sentences whose numbers know the rows behind them; what they say is made elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from claims.lineage.contraction import Node
from claims.models import Proposition


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a sentence. What they count are these claims, which the filters of the list of claims find; or a source.

    `section` is the part of the statement's own page that shows it.
    """

    words: str
    claims: tuple[UUID, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    source: UUID | None = None
    section: str = ""


Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Point:
    heading: str
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Summary:
    statement: Proposition
    points: Sequence[Point]

    @property
    def text(self) -> str:
        """To be pasted into a report."""
        parts = [f"Source summary statement (draft): {self.statement.text}"]
        for number, point in enumerate(self.points, start=1):
            words = " ".join("".join(part.words for part in sentence) for sentence in point.sentences)
            parts.append(f"{number}. {point.heading}. {words}")
        return "\n\n".join(parts)


def counted(
    count: int,
    one: str,
    many: str,
    claims: Iterable[UUID],
    statement: Proposition,
    filters: Iterable[tuple[str, str]] = (),
) -> Part:
    wanted = (("proposition", str(statement.pk)), *filters)
    return Part(f"{count} {one if count == 1 else many}", claims=tuple(claims), filters=wanted)


def listed(nodes: Sequence[Node]) -> Iterator[Part]:
    for number, node in enumerate(nodes):
        if number:
            yield Part(" and " if number == len(nodes) - 1 else ", ")
        yield Part(node.name, source=node.source)

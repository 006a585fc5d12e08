"""The places of the same words in a text, each with its neighbours: a keyword in context."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.queries.placed import Placed
from claims.text.spans import Span

AROUND = 60


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `taken` says why it is not ticked, empty where it is."""

    start: int
    end: int
    before: str
    words: str
    after: str
    taken: str
    claim: str = ""
    """Where a source is marked: the claim it is marked for."""

    @property
    def value(self) -> str:
        return f"{self.start}-{self.end}" + (f" {self.claim}" if self.claim else "")


def place(text: str, span: Span, *, taken: str = "", claim: str = "") -> Place:
    before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + AROUND].partition("\n")[0]
    return Place(span.start, span.end, before, text[span.start : span.end], after, taken, claim)


def claim_places(text: str, found: Sequence[Span], standing: Sequence[Placed]) -> list[Place]:
    """Where exactly these words are a claim already, nothing is ticked."""
    marked = {claim.spans for claim in standing}
    return [place(text, span, taken="is a claim already" if (span,) in marked else "") for span in found]

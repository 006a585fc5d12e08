"""What a suggester answers: proposed attributions of one text; finding them is for the modules beside this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.text.spans import Span
from claims.vocabulary import Certainty, Identifiability, Quotation, SourceKind, Stance, Verification


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed hop: who (`source`) says (`cue`) what (`content`), in code points of the text as given.

    `content` has at least one span; `source` is empty where the text leaves it out, `cue` where only structure shows
    it. `score` is 0 to 1. `nested_in` is the index, in the same answer, of the proposal whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    rule: str
    why: str
    nested_in: int | None = None
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.NOT_STATED
    verification: Verification = Verification.NOT_STATED
    quotation: Quotation = Quotation.INDIRECT
    source_kind: SourceKind = SourceKind.UNKNOWN
    identifiability: Identifiability = Identifiability.NAMED
    refers_to: str = ""
    """Whom the source stands for ("he", "the report"), as this text names them; empty where it names itself."""


class Suggester(Protocol):
    """Anything that reads a text and proposes attributions; the same text always gets the same answer."""

    name: str
    version: str

    def suggest(self, text: str) -> Sequence[Proposal]:
        """Proposals in the order of the text; a parent stands before what is nested in it."""
        ...

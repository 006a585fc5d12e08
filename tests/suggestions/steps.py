"""Proposals of the rules in words, as tests compare them."""

from collections.abc import Sequence

from claims.suggestions.proposals import Proposal
from claims.suggestions.rules import Rules
from claims.text.spans import Span

Step = tuple[str, str, str]


def words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def proposals(text: str) -> Sequence[Proposal]:
    return Rules().suggest(text)


def steps(text: str) -> list[Step]:
    """Source, cue and content of each proposal."""
    return [
        (words(text, found.source), words(text, found.cue), words(text, found.content)) for found in proposals(text)
    ]


def step(text: str) -> Proposal:
    """The only proposal of a text."""
    [found] = proposals(text)
    return found

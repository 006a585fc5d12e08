"""Statements as rows of a list, and texts with what another text has marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.queries.highlights import END, START
from claims.queries.propositions import PropositionDocument
from claims.text.shingles import shared_runs
from claims.web.presenters.highlights import SENTINELS, marked, marked_words


@dataclass(frozen=True, slots=True)
class StatementRow:
    """`independent` is empty where it was not counted."""

    statement: PropositionDocument
    text: SafeString
    independent: str


def rows(
    documents: Sequence[PropositionDocument], words: Sequence[str], independent: Mapping[str, str]
) -> list[StatementRow]:
    return [
        StatementRow(document, marked_words(document["text"], words), independent.get(document["id"], ""))
        for document in documents
    ]


def compared(text: str, other: str) -> SafeString:
    """The text with marks on the passages that stand in the same order in the other one."""
    plain = text.translate(SENTINELS)
    parts, last = [], 0
    for start, end in shared_runs(plain, other):
        parts.append(f"{plain[last:start]}{START}{plain[start:end]}{END}")
        last = end
    return marked("".join([*parts, plain[last:]]))

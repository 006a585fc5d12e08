"""Sources as the rows of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.queries.sources import SourceDocument
from claims.text.names import match_key
from claims.web.presenters.highlights import marked_words


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source; `aliases` are its other names."""

    source: SourceDocument
    name: SafeString
    aliases: tuple[SafeString, ...]


def rows(documents: Sequence[SourceDocument], words: Sequence[str]) -> list[SourceRow]:
    return [
        SourceRow(
            source=document,
            name=marked_words(document["name"], words),
            aliases=tuple(marked_words(name, words) for name in other_names(document)),
        )
        for document in documents
    ]


def other_names(source: SourceDocument) -> list[str]:
    own = match_key(source["name"])
    return [alias["text"] for alias in source["aliases"] if match_key(alias["text"]) != own]

"""Claims as the rows of a list, and what was done to many of them in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.queries.claim_documents import ClaimDocument
from claims.queries.highlights import Found
from claims.services.bulk_edits import BulkEdit
from claims.web.presenters.chains import claim_words
from claims.web.presenters.highlights import marked

NOTHING = Found("", "")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with its chains as words, and the words searched for marked in quote and note."""

    claim: ClaimDocument
    quote: SafeString
    note: SafeString
    chain: str


def rows(documents: Sequence[ClaimDocument], found: Mapping[str, Found]) -> list[ClaimRow]:
    return [
        ClaimRow(
            claim=document,
            quote=marked(found.get(document["id"], NOTHING).heading or document["quote"]),
            note=marked(found.get(document["id"], NOTHING).passage or document["note"]),
            chain=claim_words(document),
        )
        for document in documents
    ]


def done_in_words(edit: BulkEdit, *, count: int) -> str:
    """ "Label “attack” added, status set to accepted: 12 claims." """
    parts = []
    if edit.add_label:
        parts.append(f"label “{edit.add_label}” added")
    if edit.remove_label:
        parts.append(f"label “{edit.remove_label}” taken off")
    if edit.status:
        parts.append(f"status set to {edit.status.on_screen}")
    if edit.source:
        parts.append(f"“{edit.source.name}” attached")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}: {count} claim{'' if count == 1 else 's'}."

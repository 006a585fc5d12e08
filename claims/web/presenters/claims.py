"""Claims as the rows of a list, one claim within its paragraphs, and a change to many in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.models import ArticleVersion
from claims.queries.articles import SegmentDocument
from claims.queries.claim_documents import ClaimDocument
from claims.queries.highlights import Found
from claims.services.bulk_edits import BulkEdit
from claims.web.presenters.chains import claim_words
from claims.web.presenters.highlights import marked
from claims.web.presenters.marks import Paragraph, paragraphs, placed_of, spans_of, touched

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


def in_context(claim: ClaimDocument, version: ArticleVersion) -> list[Paragraph]:
    """The paragraphs that the claim, its cues and its sources stand in, with their marks."""
    segments = [SegmentDocument(kind=kind, start=start, end=end) for kind, start, end in version.segments]
    only = touched(version.text, spans_of(claim))
    return paragraphs(version.text, segments, [placed_of(claim)], active=claim["id"], only=only)


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

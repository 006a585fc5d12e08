"""Texts and their proposals as JSON lines, in and out; texts with attributions people marked are `gold`'s."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.errors import BadRows
from claims.suggestions.proposals import Proposal
from claims.text.spans import Span

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the name its file gives it."""

    doc: str | int
    text: str


def read_documents(lines: Iterable[bytes]) -> tuple[Document, ...]:
    """Every document of a file, or BadRows with each bad line by its number; blank lines are nothing."""
    documents: list[Document] = []
    bad: list[tuple[int, str]] = []
    for row, line in enumerate(lines, start=1):
        stripped = line.removeprefix(BYTE_ORDER_MARK).strip() if row == 1 else line.strip()
        if not stripped:
            continue
        document = _document(stripped)
        if isinstance(document, Document):
            documents.append(document)
        else:
            bad.append((row, document))
    if bad:
        raise BadRows(bad)
    return tuple(documents)


def _document(line: bytes) -> Document | str:
    """The document, or what is wrong with its line."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return "This is not a JSON object; a line is {“doc”: ..., “text”: ...}."
    if not isinstance(fields, dict):
        return "This is not a JSON object; a line is {“doc”: ..., “text”: ...}."
    doc, text = fields.get("doc"), fields.get("text")
    if not isinstance(doc, str | int) or isinstance(doc, bool):
        return "The field “doc” is missing; give the text a name."
    if not isinstance(text, str):
        return "The field “text” is missing or is no text."
    return Document(doc, text)


def document_line(document: Document, proposals: Sequence[Proposal]) -> bytes:
    """The proposals of a document as one line, offsets in code points of its text as given."""
    attributions = [
        {
            "source": _spans(proposal.source),
            "cue": _spans(proposal.cue),
            "content": _spans(proposal.content),
            "score": proposal.score,
            "why": proposal.why,
            "nested_in": proposal.nested_in,
            "rule": proposal.rule,
            "stance": proposal.stance,
            "certainty": proposal.certainty,
            "verification": proposal.verification,
            "quotation": proposal.quotation,
            "source_kind": proposal.source_kind,
            "identifiability": proposal.identifiability,
            "refers_to": proposal.refers_to,
        }
        for proposal in proposals
    ]
    return json.dumps({"doc": document.doc, "attributions": attributions}).encode("ascii") + b"\n"


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]

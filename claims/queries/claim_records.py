"""From the document in which a claim is read back to the record in which it is written."""

from uuid import UUID

from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference, TranslationRecord
from claims.queries.claim_documents import AttributionDocument, ClaimDocument, SpanDocument
from claims.text.dates import parse_date
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    Basis,
    Certainty,
    ClaimStatus,
    Lineage,
    Medium,
    Polarity,
    Quotation,
    Stance,
    Verification,
)


def record_of(document: ClaimDocument) -> ClaimRecord:
    """The record that, written, gives this document again; labels and sources by id, so that they may be renamed."""
    return ClaimRecord(
        spans=_spans(document["spans"]),
        chains=tuple(
            ChainRecord(
                lineage=Lineage(chain["lineage"]),
                attributions=tuple(_attribution(hop) for hop in chain["attributions"]),
                id=UUID(chain["id"]),
            )
            for chain in document["chains"]
        ),
        quotation=Quotation(document["quotation"]),
        polarity=Polarity(document["polarity"]),
        labels=tuple(document["label_ids"]),
        note=document["note"],
        status=ClaimStatus(document["status"]),
        proposition=document["proposition"] or "",
        id=UUID(document["id"]),
        translation=_translation(document),
    )


def _translation(document: ClaimDocument) -> TranslationRecord | None:
    """Also of documents that the audit kept before claims were translated."""
    shown = document.get("translation")
    return TranslationRecord(shown["text"], shown["method"], shown["by"] or "") if shown else None


def _attribution(hop: AttributionDocument) -> AttributionRecord:
    return AttributionRecord(
        source=SourceReference(id=UUID(hop["source"]["id"])) if hop["source"] else None,
        source_spans=_spans(hop["source_spans"]),
        cue_spans=_spans(hop["cue_spans"]),
        stance=Stance(hop["stance"]),
        certainty=Certainty(hop["certainty"]),
        verification=Verification(hop["verification"]),
        basis=Basis(hop["basis"]),
        medium=Medium(hop["medium"]),
        said=parse_date(hop["said"]) if hop["said"] else None,
        upstream_article=UUID(hop["upstream_article"]) if hop["upstream_article"] else None,
        id=UUID(hop["id"]),
    )


def _spans(spans: list[SpanDocument]) -> tuple[QuotedSpan, ...]:
    return tuple(QuotedSpan(span["start"], span["end"], span["exact"]) for span in spans)

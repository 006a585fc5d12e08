"""Records as JSON objects, every key present, in one order for ever; how they become a file is for `jsonl`."""

from uuid import UUID

from claims.exchange.fields import Json
from claims.exchange.records import (
    AliasRecord,
    ArticleRecord,
    AttributionRecord,
    ChainRecord,
    ClaimRecord,
    DependenceRecord,
    IdentifierRecord,
    JudgementRecord,
    PropositionRecord,
    RelationRecord,
    SourceRecord,
    SourceReference,
    TranslationRecord,
)
from claims.text.dates import PartialDate, format_date, parse_date
from claims.text.segments import Segment
from claims.text.spans import QuotedSpan


def source_json(source: SourceRecord) -> Json:
    return {
        "type": "source",
        "id": _uuid(source.id),
        "name": source.name,
        "short_name": source.short_name,
        "kind": source.kind,
        "identifiability": source.identifiability,
        "article": _uuid(source.article),
        "description": source.description,
        "counts_as_own_family": source.counts_as_own_family,
        "external_uri": source.external_uri,
        "aliases": [_alias(alias) for alias in source.aliases],
        "identifiers": [_identifier(identifier) for identifier in source.identifiers],
        "relations": [_relation(relation) for relation in source.relations],
    }


def proposition_json(proposition: PropositionRecord) -> Json:
    return {
        "type": "proposition",
        "id": _uuid(proposition.id),
        "text": proposition.text,
        "note": proposition.note,
        "relations": [{"kind": one.kind, "target": one.target} for one in proposition.relations],
    }


def judgement_json(judgement: JudgementRecord) -> Json:
    return {
        "type": "judgement",
        "claim": _uuid(judgement.claim),
        "proposition": judgement.proposition,
        "verdict": judgement.verdict,
        "analyst": judgement.analyst,
    }


def dependence_json(dependence: DependenceRecord) -> Json:
    return {
        "type": "dependence",
        "article": _uuid(dependence.article),
        "on_article": _uuid(dependence.on_article),
        "source": _uuid(dependence.source),
        "on_source": _uuid(dependence.on_source),
        "kind": dependence.kind,
        "state": dependence.state,
        "why": dependence.why,
        "decided_by": dependence.decided_by,
    }


def article_json(article: ArticleRecord) -> Json:
    return {
        "type": "article",
        "id": _uuid(article.id),
        "title": article.title,
        "publisher": _reference(article.publisher),
        "url": article.url,
        "archive_url": article.archive_url,
        "byline": article.byline,
        "published": date_json(article.published),
        "language": article.language,
        "wire_credit": _reference(article.wire_credit),
        "republishes": _uuid(article.republishes),
        "text": article.text,
        "segments": None if article.segments is None else [_segment(segment) for segment in article.segments],
        "claims": [claim_json(claim, article.text) for claim in article.claims],
    }


def claim_json(claim: ClaimRecord, text: str) -> Json:
    """The shape of `POST claims/`; quotes are cut from the text, and so are never missing."""
    return {
        "id": _uuid(claim.id),
        "spans": _spans(claim.spans, text),
        "quotation": claim.quotation,
        "polarity": claim.polarity,
        "labels": list(claim.labels),
        "note": claim.note,
        "status": claim.status,
        "proposition": claim.proposition or None,
        "chains": [_chain(chain, text) for chain in claim.chains],
        "translation": _translation(claim.translation),
    }


def _translation(translation: TranslationRecord | None) -> Json | None:
    if translation is None:
        return None
    return {"text": translation.text, "method": translation.method, "by": translation.by or None}


def date_json(date: PartialDate | None) -> str | Json | None:
    """Text where that says all; else an object that keeps the words of the article and the zone they were read in."""
    if date is None:
        return None
    written = format_date(date)
    if date == parse_date(written):
        return written
    return {"date": written, "words": date.words, "zone": date.zone}


def _chain(chain: ChainRecord, text: str) -> Json:
    return {
        "id": _uuid(chain.id),
        "lineage": chain.lineage,
        "attributions": [_attribution(hop, text) for hop in chain.attributions],
    }


def _attribution(hop: AttributionRecord, text: str) -> Json:
    return {
        "id": _uuid(hop.id),
        "source": _reference(hop.source),
        "source_spans": _spans(hop.source_spans, text),
        "cue_spans": _spans(hop.cue_spans, text),
        "stance": hop.stance,
        "certainty": hop.certainty,
        "verification": hop.verification,
        "basis": hop.basis,
        "medium": hop.medium,
        "said": date_json(hop.said),
        "upstream_article": _uuid(hop.upstream_article),
    }


def _reference(source: SourceReference | None) -> Json | None:
    if source is None:
        return None
    return {
        "id": _uuid(source.id),
        "name": source.name,
        "kind": source.kind,
        "identifiability": source.identifiability,
    }


def _spans(spans: tuple[QuotedSpan, ...], text: str) -> list[Json]:
    return [{"start": span.start, "end": span.end, "exact": text[span.start : span.end]} for span in spans]


def _segment(segment: Segment) -> Json:
    return {"kind": segment.kind, "start": segment.start, "end": segment.end}


def _alias(alias: AliasRecord) -> Json:
    return {"text": alias.text, "strength": alias.strength}


def _identifier(identifier: IdentifierRecord) -> Json:
    return {"scheme": identifier.scheme, "value": identifier.value}


def _relation(relation: RelationRecord) -> Json:
    return {
        "kind": relation.kind,
        "target": relation.target,
        "target_id": _uuid(relation.target_id),
        "since": date_json(relation.since),
        "until": date_json(relation.until),
    }


def _uuid(identity: UUID | None) -> str | None:
    return None if identity is None else str(identity)

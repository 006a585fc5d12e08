"""JSON objects as records: what each key means and which rules hold within one record; whole files are for `jsonl`."""

from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

from claims.errors import BadRecord, EmptyText, SpanOutsideText
from claims.exchange.fields import Fields, as_uuid, nested
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
from claims.exchange.validation import check_address, check_chains, check_line
from claims.text.normalize import normalize
from claims.text.segments import Segment
from claims.text.spans import QuotedSpan, Span, check_spans
from claims.vocabulary import (
    AliasStrength,
    Basis,
    Certainty,
    ClaimStatus,
    Identifiability,
    IdentifierScheme,
    Lineage,
    Medium,
    Polarity,
    Quotation,
    RelationKind,
    SegmentKind,
    SourceKind,
    Stance,
    Verification,
)


def read_source(fields: Fields) -> SourceRecord:
    return SourceRecord(
        id=fields.identity("id"),
        name=_line(fields, "name", required=True),
        short_name=_line(fields, "short_name"),
        kind=fields.word("kind", SourceKind) or SourceKind.UNKNOWN,
        identifiability=fields.word("identifiability", Identifiability) or Identifiability.NAMED,
        article=fields.identity("article"),
        description=fields.text("description"),
        counts_as_own_family=fields.truth("counts_as_own_family", default=False),
        external_uri=_line(fields, "external_uri"),
        aliases=fields.objects("aliases", _read_alias),
        identifiers=fields.objects("identifiers", _read_identifier),
        relations=fields.objects("relations", _read_relation),
    )


def read_article(fields: Fields) -> ArticleRecord:
    title = _line(fields, "title", required=True)
    text = _Text(fields.raw_text("text", required=True))
    return ArticleRecord(
        id=fields.identity("id"),
        title=title,
        text=text.canonical,
        text_as_given=None if text.given == text.canonical else text.given,
        publisher=_source(fields, "publisher"),
        url=_address(fields, "url"),
        archive_url=_address(fields, "archive_url"),
        byline=_line(fields, "byline"),
        published=fields.date("published"),
        language=_line(fields, "language"),
        wire_credit=_source(fields, "wire_credit"),
        republishes=fields.identity("republishes"),
        segments=text.segments(fields, "segments"),
        claims=fields.objects("claims", text.read_claim),
    )


class _Text:
    """A text as the file gives it, to which the file's offsets refer, and as it is kept, to which the record's do."""

    def __init__(self, given: str) -> None:
        normal = normalize(given)
        self.given = given
        self.canonical = normal.text
        self._map = normal.offset_map
        if not self.canonical.strip():
            raise EmptyText("The article has no text.", field="text")

    def read_claim(self, fields: Fields) -> ClaimRecord:
        claim = ClaimRecord(
            id=fields.identity("id"),
            spans=self._spans(fields, "spans", required=True),
            quotation=fields.word("quotation", Quotation) or Quotation.INDIRECT,
            polarity=fields.word("polarity", Polarity) or Polarity.AFFIRMED,
            labels=fields.texts("labels"),
            note=fields.text("note"),
            status=fields.word("status", ClaimStatus) or ClaimStatus.DRAFT,
            proposition=fields.text("proposition"),
            chains=fields.objects("chains", self._read_chain),
            translation=_translation(fields, "translation"),
        )
        for label in claim.labels:
            check_line(label, field=fields.path("labels"), required=True)
        check_chains(claim.chains, field=fields.path("chains"))
        return claim

    def segments(self, fields: Fields, key: str) -> tuple[Segment, ...] | None:
        if not fields.has(key):
            fields.take(key)
            return None
        segments = fields.objects(key, self._read_segment)
        for before, after in pairwise(segments):
            if after.start < before.end:
                raise SpanOutsideText(
                    f"The segments {before.kind} and {after.kind} overlap or are out of order.", field=fields.path(key)
                )
        return segments

    def _read_chain(self, fields: Fields) -> ChainRecord:
        return ChainRecord(
            id=fields.identity("id"),
            lineage=fields.word("lineage", Lineage) or Lineage.COMPLETE,
            attributions=fields.objects("attributions", self._read_attribution),
        )

    def _read_attribution(self, fields: Fields) -> AttributionRecord:
        return AttributionRecord(
            id=fields.identity("id"),
            source=_source(fields, "source"),
            source_spans=self._spans(fields, "source_spans"),
            cue_spans=self._spans(fields, "cue_spans"),
            stance=fields.word("stance", Stance),
            certainty=fields.word("certainty", Certainty) or Certainty.NOT_STATED,
            verification=fields.word("verification", Verification) or Verification.NOT_STATED,
            basis=fields.word("basis", Basis) or Basis.UNKNOWN,
            medium=fields.word("medium", Medium) or Medium.OTHER,
            said=fields.date("said"),
            upstream_article=fields.identity("upstream_article"),
        )

    def _read_segment(self, fields: Fields) -> Segment:
        kind = fields.word("kind", SegmentKind)
        if kind is None:
            raise fields.wrong("kind", "is missing; it is one of " + ", ".join(SegmentKind))
        given = QuotedSpan(fields.whole_number("start"), fields.whole_number("end"))
        (span,) = self._mapped(
            check_spans(self.given, (given,), field=fields.path("start")), field=fields.path("start")
        )
        return Segment(kind, span.start, span.end)

    def _spans(self, fields: Fields, key: str, *, required: bool = False) -> tuple[QuotedSpan, ...]:
        given = fields.objects(key, _read_span)
        if not given and not required:
            return ()
        path = fields.path(key)
        mapped = self._mapped(check_spans(self.given, given, field=path), field=path)
        return tuple(QuotedSpan(span.start, span.end, self.canonical[span.start : span.end]) for span in mapped)

    def _mapped(self, spans: tuple[Span, ...], *, field: str) -> tuple[Span, ...]:
        if self.given == self.canonical:
            return spans
        moved = [self._map.to_canonical(span.start, span.end) for span in spans]
        # Borders inside a character that was composed move outward, so that neighbours may meet; and a span of
        # nothing but control characters is empty now.
        return check_spans(self.canonical, [QuotedSpan(span.start, span.end) for span in moved], field=field)


def _read_span(fields: Fields) -> QuotedSpan:
    start, end = fields.whole_number("start"), fields.whole_number("end")
    exact = fields.take("exact")
    if exact is not None and not isinstance(exact, str):
        raise fields.wrong("exact", "must be text")
    return QuotedSpan(start, end, exact)


def _read_alias(fields: Fields) -> AliasRecord:
    strength = fields.word("strength", AliasStrength) or AliasStrength.STRONG
    return AliasRecord(_line(fields, "text", required=True), strength)


def _read_identifier(fields: Fields) -> IdentifierRecord:
    scheme = fields.word("scheme", IdentifierScheme)
    if scheme is None:
        raise fields.wrong("scheme", "is missing; it is one of " + ", ".join(IdentifierScheme))
    return IdentifierRecord(scheme, _line(fields, "value", required=True))


def _read_relation(fields: Fields) -> RelationRecord:
    kind = fields.word("kind", RelationKind)
    if kind is None:
        raise fields.wrong("kind", "is missing; it is one of " + ", ".join(RelationKind))
    return RelationRecord(
        kind=kind,
        target=_line(fields, "target", required=True),
        target_id=fields.identity("target_id"),
        since=fields.date("since"),
        until=fields.date("until"),
    )


def _translation(fields: Fields, key: str) -> TranslationRecord | None:
    path = fields.path(key)
    value = fields.take(key)
    return None if value is None else nested(value, _read_translation, path=path)


def _read_translation(fields: Fields) -> TranslationRecord:
    """Who made it is told and not taken over: a file proves nothing of people."""
    made = TranslationRecord(text=fields.raw_text("text", required=True), method=_line(fields, "method"))
    fields.text("by")
    return made


def _source(fields: Fields, key: str) -> SourceReference | None:
    """A UUID, an object, or null."""
    path = fields.path(key)
    value = fields.take(key)
    if value is None:
        return None
    if isinstance(value, str):
        identity = as_uuid(value)
        if identity is None:
            raise BadRecord(f"{path} must be a UUID, an object with a name, or null; it is other text.", field=path)
        return SourceReference(id=identity)
    return nested(value, _read_reference, path=path)


def _read_reference(fields: Fields) -> SourceReference:
    reference = SourceReference(
        id=fields.identity("id"),
        name=_line(fields, "name"),
        kind=fields.word("kind", SourceKind),
        identifiability=fields.word("identifiability", Identifiability),
    )
    if reference.id is None and not reference.name.strip():
        raise fields.wrong("name", "is missing; a source needs a name or an id")
    return reference


def _line(fields: Fields, key: str, *, required: bool = False) -> str:
    text = fields.text(key, required=required)
    check_line(text, field=fields.path(key))
    return text


def _address(fields: Fields, key: str) -> str:
    url = fields.text(key)
    check_address(url, field=fields.path(key))
    return url


Record = SourceRecord | PropositionRecord | ArticleRecord | JudgementRecord | DependenceRecord


def identities(record: Record) -> Iterator[UUID]:
    """Every id a record brings for itself and its parts; ids that point elsewhere are not among them."""
    if isinstance(record, JudgementRecord | DependenceRecord):
        return
    if record.id is not None:
        yield record.id
    if isinstance(record, ArticleRecord):
        for claim in record.claims:
            yield from (part.id for part in _parts(claim) if part.id is not None)


def _parts(claim: ClaimRecord) -> Iterator[ClaimRecord | ChainRecord | AttributionRecord]:
    yield claim
    for chain in claim.chains:
        yield chain
        yield from chain.attributions

"""Any batch of records that the rules allow, for round trips."""

from dataclasses import replace
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from claims.errors import ChainIncomplete
from claims.exchange.records import (
    AliasRecord,
    ArticleRecord,
    AttributionRecord,
    Batch,
    ChainRecord,
    ClaimRecord,
    DependenceRecord,
    IdentifierRecord,
    JudgementRecord,
    PropositionRecord,
    PropositionRelationRecord,
    RelationRecord,
    SourceRecord,
    SourceReference,
    TranslationRecord,
)
from claims.exchange.validation import check_chains
from claims.text.dates import PartialDate, parse_date
from claims.text.normalize import normalize
from claims.text.segments import Segment
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    AliasStrength,
    Basis,
    Certainty,
    ClaimStatus,
    DependenceKind,
    Identifiability,
    IdentifierScheme,
    Lineage,
    Medium,
    Polarity,
    ProposalState,
    PropositionRelationKind,
    Quotation,
    RelationKind,
    SegmentKind,
    SourceKind,
    Stance,
    Verdict,
    Verification,
)

STORABLE = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
WORDS = st.text(STORABLE, max_size=12)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
NAMES = LINES.filter(str.strip)
IDS: SearchStrategy[UUID | None] = st.none() | st.uuids()
ADDRESSES = st.sampled_from(["", "https://example.org/1", "http://example.com/ä?b=1#c"])
RAW_TEXTS = st.text(STORABLE, min_size=1, max_size=40)
TEXTS = RAW_TEXTS.map(lambda raw: normalize(raw).text).filter(str.strip)


@st.composite
def dates(draw: DrawFn) -> PartialDate:
    written = draw(
        st.sampled_from(
            [
                "2024",
                "2024-05",
                "2024-05-03",
                "2024-05-03T09:10Z",
                "2024-05-03T09:10:11.5+02:00",
                "2024-05-03/2024-05-05",
            ]
        )
    )
    return parse_date(written, words=draw(WORDS))


@st.composite
def spans(draw: DrawFn, length: int, *, least: int) -> tuple[QuotedSpan, ...]:
    """Parts in order that do not overlap; `exact` is filled in by whoever knows the text."""
    count = draw(st.integers(least, min(2, length // 2 or 1)))
    borders = sorted(draw(st.lists(st.integers(0, length), min_size=2 * count, max_size=2 * count, unique=True)))
    return tuple(QuotedSpan(borders[i], borders[i + 1]) for i in range(0, 2 * count, 2))


def quoted(found: tuple[QuotedSpan, ...], text: str) -> tuple[QuotedSpan, ...]:
    return tuple(QuotedSpan(span.start, span.end, text[span.start : span.end]) for span in found)


def references() -> SearchStrategy[SourceReference]:
    return st.builds(
        SourceReference,
        id=IDS,
        name=NAMES,
        kind=st.none() | st.sampled_from(SourceKind),
        identifiability=st.none() | st.sampled_from(Identifiability),
    ) | st.builds(SourceReference, id=st.uuids())


@st.composite
def attributions(draw: DrawFn, text: str) -> AttributionRecord:
    return AttributionRecord(
        source=draw(st.none() | references()),
        source_spans=quoted(draw(spans(len(text), least=0)), text),
        cue_spans=quoted(draw(spans(len(text), least=0)), text),
        stance=draw(st.none() | st.sampled_from(Stance)),
        certainty=draw(st.sampled_from(Certainty)),
        verification=draw(st.sampled_from(Verification)),
        basis=draw(st.sampled_from(Basis)),
        medium=draw(st.sampled_from(Medium)),
        said=draw(st.none() | dates()),
        upstream_article=draw(IDS),
        id=draw(IDS),
    )


def _keeps_the_rules(chains: list[ChainRecord]) -> bool:
    try:
        check_chains(chains)
    except ChainIncomplete:
        return False
    return True


@st.composite
def claims(draw: DrawFn, text: str) -> ClaimRecord:
    stepped = st.builds(
        ChainRecord,
        lineage=st.sampled_from([Lineage.COMPLETE, Lineage.UNKNOWN_BEYOND]),
        attributions=st.lists(attributions(text), min_size=1, max_size=2).map(tuple),
        id=IDS,
    )
    own_words = st.builds(ChainRecord, lineage=st.just(Lineage.NONE_GIVEN), attributions=st.just(()), id=IDS)
    return ClaimRecord(
        spans=quoted(draw(spans(len(text), least=1)), text),
        chains=tuple(draw(st.lists(stepped | own_words, min_size=1, max_size=2).filter(_keeps_the_rules))),
        quotation=draw(st.sampled_from(Quotation)),
        polarity=draw(st.sampled_from(Polarity)),
        labels=tuple(draw(st.lists(NAMES, max_size=2))),
        note=draw(WORDS),
        status=draw(st.sampled_from(ClaimStatus)),
        proposition=draw(WORDS),
        id=draw(IDS),
        translation=draw(st.none() | st.builds(TranslationRecord, text=WORDS.filter(str.strip), method=LINES)),
    )


@st.composite
def articles(draw: DrawFn) -> ArticleRecord:
    text = draw(TEXTS)
    marked = draw(spans(len(text), least=0))
    return ArticleRecord(
        title=draw(NAMES),
        text=text,
        publisher=draw(st.none() | references()),
        url=draw(ADDRESSES),
        archive_url=draw(ADDRESSES),
        byline=draw(LINES),
        language=draw(st.sampled_from(["", "en", "ar"])),
        published=draw(st.none() | dates()),
        wire_credit=draw(st.none() | references()),
        segments=draw(st.none() | st.just(tuple(Segment(SegmentKind.BODY, span.start, span.end) for span in marked))),
        claims=tuple(draw(st.lists(claims(text), max_size=2))),
        id=draw(IDS),
        republishes=draw(IDS),
    )


def sources() -> SearchStrategy[SourceRecord]:
    return st.builds(
        SourceRecord,
        name=NAMES,
        kind=st.sampled_from(SourceKind),
        identifiability=st.sampled_from(Identifiability),
        short_name=LINES,
        description=WORDS,
        counts_as_own_family=st.booleans(),
        external_uri=st.sampled_from(["", "https://registry.example/1", "urn:x:1"]),
        aliases=st.lists(st.builds(AliasRecord, text=NAMES, strength=st.sampled_from(AliasStrength)), max_size=2).map(
            tuple
        ),
        identifiers=st.lists(
            st.builds(IdentifierRecord, scheme=st.sampled_from(IdentifierScheme), value=NAMES), max_size=2
        ).map(tuple),
        relations=st.lists(
            st.builds(
                RelationRecord,
                kind=st.sampled_from(RelationKind),
                target=NAMES,
                since=st.none() | dates(),
                until=st.none() | dates(),
                target_id=IDS,
            ),
            max_size=2,
        ).map(tuple),
        id=IDS,
        article=IDS,
    )


def propositions() -> SearchStrategy[PropositionRecord]:
    relations = st.builds(
        PropositionRelationRecord,
        kind=st.sampled_from(PropositionRelationKind),
        target=WORDS.filter(str.strip),
    )
    return st.builds(
        PropositionRecord,
        text=WORDS.filter(str.strip),
        id=IDS,
        note=WORDS,
        relations=st.lists(relations, max_size=2).map(tuple),
    )


def judgements() -> SearchStrategy[JudgementRecord]:
    return st.builds(
        JudgementRecord,
        claim=st.uuids(),
        proposition=WORDS.filter(str.strip),
        verdict=st.sampled_from(Verdict),
        analyst=st.just("") | NAMES,
    )


def dependences() -> SearchStrategy[DependenceRecord]:
    ends = st.lists(st.uuids(), min_size=2, max_size=2, unique=True)
    kinds = st.sampled_from((("article", "on_article"), ("source", "on_source")))
    rest = st.builds(
        DependenceRecord,
        kind=st.sampled_from(DependenceKind),
        state=st.sampled_from(ProposalState),
        why=WORDS,
        decided_by=st.just("") | NAMES,
    )
    return st.builds(
        lambda record, names, keys: replace(record, **dict(zip(names, keys, strict=True))), rest, kinds, ends
    )


def batches() -> SearchStrategy[Batch]:
    return st.builds(
        Batch,
        sources=st.lists(sources(), max_size=2).map(tuple),
        propositions=st.lists(propositions(), max_size=2).map(tuple),
        articles=st.lists(articles(), max_size=2).map(tuple),
    )

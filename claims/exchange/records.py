"""What travels in and out: articles, claims, chains and sources as frozen records; no rows, no formats."""

from dataclasses import dataclass, field
from uuid import UUID

from claims.text.dates import PartialDate
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
    SourceKind,
    Stance,
    Verdict,
    Verification,
)


@dataclass(frozen=True, slots=True)
class SourceReference:
    """A source as a claim points at it: by `id`, or by name, which resolves within the workspace or is created."""

    id: UUID | None = None
    name: str = ""
    kind: SourceKind | None = None
    identifiability: Identifiability | None = None


@dataclass(frozen=True, slots=True)
class AttributionRecord:
    """One hop. `source` is None where the text has only a cue; `stance` None means: asserts if last, else relays."""

    source: SourceReference | None = None
    source_spans: tuple[QuotedSpan, ...] = ()
    cue_spans: tuple[QuotedSpan, ...] = ()
    stance: Stance | None = None
    certainty: Certainty = Certainty.NOT_STATED
    verification: Verification = Verification.NOT_STATED
    basis: Basis = Basis.UNKNOWN
    medium: Medium = Medium.OTHER
    said: PartialDate | None = None
    upstream_article: UUID | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChainRecord:
    """Hops nearest the publisher first; the last one is the origin."""

    lineage: Lineage = Lineage.COMPLETE
    attributions: tuple[AttributionRecord, ...] = ()
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """A claim's words in another language. `method` says how it was made; `by` is a user name, and only read."""

    text: str
    method: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with its parts in reading order; offsets are code points into the canonical text of one version."""

    spans: tuple[QuotedSpan, ...]
    chains: tuple[ChainRecord, ...] = (ChainRecord(lineage=Lineage.NONE_GIVEN),)
    quotation: Quotation = Quotation.INDIRECT
    polarity: Polarity = Polarity.AFFIRMED
    labels: tuple[str, ...] = ()
    note: str = ""
    status: ClaimStatus = ClaimStatus.DRAFT
    proposition: str = ""
    """Text of the proposition this claim makes, by which claims of several articles are grouped; empty for none."""
    id: UUID | None = None
    translation: TranslationRecord | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with its claims. `segments` None means: find them."""

    title: str
    text: str
    publisher: SourceReference | None = None
    url: str = ""
    archive_url: str = ""
    byline: str = ""
    language: str = ""
    published: PartialDate | None = None
    wire_credit: SourceReference | None = None
    segments: tuple[Segment, ...] | None = None
    claims: tuple[ClaimRecord, ...] = ()
    id: UUID | None = None
    republishes: UUID | None = None
    """The article this one prints again."""
    text_as_given: str | None = None
    """The text before it was normalised, where the two differ; offsets of the record are into `text` all the same."""


@dataclass(frozen=True, slots=True)
class AliasRecord:
    text: str
    strength: AliasStrength = AliasStrength.STRONG


@dataclass(frozen=True, slots=True)
class IdentifierRecord:
    scheme: IdentifierScheme
    value: str


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """`kind` from this source to the source named `target`, over the dates given; `target_id` tells namesakes apart."""

    kind: RelationKind
    target: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    target_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source of the registry with all that identifies it."""

    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    identifiability: Identifiability = Identifiability.NAMED
    short_name: str = ""
    description: str = ""
    counts_as_own_family: bool = False
    aliases: tuple[AliasRecord, ...] = ()
    identifiers: tuple[IdentifierRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    id: UUID | None = None
    article: UUID | None = None
    """The one article in which a source that is not named resolves."""
    external_uri: str = ""
    """The address that several workspaces have for it; an import finds it by this first."""


@dataclass(frozen=True, slots=True)
class PropositionRelationRecord:
    """That a proposition supports, contradicts, updates ... the one whose text is `target`."""

    kind: PropositionRelationKind
    target: str


@dataclass(frozen=True, slots=True)
class PropositionRecord:
    """What claims of several articles assert alike; claims point at it by its text."""

    text: str
    id: UUID | None = None
    note: str = ""
    relations: tuple[PropositionRelationRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """One analyst's verdict on a claim of the file; a claim that has any makes no statement but by these."""

    claim: UUID
    proposition: str
    verdict: Verdict
    analyst: str = ""


@dataclass(frozen=True, slots=True)
class DependenceRecord:
    """Whether two articles, or two sources, are independent."""

    kind: DependenceKind
    state: ProposalState = ProposalState.PENDING
    article: UUID | None = None
    on_article: UUID | None = None
    source: UUID | None = None
    on_source: UUID | None = None
    why: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file brings: sources first, then propositions, then articles with their claims."""

    sources: tuple[SourceRecord, ...] = ()
    articles: tuple[ArticleRecord, ...] = ()
    rows: tuple[int, ...] = field(default=())
    """For each article, the row of the file (from 1) it came from, so that a later error can name it."""
    propositions: tuple[PropositionRecord, ...] = ()
    source_rows: tuple[int, ...] = ()
    """The same for each source."""
    judgements: tuple[tuple[int, JudgementRecord], ...] = ()
    """Each with its row."""
    dependences: tuple[tuple[int, DependenceRecord], ...] = ()
    """Each with its row."""

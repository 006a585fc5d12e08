"""The demo's articles and cast, read from their files into records; putting them into a workspace is not for here."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from claims.errors import BadRecord, ClaimsError, QuoteAmbiguous, QuoteNotFound
from claims.exchange.fields import Fields, nested
from claims.exchange.records import (
    AliasRecord,
    ArticleRecord,
    AttributionRecord,
    Batch,
    ChainRecord,
    ClaimRecord,
    IdentifierRecord,
    PropositionRecord,
    RelationRecord,
    SourceRecord,
    SourceReference,
)
from claims.exchange.validation import check_chains
from claims.text.dates import PartialDate, parse_date
from claims.text.segments import Segment
from claims.text.spans import QuotedSpan, check_spans
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

FOLDER = Path(__file__).parent / "demo"
PARAGRAPH_BREAK = "\n\n"

T = TypeVar("T")
Cast = dict[str, SourceRecord]
Ids = dict[str, UUID]


def load(folder: Path = FOLDER) -> Batch:
    """Everything in the folder, or the first error with the file it is in. The same files give the same ids."""
    files = sorted((folder / "articles").glob("*.toml"))
    ids = {file.stem: uuid5(NAMESPACE_URL, f"demo:{file.stem}") for file in files}
    sources = _read(folder / "sources.toml", lambda fields: fields.objects("sources", _source))
    cast = {source.name: source for source in sources}
    for source in sources:
        for relation in source.relations:
            _member(cast, relation.target)
    articles = tuple(_read(file, _Article(ids[file.stem], cast, ids).read) for file in files)
    texts = dict.fromkeys(claim.proposition for article in articles for claim in article.claims if claim.proposition)
    return Batch(
        sources=sources,
        propositions=tuple(PropositionRecord(text) for text in texts),
        articles=articles,
        rows=tuple(range(1, len(articles) + 1)),
    )


def find(text: str, words: str) -> QuotedSpan:
    """Where the words stand, once; with braces, the part in braces, the rest being there to tell it apart."""
    before, opening, rest = words.partition("{")
    marked, _, after = rest.partition("}")
    if not opening:
        before, marked = "", words
    whole = before + marked + after
    count = text.count(whole)
    if not count:
        raise QuoteNotFound(f"“{whole}” does not stand in the article.")
    if count > 1:
        raise QuoteAmbiguous(f"“{whole}” stands {count} times in the article; write more of the sentence, with braces.")
    start = text.index(whole) + len(before)
    return QuotedSpan(start, start + len(marked), marked)


def _read(file: Path, read: Callable[[Fields], T]) -> T:
    try:
        return nested(tomllib.loads(file.read_text(encoding="utf-8")), read, path="")
    except (ClaimsError, tomllib.TOMLDecodeError) as wrong:
        raise BadRecord(f"{file.name}: {wrong}", field=file.name) from wrong


def _source(fields: Fields) -> SourceRecord:
    return SourceRecord(
        name=fields.text("name", required=True),
        short_name=fields.text("short_name"),
        kind=fields.word("kind", SourceKind) or SourceKind.UNKNOWN,
        description=fields.text("description", required=True),
        counts_as_own_family=fields.truth("counts_as_own_family", default=False),
        aliases=(
            *(AliasRecord(alias) for alias in fields.texts("aliases")),
            *(AliasRecord(alias, AliasStrength.WEAK) for alias in fields.texts("weak_aliases")),
        ),
        identifiers=_identifiers(fields),
        relations=fields.objects("relations", _relation),
    )


def _identifiers(fields: Fields) -> tuple[IdentifierRecord, ...]:
    value = fields.take("identifiers")
    if value is None:
        return ()

    def read(inner: Fields) -> tuple[IdentifierRecord, ...]:
        found = [(scheme, inner.text(scheme)) for scheme in IdentifierScheme]
        return tuple(IdentifierRecord(scheme, value) for scheme, value in found if value)

    return nested(value, read, path="identifiers")


def _relation(fields: Fields) -> RelationRecord:
    kind = fields.word("kind", RelationKind)
    if kind is None:
        raise fields.wrong("kind", "is missing")
    return RelationRecord(
        kind, fields.text("target", required=True), since=fields.date("since"), until=fields.date("until")
    )


def _member(cast: Cast, name: str) -> SourceRecord:
    if name not in cast:
        raise BadRecord(f"“{name}” is not in sources.toml.")
    return cast[name]


def _reference(cast: Cast, name: str) -> SourceReference | None:
    if not name:
        return None
    return SourceReference(name=name, kind=_member(cast, name).kind, identifiability=Identifiability.NAMED)


class _Article:
    """One file: its text is known once the paragraphs are read, and everything else stands in it."""

    def __init__(self, identity: UUID, cast: Cast, ids: Ids) -> None:
        self._id = identity
        self._cast = cast
        self._ids = ids
        self._text = ""

    def read(self, fields: Fields) -> ArticleRecord:
        segments = self._segments(fields)
        return ArticleRecord(
            id=self._id,
            title=fields.text("title", required=True),
            text=self._text,
            segments=segments,
            publisher=_reference(self._cast, fields.text("publisher", required=True)),
            url=fields.text("url", required=True),
            archive_url=fields.text("archive_url"),
            byline=fields.text("byline"),
            language="en",
            published=fields.date("published"),
            wire_credit=_reference(self._cast, fields.text("wire_credit")),
            republishes=self._article(fields, "republishes"),
            claims=fields.objects("claims", self._claim),
        )

    def _segments(self, fields: Fields) -> tuple[Segment, ...]:
        segments: list[Segment] = []
        for kind, paragraph in fields.each("paragraphs", _paragraph):
            if self._text:
                self._text += PARAGRAPH_BREAK
            start = len(self._text)
            self._text += paragraph
            segments.append(Segment(kind, start, len(self._text)))
        return tuple(segments)

    def _claim(self, fields: Fields) -> ClaimRecord:
        claim = ClaimRecord(
            spans=self._marked(fields, "quote", "quotes", required=True),
            chains=self._chains(fields),
            quotation=fields.word("quotation", Quotation) or Quotation.INDIRECT,
            polarity=fields.word("polarity", Polarity) or Polarity.AFFIRMED,
            labels=fields.texts("labels"),
            note=fields.text("note"),
            status=fields.word("status", ClaimStatus) or ClaimStatus.ACCEPTED,
            proposition=fields.text("proposition"),
        )
        check_chains(claim.chains)
        return claim

    def _chains(self, fields: Fields) -> tuple[ChainRecord, ...]:
        lineage = fields.word("lineage", Lineage) or Lineage.COMPLETE
        if fields.truth("own_words", default=False):
            return (ChainRecord(Lineage.NONE_GIVEN),)
        single = fields.objects("chain", self._hop)
        several = fields.each("chains", self._hops)
        return tuple(ChainRecord(lineage, hops) for hops in ((single,) if single else ()) + several)

    def _hops(self, value: object, path: str) -> tuple[AttributionRecord, ...]:
        return Fields({"chain": value}, path=path).objects("chain", self._hop)

    def _hop(self, fields: Fields) -> AttributionRecord:
        return AttributionRecord(
            source=self._hop_source(fields),
            source_spans=self._marked(fields, "mention"),
            cue_spans=self._marked(fields, "cue"),
            stance=fields.word("stance", Stance) or Stance.ASSERTS,
            certainty=fields.word("certainty", Certainty) or Certainty.NOT_STATED,
            verification=fields.word("verification", Verification) or Verification.NOT_STATED,
            basis=fields.word("basis", Basis) or Basis.UNKNOWN,
            medium=fields.word("medium", Medium) or Medium.OTHER,
            said=_said(fields),
            upstream_article=self._article(fields, "upstream"),
        )

    def _hop_source(self, fields: Fields) -> SourceReference | None:
        named, unnamed = fields.text("source"), fields.text("unnamed")
        kind, how = fields.word("kind", SourceKind), fields.word("how", Identifiability)
        if not unnamed:
            return _reference(self._cast, named)
        if named or kind is None or how is None or how is Identifiability.NAMED:
            raise fields.wrong("unnamed", "needs a kind and a how other than named, and no source beside it")
        return SourceReference(name=unnamed, kind=kind, identifiability=how)

    def _marked(self, fields: Fields, key: str, *keys: str, required: bool = False) -> tuple[QuotedSpan, ...]:
        words = [fields.text(key), *(part for other in keys for part in fields.texts(other))]
        spans = tuple(find(self._text, part) for part in words if part)
        if spans or required:
            check_spans(self._text, spans, field=fields.path(key))
        return spans

    def _article(self, fields: Fields, key: str) -> UUID | None:
        stem = fields.text(key)
        if stem and stem not in self._ids:
            raise fields.wrong(key, f"names the file “{stem}”, which is not there")
        return self._ids[stem] if stem else None


def _paragraph(value: object, path: str) -> tuple[SegmentKind, str]:
    match value:
        case [str(kind), str(paragraph)] if kind in list(SegmentKind) and paragraph:
            return SegmentKind(kind), paragraph
    raise BadRecord(f"{path} must be a kind ({', '.join(SegmentKind)}) and a text.", field=path)


def _said(fields: Fields) -> PartialDate | None:
    written, words = fields.text("said"), fields.text("said_words")
    return parse_date(written, words=words) if written else None

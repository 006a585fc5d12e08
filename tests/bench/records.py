"""Invented articles as the records that an import takes."""

from collections.abc import Iterable

from claims.exchange.records import (
    ArticleRecord,
    AttributionRecord,
    Batch,
    ChainRecord,
    ClaimRecord,
    SourceReference,
)
from claims.text.spans import QuotedSpan
from claims.vocabulary import Identifiability, Lineage, SourceKind
from tests.bench.invented import Piece, Said, Step, Stretch, World


def batch_of(world: World, pieces: Iterable[Piece], *, url: str = "") -> Batch:
    return Batch(articles=tuple(article_of(world, piece, url=url) for piece in pieces))


def article_of(world: World, piece: Piece, *, url: str = "") -> ArticleRecord:
    return ArticleRecord(
        title=piece.title,
        text=piece.text,
        publisher=SourceReference(name=world.outlets[piece.outlet]),
        language="en",
        url=url,
        claims=tuple(_claim(world, piece, said, number) for number, said in enumerate(piece.claims)),
    )


def _claim(world: World, piece: Piece, said: Said, number: int) -> ClaimRecord:
    chains = tuple(
        ChainRecord(attributions=tuple(_step(world, piece, step) for step in steps)) for steps in said.chains
    )
    return ClaimRecord(
        spans=(_span(piece, (said.start, said.end)),),
        chains=chains or (ChainRecord(lineage=Lineage.NONE_GIVEN),),
        labels=(f"label {number % 40}",) if number % 5 < 3 else (),
    )


def _step(world: World, piece: Piece, step: Step) -> AttributionRecord:
    if step.source is not None:
        source = SourceReference(name=world.names[step.source])
    else:
        source = SourceReference(name=step.unnamed, kind=SourceKind.PERSON, identifiability=Identifiability.ANONYMOUS)
    return AttributionRecord(
        source=source, source_spans=(_span(piece, step.source_at),), cue_spans=(_span(piece, step.cue_at),)
    )


def _span(piece: Piece, at: Stretch) -> QuotedSpan:
    start, end = at
    return QuotedSpan(start, end, piece.text[start:end])

"""Turns claim records into rows: anchors, chains, attributions and labels of claims about to be written or rewritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from claims.errors import ChainIncomplete, ClaimsError
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord
from claims.exchange.validation import check_chains
from claims.models import (
    Anchor,
    AnnotationSet,
    Article,
    ArticleVersion,
    Attribution,
    Chain,
    Claim,
    ClaimLabel,
    Source,
    Workspace,
)
from claims.models.fields import new_id, partial_date_columns
from claims.services.labels import LabelResolver
from claims.services.sources import Resolver
from claims.text.spans import QuotedSpan, Span, check_spans, context, quote
from claims.vocabulary import MentionRole, Stance

LONGEST_QUOTE = 50_000
LONGEST_NOTE = 50_000
"""Together they stay below the 1 MB that PostgreSQL's full-text index takes, whatever the script."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim is made: on one version of an article, in one annotation set."""

    article: Article
    version: ArticleVersion
    annotation_set: AnnotationSet


@dataclass(slots=True)
class ClaimRows:
    """Rows to be written together, in the order of their foreign keys."""

    anchors: list[Anchor] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    labels: list[ClaimLabel] = field(default_factory=list)

    def save(self) -> None:
        """Four inserts, whatever the number of claims."""
        Anchor.objects.bulk_create(self.anchors, batch_size=1000)
        Chain.objects.bulk_create(self.chains, batch_size=1000)
        Attribution.objects.bulk_create(self.attributions, batch_size=1000)
        ClaimLabel.objects.bulk_create(self.labels, batch_size=1000)


class RowMaker:
    """Makes the rows of a batch of claims; all look-ups of the batch happen in `prepare`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.sources = Resolver(workspace)
        self.labels = LabelResolver(workspace)
        self.rows = ClaimRows()

    def prepare(self, records: Iterable[tuple[ClaimRecord, UUID]]) -> None:
        """Takes (record, id of its article); raises the error of the first record that names what is not there."""
        batch = list(records)
        self.sources.prepare(
            (hop.source, article_id)
            for record, article_id in batch
            for chain in record.chains
            for hop in chain.attributions
            if hop.source
        )
        self.labels.prepare(word for record, _ in batch for word in record.labels)
        self._check_upstream(record for record, _ in batch)

    def _check_upstream(self, records: Iterable[ClaimRecord]) -> None:
        wanted = {
            hop.upstream_article
            for record in records
            for chain in record.chains
            for hop in chain.attributions
            if hop.upstream_article
        }
        if not wanted:
            return
        known = set(Article.objects.filter(workspace=self.workspace, pk__in=wanted).values_list("pk", flat=True))
        for key in wanted - known:
            raise ClaimsError(f"There is no article {key} in this workspace.", field="upstream_article")

    def add(self, claim: Claim, version: ArticleVersion, record: ClaimRecord, *, known: frozenset[UUID]) -> None:
        """Fills the claim's columns from the record and adds its rows. `known` are ids the record may keep."""
        spans = check_spans(version.text, record.spans)
        check_chains(record.chains)
        _check_lengths(spans, record.note)
        claim.quote = quote(version.text, spans)
        claim.quotation = record.quotation
        claim.polarity = record.polarity
        claim.note = record.note
        claim.status = record.status
        prefix, suffix = context(version.text, spans)
        mentions: list[dict[str, Any]] = []
        for number, chain in enumerate(record.chains, start=1):
            self._add_chain(claim, version.text, chain, number=number, mentions=mentions, known=known)
        self.rows.anchors.append(
            Anchor(
                workspace=self.workspace,
                claim=claim,
                version=version,
                start=spans[0].start,
                end=spans[-1].end,
                spans=[[span.start, span.end, version.text[span.start : span.end]] for span in spans],
                mentions=mentions,
                prefix=prefix,
                suffix=suffix,
            )
        )
        self.rows.labels.extend(
            ClaimLabel(workspace=self.workspace, claim=claim, label=label)
            for label in self.labels.resolve(record.labels)
        )

    def _add_chain(
        self,
        claim: Claim,
        text: str,
        record: ChainRecord,
        *,
        number: int,
        mentions: list[dict[str, Any]],
        known: frozenset[UUID],
    ) -> None:
        chain = Chain(
            id=record.id if record.id in known else new_id(),
            workspace=self.workspace,
            claim=claim,
            number=number,
            lineage=record.lineage,
        )
        self.rows.chains.append(chain)
        previous: Source | None = None
        for position, hop in enumerate(record.attributions, start=1):
            path = f"chains[{number - 1}].attributions[{position - 1}]"
            source = (
                self.sources.resolve(hop.source, article_id=claim.article_id, field=f"{path}.source")
                if hop.source
                else None
            )
            if source is not None and previous is not None and source.pk == previous.pk:
                raise ChainIncomplete(
                    f"“{source.name}” stands twice in a row; a source does not relay itself.", field=f"{path}.source"
                )
            previous = source
            row = self._attribution(
                chain, hop, source, position=position, last=position == len(record.attributions), known=known
            )
            self.rows.attributions.append(row)
            mentions.extend(_mentions(row, text, hop, path=path))

    def _attribution(
        self,
        chain: Chain,
        hop: AttributionRecord,
        source: Source | None,
        *,
        position: int,
        last: bool,
        known: frozenset[UUID],
    ) -> Attribution:
        return Attribution(
            id=hop.id if hop.id in known else new_id(),
            workspace=self.workspace,
            claim=chain.claim,
            chain=chain,
            position=position,
            is_origin=last,
            source=source,
            stance=hop.stance or (Stance.ASSERTS if last else Stance.RELAYS),
            certainty=hop.certainty,
            verification=hop.verification,
            basis=hop.basis,
            medium=hop.medium,
            upstream_article_id=hop.upstream_article,
            **partial_date_columns("said", hop.said),
        )

    def save(self) -> None:
        """Writes new sources, then the rows; the claims themselves must stand."""
        self.sources.save()
        self.rows.save()


def _check_lengths(spans: Sequence[Span], note: str) -> None:
    marked = sum(span.end - span.start for span in spans)
    if marked > LONGEST_QUOTE:
        raise ClaimsError(
            f"The claim marks {marked} characters; at most {LONGEST_QUOTE} can be one claim.", field="spans"
        )
    if len(note) > LONGEST_NOTE:
        raise ClaimsError(f"The note has {len(note)} characters; at most {LONGEST_NOTE} are kept.", field="note")


def _mentions(row: Attribution, text: str, hop: AttributionRecord, *, path: str) -> list[dict[str, Any]]:
    marked: list[tuple[MentionRole, Sequence[QuotedSpan]]] = [
        (MentionRole.SOURCE, hop.source_spans),
        (MentionRole.CUE, hop.cue_spans),
    ]
    return [
        {
            "attribution": str(row.pk),
            "role": role.value,
            "spans": [
                [span.start, span.end, text[span.start : span.end]]
                for span in check_spans(text, spans, field=f"{path}.{role}_spans")
            ],
        }
        for role, spans in marked
        if spans
    ]

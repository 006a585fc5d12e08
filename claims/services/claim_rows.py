"""Turns claim records into rows: anchors, chains, attributions and labels of claims about to be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from claims.errors import ChainIncomplete, ClaimsError, UnknownArticle
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
from claims.models.copying import insert_together
from claims.models.fields import new_id, partial_date_columns, printed
from claims.services import limits
from claims.services.labels import LabelResolver
from claims.services.source_resolver import Resolver, standing_id
from claims.text.dates import PartialDate
from claims.text.spans import QuotedSpan, Span, check_spans, context, quote
from claims.vocabulary import MentionRole, Stance

LONGEST_QUOTE = 50_000
LONGEST_METHOD = 100
MOST_CHAINS = 100
MOST_HOPS = 100


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

    def save(self, claims: Sequence[Claim] = ()) -> None:
        """With the claims they belong to, where these are new."""
        insert_together(claims, self.anchors, self.chains, self.attributions, self.labels)


class RowMaker:
    """Makes the rows of a batch of claims; all look-ups of the batch happen in `prepare`.

    `before` are the hops that the claims had, by id. A hop that keeps its id keeps what its record does not change: the
    source it was made with, though that counts as another one now, and the words of its date.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        before: Mapping[UUID, Attribution] | None = None,
        sources: Resolver | None = None,
        by: AbstractBaseUser | None = None,
    ) -> None:
        self.workspace = workspace
        self.before = before or {}
        self._kept: set[UUID] = set()
        self.sources = sources or Resolver(workspace)
        self.labels = LabelResolver(workspace)
        self.by = by
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
            raise UnknownArticle(f"There is no article {key} in this workspace.", field="upstream_article")

    def add(self, claim: Claim, version: ArticleVersion, record: ClaimRecord, *, known: frozenset[UUID]) -> None:
        """Fills the claim's columns from the record and adds its rows. `known` are ids the record may keep."""
        spans = check_spans(version.text, record.spans)
        check_chains(record.chains)
        _check_lengths(spans, record)
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
                workspace_id=self.workspace.pk,
                claim_id=claim.pk,
                version_id=version.pk,
                start=spans[0].start,
                end=spans[-1].end,
                spans=[[span.start, span.end, version.text[span.start : span.end]] for span in spans],
                mentions=mentions,
                prefix=prefix,
                suffix=suffix,
                **self._translation(record),
            )
        )
        self.rows.labels.extend(
            ClaimLabel(workspace_id=self.workspace.pk, claim_id=claim.pk, label_id=label.pk)
            for label in self.labels.resolve(record.labels)
        )

    def _translation(self, record: ClaimRecord) -> dict[str, Any]:
        if record.translation is None or not record.translation.text.strip():
            return {}
        limits.check_prose(record.translation.text, field="translation.text")
        return {
            "translation": record.translation.text,
            "translation_method": limits.line(
                record.translation.method, field="translation.method", most=LONGEST_METHOD
            ),
            "translated_by_id": self.by.pk if self.by else None,
        }

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
            id=self._identity(record.id, known),
            workspace_id=self.workspace.pk,
            claim_id=claim.pk,
            number=number,
            lineage=record.lineage,
        )
        self.rows.chains.append(chain)
        previous: Source | None = None
        for position, hop in enumerate(record.attributions, start=1):
            path = f"chains[{number - 1}].attributions[{position - 1}]"
            limits.check_date(hop.said, field=f"{path}.said")
            source = self._source(hop, article_id=claim.article_id, field=f"{path}.source")
            if source is not None and previous is not None and standing_id(source) == standing_id(previous):
                raise ChainIncomplete(
                    f"“{source.name}” stands twice in a row; a source does not relay itself.", field=f"{path}.source"
                )
            previous = source
            row = self._attribution(
                chain, hop, source, position=position, last=position == len(record.attributions), known=known
            )
            self.rows.attributions.append(row)
            mentions.extend(_mentions(row, text, hop, path=path))

    def _identity(self, wanted: UUID | None, known: frozenset[UUID]) -> UUID:
        """A record may keep an id, but not two records the same one."""
        if wanted is None or wanted not in known or wanted in self._kept:
            return new_id()
        self._kept.add(wanted)
        return wanted

    def _source(self, hop: AttributionRecord, *, article_id: UUID, field: str) -> Source | None:
        if hop.source is None:
            return None
        source = self.sources.resolve(hop.source, article_id=article_id, field=field)
        before = self._before(hop)
        kept: Source | None = before.source if before else None
        return kept if kept is not None and standing_id(kept) == standing_id(source) else source

    def _said(self, hop: AttributionRecord) -> PartialDate | None:
        before = self._before(hop)
        kept: PartialDate | None = before.said if before else None
        return kept if hop.said and not hop.said.words and printed(hop.said) == printed(kept) else hop.said

    def _before(self, hop: AttributionRecord) -> Attribution | None:
        return self.before.get(hop.id) if hop.id else None

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
            id=self._identity(hop.id, known),
            workspace_id=self.workspace.pk,
            claim_id=chain.claim_id,
            chain_id=chain.pk,
            position=position,
            is_origin=last,
            source_id=source.pk if source else None,
            stance=hop.stance or (Stance.ASSERTS if last else Stance.RELAYS),
            certainty=hop.certainty,
            verification=hop.verification,
            basis=hop.basis,
            medium=hop.medium,
            upstream_article_id=hop.upstream_article,
            **partial_date_columns("said", self._said(hop)),
        )

    def save(self, claims: Sequence[Claim] = ()) -> None:
        """Writes new sources, then the rows, with the claims they belong to where these are new."""
        self.sources.save()
        self.rows.save(claims)


def _check_lengths(spans: Sequence[Span], record: ClaimRecord) -> None:
    limits.check_prose(record.note, field="note")
    marked = sum(span.end - span.start for span in spans)
    if marked > LONGEST_QUOTE:
        raise ClaimsError(
            f"The claim marks {marked} characters; at most {LONGEST_QUOTE} can be one claim.", field="spans"
        )
    if len(record.chains) > MOST_CHAINS:
        raise ClaimsError(f"The claim has {len(record.chains)} chains; at most {MOST_CHAINS} are kept.", field="chains")
    longest = max(len(chain.attributions) for chain in record.chains)
    if longest > MOST_HOPS:
        raise ClaimsError(f"A chain has {longest} steps; at most {MOST_HOPS} are kept.", field="chains")


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

"""One import under way: what the ids of a file become, which rows are bad; reading files is done in `imports`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import BadRows, ClaimsError, UnknownArticle
from claims.exchange.records import (
    ArticleRecord,
    AttributionRecord,
    Batch,
    ChainRecord,
    ClaimRecord,
    SourceRecord,
    SourceReference,
)
from claims.models import Article, Source, Workspace
from claims.services import articles, claims, sources
from claims.services.article_rows import AddedArticle, Capture
from claims.services.claim_rows import Place
from claims.services.source_resolver import Resolver

ROWS_AT_ONCE = 200
Progress = Callable[[int, int], None]
"""Called with how many articles are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article with its row in the file."""

    row: int
    record: ArticleRecord


class ImportRun:
    """Writes the records of a file in the order of what they need: sources, articles, sources within them, claims.

    A batch is written at once. If one of it is wrong, each is tried by itself, so that `bad` names every bad row; what
    was written then is for the surrounding transaction to take back.
    """

    def __init__(
        self,
        workspace: Workspace,
        batch: Batch,
        todo: Sequence[Numbered],
        twins: Mapping[UUID, UUID | int],
        *,
        capture: Capture,
        by: AbstractBaseUser | None,
        progress: Progress | None,
    ) -> None:
        self.workspace = workspace
        self.todo = todo
        self.capture = capture
        self.by = by
        self.bad: list[tuple[int, str]] = []
        self.added: dict[int, AddedArticle] = {}
        self.article_ids = {key: twin for key, twin in twins.items() if isinstance(twin, UUID)}
        """Id in the file -> id of the row, also of articles that the workspace has already."""
        self._twins_by_row = {key: twin for key, twin in twins.items() if isinstance(twin, int)}
        self.source_ids: list[UUID] = []
        self.claim_ids: list[UUID] = []
        self.claim_by_id: dict[UUID, UUID] = {}
        """Id in the file -> id of the row."""
        self._judged = {record.claim for _, record in batch.judgements}
        self._progress = progress
        self._steps = 0
        self._resolver = Resolver(workspace)
        """Kept from batch to batch, which name the same sources; begun anew where a batch was taken back."""
        self._sources = list(zip(batch.source_rows or range(1, len(batch.sources) + 1), batch.sources, strict=True))
        self._articles_of_file = {record.id for record in batch.articles if record.id}
        self._source_by_id: dict[UUID, UUID] = {}
        self._standing_sources = self._sources_pointed_at()

    def run(self) -> None:
        self._add_sources([numbered for numbered in self._sources if not self._is_of_file(numbered[1])])
        for chunk in _chunks(self.todo):
            self._each_or_all(chunk, self._add_articles)
            self._step(len(chunk))
        self.article_ids |= {
            key: self.added[row].article.pk for key, row in self._twins_by_row.items() if row in self.added
        }
        self._point_reprints()
        self._resolver = Resolver(self.workspace)
        new = {numbered.record.id for numbered in self.todo if numbered.row in self.added}
        self._add_sources([numbered for numbered in self._sources if numbered[1].article in new - {None}])
        for chunk in _chunks([numbered for numbered in self.todo if numbered.row in self.added]):
            self._each_or_all(chunk, self._add_claims)
            self._step(len(chunk))

    def _step(self, count: int) -> None:
        """An article is done when its claims are, which is the second half."""
        self._steps += count
        if self._progress:
            self._progress(self._steps // 2, len(self.todo))

    def _each_or_all(self, chunk: Sequence[Numbered], add: Callable[[Sequence[Numbered]], None]) -> None:
        try:
            with transaction.atomic():
                add(chunk)
        except ClaimsError:
            for numbered in chunk:
                self._resolver = Resolver(self.workspace)
                try:
                    with transaction.atomic():
                        add([numbered])
                except ClaimsError as wrong:
                    self.bad.append((numbered.row, _reason(wrong)))

    def _is_of_file(self, record: SourceRecord) -> bool:
        return record.article in self._articles_of_file

    def _add_sources(self, numbered: Sequence[tuple[int, SourceRecord]]) -> None:
        records = [record for _, record in numbered]
        try:
            with transaction.atomic():
                self._add_source_rows(records)
        except ClaimsError:
            for row, record in numbered:
                try:
                    with transaction.atomic():
                        self._add_source_rows([record])
                except ClaimsError as wrong:
                    self.bad.append((row, _reason(wrong)))

    def _add_source_rows(self, records: Sequence[SourceRecord]) -> None:
        placed = [replace(record, article=self._article_id(record.article, field="article")) for record in records]
        self._check_articles({record.article for record in placed if record.article}, field="article")
        found = sources.add_rows(self.workspace, placed, by=self.by)
        self.source_ids.extend(source.pk for source in found)
        for record, source in zip(records, found, strict=True):
            if record.id:
                self._source_by_id[record.id] = source.pk

    def _check_articles(self, wanted: set[UUID], *, field: str) -> None:
        known = set(Article.objects.filter(workspace=self.workspace, pk__in=wanted).values_list("pk", flat=True))
        for key in wanted - known:
            raise UnknownArticle(f"There is no article {key} in this workspace.", field=field)

    def _add_articles(self, chunk: Sequence[Numbered]) -> None:
        originals = {numbered.record.republishes for numbered in chunk if numbered.record.republishes}
        self._check_articles(originals - self._articles_of_file, field="republishes")
        records = [self._with_our_sources(numbered.record) for numbered in chunk]
        added = articles.add_rows(records, capture=self.capture, by=self.by, sources=self._resolver)
        for numbered, one in zip(chunk, added, strict=True):
            self.added[numbered.row] = one
            if numbered.record.id:
                self.article_ids[numbered.record.id] = one.article.pk

    def _with_our_sources(self, record: ArticleRecord) -> ArticleRecord:
        return replace(record, publisher=self._source(record.publisher), wire_credit=self._source(record.wire_credit))

    def _point_reprints(self) -> None:
        """What an article reprints may stand further down in the file, so this waits until all are there."""
        changed = []
        for numbered in self.todo:
            original = numbered.record.republishes
            if original and numbered.row in self.added:
                article = self.added[numbered.row].article
                article.republishes_id = self.article_ids.get(original, original)
                changed.append(article)
        Article.objects.bulk_update(changed, ["republishes"], batch_size=500)

    def _add_claims(self, chunk: Sequence[Numbered]) -> None:
        placed = [self._placed(numbered, claim) for numbered in chunk for claim in numbered.record.claims]
        try:
            with transaction.atomic():
                made = claims.add_rows(placed, by=self.by, sources=self._resolver)
        except ClaimsError as wrong:
            raise (self._first_bad_claim(chunk[0]) if len(chunk) == 1 else None) or wrong from wrong
        self.claim_ids.extend(claim.pk for claim in made)
        given = [claim.id for numbered in chunk for claim in numbered.record.claims]
        self.claim_by_id |= {key: claim.pk for key, claim in zip(given, made, strict=True) if key}

    def _first_bad_claim(self, numbered: Numbered) -> ClaimsError | None:
        for place, claim in enumerate(numbered.record.claims):
            try:
                with transaction.atomic():
                    resolver = Resolver(self.workspace)
                    claims.add_rows([self._placed(numbered, claim)], by=self.by, sources=resolver)
            except ClaimsError as wrong:
                field = f"claims[{place}].{wrong.field}" if wrong.field else f"claims[{place}]"
                return ClaimsError(wrong.message, field=field)
        return None

    def _placed(self, numbered: Numbered, claim: ClaimRecord) -> tuple[Place, ClaimRecord]:
        at = self.added[numbered.row]
        if claim.id in self._judged:
            claim = replace(claim, proposition="")
        where = Place(article=at.article, version=at.version, annotation_set=at.record)
        if not any(_names_ids(hop) for chain in claim.chains for hop in chain.attributions):
            return where, claim
        return where, replace(claim, chains=tuple(map(self._chain, claim.chains)))

    def _chain(self, chain: ChainRecord) -> ChainRecord:
        return replace(chain, attributions=tuple(map(self._hop, chain.attributions)))

    def _hop(self, hop: AttributionRecord) -> AttributionRecord:
        if not _names_ids(hop):
            return hop
        upstream = self._article_id(hop.upstream_article, field="upstream_article")
        return replace(hop, source=self._source(hop.source), upstream_article=upstream)

    def _article_id(self, key: UUID | None, *, field: str) -> UUID | None:
        """An id of the file as the row's; another one is left for the services to look for in the workspace."""
        if key is None:
            return None
        if key in self._articles_of_file and key not in self.article_ids:
            raise UnknownArticle(f"The article {key} of this file cannot be read.", field=field)
        return self.article_ids.get(key, key)

    def article_of(self, key: UUID) -> UUID:
        """The row that an id of the file or of the workspace stands for."""
        return self.article_ids.get(key, key)

    def source_of(self, key: UUID) -> UUID:
        """The same of a source."""
        return self._source_by_id.get(key, key)

    def _source(self, reference: SourceReference | None) -> SourceReference | None:
        """By the id the source of the file got, or the id it has in the workspace; else by its name."""
        if reference is None or reference.id is None:
            return reference
        ours = self._source_by_id.get(reference.id)
        if ours:
            return SourceReference(id=ours)
        if reference.id in self._standing_sources or not reference.name:
            return SourceReference(id=reference.id)
        return replace(reference, id=None)

    def _sources_pointed_at(self) -> set[UUID]:
        """Those of the workspace that records point at by id and that are not bound to one article."""
        wanted: set[UUID] = set()
        for numbered in self.todo:
            for reference in _references(numbered.record):
                if reference is not None and reference.id is not None:
                    wanted.add(reference.id)
        wanted -= {record.id for _, record in self._sources if record.id}
        rows = Source.objects.filter(workspace=self.workspace, pk__in=wanted, article__isnull=True)
        return set(rows.values_list("pk", flat=True))


def _reason(wrong: ClaimsError) -> str:
    """What is wrong with a record that was tried alone."""
    return wrong.rows[0][1] if isinstance(wrong, BadRows) else wrong.placed


def _names_ids(hop: AttributionRecord) -> bool:
    return hop.upstream_article is not None or (hop.source is not None and hop.source.id is not None)


def _references(record: ArticleRecord) -> Iterator[SourceReference | None]:
    yield record.publisher
    yield record.wire_credit
    for claim in record.claims:
        for chain in claim.chains:
            yield from (hop.source for hop in chain.attributions)


def _chunks(todo: Sequence[Numbered]) -> Iterator[Sequence[Numbered]]:
    for start in range(0, len(todo), ROWS_AT_ONCE):
        yield todo[start : start + ROWS_AT_ONCE]

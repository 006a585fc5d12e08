"""Bringing in a whole file: its sources, its articles and their claims, all or nothing, with one audit event."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import BadRows, ClaimsError
from claims.exchange.articles_csv import read_articles_csv
from claims.exchange.jsonl import read_jsonl
from claims.exchange.records import ArticleRecord, Batch, ClaimRecord, SourceReference
from claims.exchange.registry import detect, import_format
from claims.ingestion.document import Document
from claims.ingestion.duplicates import fingerprint
from claims.ingestion.ingest import read_file
from claims.models import Article, Workspace
from claims.services import articles, audit, claims, judgements, sources
from claims.services.articles import AddedArticle, Capture, with_same_text
from claims.services.claims import Place
from claims.text.normalize import normalize
from claims.vocabulary import CaptureMethod

AUTOMATIC = "auto"
HEAD_BYTES = 4096
ARTICLES_AT_ONCE = 200
Progress = Callable[[int, int], None]
"""Called with how many articles are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article whose text is in the workspace, or earlier in the file, already."""

    row: int
    title: str
    same_as: UUID | None
    """The article that has the text; None where it stands earlier in the same file."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did. `notes` tell what was guessed."""

    articles: tuple[UUID, ...]
    claims: int
    sources: int
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()


def import_file(
    workspace: Workspace,
    raw: bytes,
    *,
    filename: str,
    by: AbstractBaseUser | None,
    format: str = AUTOMATIC,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Reads and imports one file. Raises BadRows with every bad row by number, or what its format raises."""
    kind = detect(filename, raw[:HEAD_BYTES]) if format == AUTOMATIC else import_format(format).name
    batch, notes, capture = _read(raw, kind, filename=filename)
    outcome = import_batch(workspace, batch, capture=capture, by=by, progress=progress)
    return replace(outcome, notes=notes)


def record_of(document: Document) -> ArticleRecord:
    """A captured document as the record of an article."""
    return ArticleRecord(
        title=document.title,
        text=document.text,
        publisher=SourceReference(name=document.publisher) if document.publisher else None,
        byline=document.byline,
        published=document.published,
        language=document.language,
        url=document.url,
        segments=document.segments,
    )


def _read(raw: bytes, kind: str, *, filename: str) -> tuple[Batch, tuple[str, ...], Capture]:
    capture = Capture(CaptureMethod.IMPORT, captured_from=filename)
    if kind == "jsonl":
        return read_jsonl(io.BytesIO(raw)), (), capture
    if kind == "csv":
        return read_articles_csv([raw]), (), capture
    document = read_file(raw, filename=filename)
    batch = Batch(articles=(record_of(document),), rows=(1,))
    return batch, document.notes, replace(capture, raw_sha256=bytes.fromhex(document.raw_sha256))


@transaction.atomic
def import_batch(
    workspace: Workspace,
    batch: Batch,
    *,
    capture: Capture,
    by: AbstractBaseUser | None,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Imports records. Ids of the file name things within the file; every row gets an id of its own."""
    run = _Run(workspace, capture=capture, by=by)
    run.add_sources(batch)
    todo, skipped = _without_known_texts(workspace, batch)
    for done, chunk in _chunks(todo):
        run.add_articles(chunk)
        if progress:
            progress(done, len(todo))
    if run.bad:
        raise BadRows(sorted(run.bad))
    run.add_sources_of_articles(batch)
    for _, chunk in _chunks(todo):
        run.add_claims(chunk)
    if run.bad:
        raise BadRows(sorted(run.bad))
    judgements.find_or_make(workspace, {row.text for row in batch.propositions}, by=by)
    outcome = ImportOutcome(
        articles=tuple(added.article.pk for added in run.added.values()),
        claims=run.claims,
        sources=len(run.source_ids),
        skipped=tuple(skipped),
    )
    audit.record(
        workspace,
        "import",
        workspace,
        by=by,
        after={
            "file": capture.captured_from,
            "articles": [str(key) for key in outcome.articles],
            "claims": [str(key) for key in run.claim_ids],
            "sources": [str(key) for key in run.source_ids.values()],
        },
    )
    return outcome


Numbered = tuple[int, ArticleRecord]


def _without_known_texts(workspace: Workspace, batch: Batch) -> tuple[list[Numbered], list[Skipped]]:
    rows = batch.rows or tuple(range(1, len(batch.articles) + 1))
    digests = [bytes.fromhex(fingerprint(normalize(article.text).text)) for article in batch.articles]
    known: dict[bytes, UUID | None] = dict(with_same_text(workspace, digests))
    todo, skipped = [], []
    for row, article, digest in zip(rows, batch.articles, digests, strict=True):
        if digest in known:
            skipped.append(Skipped(row=row, title=article.title, same_as=known[digest]))
        else:
            known[digest] = None
            todo.append((row, article))
    return todo, skipped


def _chunks(todo: Sequence[Numbered]) -> Iterator[tuple[int, Sequence[Numbered]]]:
    for start in range(0, len(todo), ARTICLES_AT_ONCE):
        chunk = todo[start : start + ARTICLES_AT_ONCE]
        yield start + len(chunk), chunk


class _Run:
    """One import under way: what the file's ids have become, and which rows were bad."""

    def __init__(self, workspace: Workspace, *, capture: Capture, by: AbstractBaseUser | None) -> None:
        self.workspace = workspace
        self.capture = capture
        self.by = by
        self.source_ids: dict[object, UUID] = {}
        """Id in the file, or name where it has none -> id of the row."""
        self.article_ids: dict[UUID, UUID] = {}
        self.added: dict[int, AddedArticle] = {}
        self.claim_ids: list[UUID] = []
        self.bad: list[tuple[int, str]] = []

    @property
    def claims(self) -> int:
        return len(self.claim_ids)

    def add_sources(self, batch: Batch) -> None:
        self._add_sources(batch, [place for place, record in enumerate(batch.sources) if record.article is None])

    def add_sources_of_articles(self, batch: Batch) -> None:
        """Sources that are not named, once their articles stand; those of skipped articles are not needed."""
        self._add_sources(
            batch, [place for place, record in enumerate(batch.sources) if record.article in self.article_ids]
        )

    def _add_sources(self, batch: Batch, places: Sequence[int]) -> None:
        records = [
            replace(record, article=self.article_ids.get(record.article) if record.article else None)
            for record in (batch.sources[place] for place in places)
        ]
        try:
            found = sources.add_rows(self.workspace, records, by=self.by)
        except BadRows as wrong:
            numbers = batch.source_rows or range(1, len(batch.sources) + 1)
            raise BadRows([(numbers[places[number - 1]], sentence) for number, sentence in wrong.rows]) from wrong
        for record, source in zip(records, found, strict=True):
            self.source_ids[record.id or record.name] = source.pk

    def add_articles(self, chunk: Sequence[Numbered]) -> None:
        def add(part: Sequence[Numbered]) -> None:
            records = [self._article(record) for _, record in part]
            added = articles.add_rows(self.workspace, records, capture=self.capture, by=self.by)
            for (row, record), one in zip(part, added, strict=True):
                self.added[row] = one
                if record.id:
                    self.article_ids[record.id] = one.article.pk

        self._each_or_all(chunk, add)

    def add_claims(self, chunk: Sequence[Numbered]) -> None:
        def add(part: Sequence[Numbered]) -> None:
            placed = []
            for row, record in part:
                at = self.added[row]
                where = Place(article=at.article, version=at.version, annotation_set=at.record)
                placed.extend((where, self._claim(claim)) for claim in record.claims)
                original = self.article_ids.get(record.republishes) if record.republishes else None
                if original:
                    Article.objects.filter(workspace=self.workspace, pk=at.article.pk).update(republishes=original)
            made = claims.add_rows(self.workspace, placed, by=self.by)
            self.claim_ids.extend(claim.pk for claim in made)

        self._each_or_all(chunk, add)

    def _each_or_all(self, chunk: Sequence[Numbered], add: Callable[[Sequence[Numbered]], None]) -> None:
        """Adds the chunk at once; if one of it is wrong, row by row, so that every bad row is named."""
        try:
            with transaction.atomic():
                add(chunk)
        except ClaimsError:
            for numbered in chunk:
                try:
                    with transaction.atomic():
                        add([numbered])
                except ClaimsError as wrong:
                    self.bad.append((numbered[0], wrong.placed))

    def _article(self, record: ArticleRecord) -> ArticleRecord:
        return replace(record, publisher=self._source(record.publisher), wire_credit=self._source(record.wire_credit))

    def _claim(self, record: ClaimRecord) -> ClaimRecord:
        chains = tuple(
            replace(
                chain,
                attributions=tuple(
                    replace(
                        hop,
                        source=self._source(hop.source),
                        upstream_article=self._upstream(hop.upstream_article),
                    )
                    for hop in chain.attributions
                ),
            )
            for chain in record.chains
        )
        return replace(record, chains=chains)

    def _source(self, reference: SourceReference | None) -> SourceReference | None:
        """A source of the file by its new id; one that the file only names, by its name."""
        if reference is None or reference.id is None:
            return reference
        known = self.source_ids.get(reference.id)
        if known:
            return SourceReference(id=known)
        return replace(reference, id=None) if reference.name else reference

    def _upstream(self, key: UUID | None) -> UUID | None:
        return self.article_ids.get(key, key) if key else None

"""Bringing in a whole file: its sources, its articles and their claims, all or nothing, with one audit event."""

import io
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import BadRows
from claims.exchange.articles_csv import read_articles_csv
from claims.exchange.jsonl import read_jsonl
from claims.exchange.records import ArticleRecord, Batch, SourceReference
from claims.exchange.registry import detect, import_format
from claims.exchange.sources_csv import is_of_sources, read_sources_csv
from claims.ingestion.document import Document
from claims.ingestion.duplicates import fingerprint
from claims.ingestion.ingest import read_file, read_page
from claims.ingestion.plain import read_text
from claims.models import Workspace
from claims.services import audit, import_statements
from claims.services.article_rows import Capture
from claims.services.articles import with_same_text
from claims.services.import_run import ImportRun, Numbered
from claims.services.import_run import Progress as Progress
from claims.text.normalize import normalize
from claims.vocabulary import CaptureMethod

AUTOMATIC = "auto"
HEAD_BYTES = 4096


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
    batch, notes, capture = _read(raw, format, filename=filename)
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


def _read(raw: bytes, format: str, *, filename: str) -> tuple[Batch, tuple[str, ...], Capture]:
    kind = detect(filename, raw[:HEAD_BYTES]) if format == AUTOMATIC else import_format(format).name
    capture = Capture(CaptureMethod.IMPORT, captured_from=filename)
    if kind == "jsonl":
        return read_jsonl(io.BytesIO(raw)), (), capture
    if kind == "csv":
        return (read_sources_csv([raw]) if is_of_sources(raw) else read_articles_csv([raw])), (), capture
    document = _read_document(raw, format, filename=filename)
    batch = Batch(articles=(record_of(document),), rows=(1,))
    return batch, document.notes, replace(capture, raw_sha256=bytes.fromhex(document.raw_sha256))


def _read_document(raw: bytes, format: str, *, filename: str) -> Document:
    if format == "html":
        return read_page(raw)
    return read_text(raw, filename=filename) if format == "txt" else read_file(raw, filename=filename)


@transaction.atomic
def import_batch(
    workspace: Workspace,
    batch: Batch,
    *,
    capture: Capture,
    by: AbstractBaseUser | None,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Imports records. Ids of the file name things within the file; every row gets an id of its own.

    An article whose text is known is skipped, and its claims with it; what points at it points at the one that is
    there. Raises BadRows.
    """
    todo, skipped, twins = _without_known_texts(workspace, batch)
    run = ImportRun(workspace, batch, todo, twins, capture=capture, by=by, progress=progress)
    run.run()
    if run.bad:
        raise BadRows(sorted(run.bad))
    bad = import_statements.add(
        workspace, batch, claims=run.claim_by_id, articles=run.article_of, sources=run.source_of, by=by
    )
    if bad:
        raise BadRows(sorted(bad))
    outcome = ImportOutcome(
        articles=tuple(added.article.pk for added in run.added.values()),
        claims=len(run.claim_ids),
        sources=len(run.source_ids),
        skipped=tuple(skipped),
    )
    rows = {"articles": outcome.articles, "claims": run.claim_ids, "sources": run.source_ids}
    named = {name: [str(key) for key in keys] for name, keys in rows.items()}
    audit.record(workspace, "import", workspace, by=by, after={"file": capture.captured_from, **named})
    return outcome


def _without_known_texts(
    workspace: Workspace, batch: Batch
) -> tuple[list[Numbered], list[Skipped], dict[UUID, UUID | int]]:
    """What to add, what to skip, and for each skipped id of the file the article, or the row, that has the text."""
    rows = batch.rows or tuple(range(1, len(batch.articles) + 1))
    digests = [bytes.fromhex(fingerprint(normalize(article.text).text)) for article in batch.articles]
    known: dict[bytes, UUID | int] = dict(with_same_text(workspace, digests))
    todo, skipped = [], []
    twins: dict[UUID, UUID | int] = {}
    for row, article, digest in zip(rows, batch.articles, digests, strict=True):
        twin = known.get(digest)
        if twin is None:
            known[digest] = row
            todo.append(Numbered(row, article))
            continue
        skipped.append(Skipped(row=row, title=article.title, same_as=twin if isinstance(twin, UUID) else None))
        if article.id:
            twins[article.id] = twin
    return todo, skipped, twins

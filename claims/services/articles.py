"""Writes to articles: add, correct, withdraw, and a new version of a text; claims on them have their own module."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import BadRows, ClaimsError, EmptyText, NotFound, Stale, TextTooLarge
from claims.exchange.records import ArticleRecord, SourceReference
from claims.exchange.validation import check_address, check_line
from claims.models import AnnotationSet, Article, ArticleVersion, Workspace
from claims.models.fields import new_id, partial_date_columns
from claims.services import audit
from claims.services.sources import Resolver
from claims.text.normalize import NORMALISATION_VERSION, Normalized, normalize
from claims.text.segments import Segment, find_segments, guess_title, paragraphs
from claims.vocabulary import ArticleProgress, CaptureMethod, SegmentKind, SetKind

LONGEST_TEXT = 5_000_000
LONGEST_TITLE = 1000
LONGEST_BYLINE = 500
LONGEST_ADDRESS = 2000
CORRECTED_COLUMNS = (
    "title", "url", "archive_url", "byline", "language", "publisher", "wire_credit", "published_earliest",
    "published_latest", "published_precision", "published_words", "published_zone", "published_printed", "revision",
    "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Capture:
    """How a text came in. `raw_sha256` None means: of the text itself as UTF-8."""

    method: CaptureMethod
    captured_from: str = ""
    raw_sha256: bytes | None = None


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """A new article with its first version and record, and the normalised text its claims' offsets map through."""

    article: Article
    version: ArticleVersion
    record: AnnotationSet
    normalized: Normalized


def add(workspace: Workspace, record: ArticleRecord, *, capture: Capture, by: AbstractBaseUser | None) -> Article:
    """A new article with its first version. Raises EmptyText, TextTooLarge, NotText, UnknownSource and the like."""
    return add_many(workspace, [record], capture=capture, by=by)[0].article


@transaction.atomic
def add_many(
    workspace: Workspace, records: Sequence[ArticleRecord], *, capture: Capture, by: AbstractBaseUser | None
) -> list[AddedArticle]:
    """New articles, all or none, with one event that names them. The records' claims are left to the caller.

    Raises BadRows where one of several is wrong.
    """
    try:
        added = add_rows(workspace, records, capture=capture, by=by)
    except ClaimsError as wrong:
        if len(records) == 1:
            raise
        raise BadRows(_bad_rows(workspace, records, capture=capture, by=by) or [(1, wrong.placed)]) from wrong
    audit.record(
        workspace,
        "article.add",
        added[0].article if len(added) == 1 else workspace,
        by=by,
        after=[state(item.article) | {"sha256": bytes(item.version.sha256).hex()} for item in added],
        article_id=added[0].article.pk if len(added) == 1 else None,
    )
    return added


def add_rows(
    workspace: Workspace, records: Sequence[ArticleRecord], *, capture: Capture, by: AbstractBaseUser | None
) -> list[AddedArticle]:
    """The rows of new articles without their event: for services that write one event of their own."""
    resolver = Resolver(workspace)
    resolver.prepare(
        (reference, None) for record in records for reference in (record.publisher, record.wire_credit) if reference
    )
    added = [_rows_of(workspace, record, resolver, capture=capture, by=by) for record in records]
    resolver.save()
    articles = [item.article for item in added]
    pointers = {item.article.pk: item.version.pk for item in added}
    Article.objects.bulk_create(articles, batch_size=500)
    ArticleVersion.objects.bulk_create([item.version for item in added], batch_size=100)
    AnnotationSet.objects.bulk_create([item.record for item in added], batch_size=500)
    for article in articles:
        article.current_version_id = pointers[article.pk]
    Article.objects.bulk_update(articles, ["current_version"], batch_size=500)
    return added


def _bad_rows(
    workspace: Workspace, records: Sequence[ArticleRecord], *, capture: Capture, by: AbstractBaseUser | None
) -> list[tuple[int, str]]:
    """Every article of a refused batch that cannot be added, by its number from 1, with the reason."""
    resolver = Resolver(workspace)
    bad = []
    for number, record in enumerate(records, start=1):
        try:
            resolver.prepare((reference, None) for reference in (record.publisher, record.wire_credit) if reference)
            _rows_of(workspace, record, resolver, capture=capture, by=by)
        except ClaimsError as wrong:
            bad.append((number, wrong.placed))
    return bad


def _rows_of(
    workspace: Workspace, record: ArticleRecord, resolver: Resolver, *, capture: Capture, by: AbstractBaseUser | None
) -> AddedArticle:
    normalized = normalize(record.text)
    text = normalized.text
    _check_text(text)
    title = _checked_title(record.title or guess_title(text) or first_words(text))
    article = Article(id=new_id(), workspace=workspace, title=title, created_by_id=by.pk if by else None)
    _fill(article, record, resolver)
    segments = find_segments(text, title=title) if record.segments is None else record.segments
    version = ArticleVersion(
        id=new_id(),
        workspace=workspace,
        article=article,
        number=1,
        title=title,
        text=text,
        length=len(text),
        sha256=hashlib.sha256(text.encode()).digest(),
        raw_sha256=capture.raw_sha256 or hashlib.sha256(record.text.encode()).digest(),
        normalisation=NORMALISATION_VERSION,
        offset_map=normalized.offset_map.as_rows(),
        segments=checked_segments(segments, length=len(text)),
        capture_method=capture.method,
        captured_from=capture.captured_from[:LONGEST_ADDRESS],
    )
    annotation_set = AnnotationSet(workspace=workspace, article=article, kind=SetKind.RECORD)
    return AddedArticle(article=article, version=version, record=annotation_set, normalized=normalized)


def _fill(article: Article, record: ArticleRecord, resolver: Resolver) -> None:
    for field, value, longest in (
        ("byline", record.byline, LONGEST_BYLINE),
        ("url", record.url, LONGEST_ADDRESS),
        ("archive_url", record.archive_url, LONGEST_ADDRESS),
        ("language", record.language, 35),
    ):
        if len(value) > longest:
            raise ClaimsError(f"The {field} has {len(value)} characters; at most {longest} are kept.", field=field)
        check_line(value, field=field)
    check_address(record.url, field="url")
    check_address(record.archive_url, field="archive_url")
    article.url = record.url
    article.archive_url = record.archive_url
    article.byline = record.byline
    article.language = record.language
    article.publisher = _named(record.publisher, resolver, field="publisher")
    article.wire_credit = _named(record.wire_credit, resolver, field="wire_credit")
    for column, value in partial_date_columns("published", record.published).items():
        setattr(article, column, value)


def _named(reference: SourceReference | None, resolver: Resolver, *, field: str) -> Any:
    return resolver.resolve(reference, article_id=None, field=field) if reference else None


def _checked_title(title: str) -> str:
    title = " ".join(normalize(title).text.split())
    if not title:
        raise ClaimsError("An article needs a title.", field="title")
    if len(title) > LONGEST_TITLE:
        raise ClaimsError(f"The title has {len(title)} characters; at most {LONGEST_TITLE} are kept.", field="title")
    return title


def _check_text(text: str) -> None:
    if not text.strip():
        raise EmptyText("The article has no text; paste or upload one with at least a word.", field="text")
    if len(text) > LONGEST_TEXT:
        raise TextTooLarge(
            f"The text has {len(text)} characters; at most {LONGEST_TEXT} are kept. Split it into several articles.",
            field="text",
        )


def first_words(text: str, *, most: int = 80) -> str:
    """The beginning of the first paragraph, as the title of a text without one."""
    spans = paragraphs(text)
    if not spans:
        return ""
    line = text[spans[0].start : spans[0].end]
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def checked_segments(segments: Sequence[Segment], *, length: int) -> list[list[Any]]:
    """Segments as they are stored: in order of the text, apart from each other, inside it."""
    rows = sorted((segment.start, segment.end, segment.kind) for segment in segments)
    end_before = 0
    for start, end, _ in rows:
        if not end_before <= start < end <= length:
            raise ClaimsError(
                f"The segment {start}-{end} is empty, overlaps another one or leaves the text.", field="segments"
            )
        end_before = end
    return [[SegmentKind(kind).value, start, end] for start, end, kind in rows]


def state(article: Article) -> dict[str, Any]:
    """An article as the audit keeps it, without its text."""
    return {
        "id": str(article.pk),
        "title": article.title,
        "url": article.url,
        "archive_url": article.archive_url,
        "publisher": str(article.publisher_id) if article.publisher_id else None,
        "wire_credit": str(article.wire_credit_id) if article.wire_credit_id else None,
        "republishes": str(article.republishes_id) if article.republishes_id else None,
        "byline": article.byline,
        "published": article.published_printed,
        "language": article.language,
        "withdrawn": article.withdrawn_at is not None,
    }


@transaction.atomic
def correct(article: Article, record: ArticleRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Article:
    """Corrects what is known about an article, and its segments if the record has any; its text never changes."""
    locked = _lock(article, revision=revision)
    before = state(locked)
    resolver = Resolver(locked.workspace)
    resolver.prepare((reference, None) for reference in (record.publisher, record.wire_credit) if reference)
    locked.title = _checked_title(record.title)
    _fill(locked, record, resolver)
    resolver.save()
    locked.revision += 1
    locked.updated_at = timezone.now()
    Article.objects.filter(workspace_id=locked.workspace_id, pk=locked.pk).update(
        **{column: getattr(locked, column) for column in CORRECTED_COLUMNS}
    )
    if record.segments is not None:
        version = ArticleVersion.objects.get(workspace_id=locked.workspace_id, pk=locked.current_version_id)
        version.segments = checked_segments(record.segments, length=version.length)
        ArticleVersion.objects.filter(workspace_id=locked.workspace_id, pk=version.pk).update(segments=version.segments)
    audit.record(
        locked.workspace, "article.correct", locked, by=by, before=before, after=state(locked), article_id=locked.pk
    )
    return locked


@transaction.atomic
def mark_progress(annotation_set: AnnotationSet, progress: ArticleProgress, *, by: AbstractBaseUser) -> AnnotationSet:
    """Says how far the annotation of an article is."""
    before = {"progress": str(annotation_set.progress)}
    annotation_set.progress = progress
    annotation_set.save(update_fields=["progress"])
    audit.record(
        annotation_set.workspace,
        "set.progress",
        annotation_set,
        by=by,
        before=before,
        after={"progress": str(progress)},
        article_id=annotation_set.article_id,
    )
    return annotation_set


@transaction.atomic
def withdraw(article: Article, *, by: AbstractBaseUser, revision: int | None = None) -> Article:
    """Takes an article and its claims out of every list; both stay, and `restore` brings them back."""
    return _set_withdrawn(article, "article.withdraw", at=timezone.now(), by=by, revision=revision)


@transaction.atomic
def restore(article: Article, *, by: AbstractBaseUser) -> Article:
    """Brings a withdrawn article back."""
    return _set_withdrawn(article, "article.restore", at=None, by=by, revision=None)


def _set_withdrawn(article: Article, action: str, *, at: Any, by: AbstractBaseUser, revision: int | None) -> Article:
    locked = _lock(article, revision=revision)
    before = state(locked)
    locked.withdrawn_at = at
    locked.revision += 1
    locked.updated_at = timezone.now()
    Article.objects.filter(workspace_id=locked.workspace_id, pk=locked.pk).update(
        withdrawn_at=at, revision=locked.revision, updated_at=locked.updated_at
    )
    audit.record(locked.workspace, action, locked, by=by, before=before, after=state(locked), article_id=locked.pk)
    return locked


def _lock(article: Article, *, revision: int | None) -> Article:
    locked = (
        Article.objects.select_for_update(of=("self",), no_key=True)
        .filter(workspace_id=article.workspace_id, pk=article.pk)
        .first()
    )
    if locked is None:
        raise NotFound("This article is not in this workspace.")
    if revision is not None and locked.revision != revision:
        raise Stale("Somebody changed this article since you opened it; load it again to see both versions.")
    return locked


def with_same_text(workspace: Workspace, sha256: Sequence[bytes]) -> dict[bytes, UUID]:
    """Digest of a text -> the first article of the workspace that has it. One query."""
    rows = (
        ArticleVersion.objects.filter(workspace=workspace, sha256__in=sha256, article__withdrawn_at__isnull=True)
        .order_by("-id")
        .values_list("sha256", "article_id")
    )
    return {bytes(digest): article for digest, article in rows}

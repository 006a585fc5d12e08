"""Writes to articles: add, correct, withdraw, and a new version of a text; claims on them have their own module."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import BadRows, ClaimsError, NotFound, Stale
from claims.exchange.records import ArticleRecord
from claims.models import AnnotationSet, Article, ArticleVersion, Assignment, Workspace
from claims.models.fields import printed
from claims.queries.tombstones import refuse_taken_down
from claims.services import audit
from claims.services.article_rows import (
    AddedArticle,
    ArticleMaker,
    Capture,
    checked_segments,
    checked_title,
    fill,
    references,
)
from claims.services.source_resolver import Resolver
from claims.vocabulary import ArticleProgress, AssignmentState

CORRECTED_COLUMNS = (
    "title", "url", "archive_url", "byline", "language", "publisher", "wire_credit", "published_earliest",
    "published_latest", "published_precision", "published_words", "published_zone", "published_printed", "revision",
    "updated_at",
)  # fmt: skip


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
    if not records:
        return []
    added = _add(ArticleMaker(workspace, capture=capture, by=by), records)
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
    records: Sequence[ArticleRecord], *, capture: Capture, by: AbstractBaseUser | None, sources: Resolver
) -> list[AddedArticle]:
    """The rows of new articles without their event: for services that write one event of their own.

    What a record republishes is left to the caller, who knows what the ids of a file have become.
    """
    maker = ArticleMaker(sources.workspace, capture=capture, by=by, sources=sources)
    return _add(maker, [replace(record, republishes=None) for record in records])


def _add(maker: ArticleMaker, records: Sequence[ArticleRecord]) -> list[AddedArticle]:
    maker.prepare(records)
    bad: list[tuple[int, str]] = []
    for number, record in enumerate(records, start=1):
        try:
            maker.add(record)
        except ClaimsError as wrong:
            if len(records) == 1:
                raise
            bad.append((number, wrong.placed))
    if bad:
        raise BadRows(bad)
    return maker.save()


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
        "published": printed(article.published),
        "language": article.language,
        "withdrawn": article.withdrawn_at is not None,
    }


@transaction.atomic
def correct(article: Article, record: ArticleRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Article:
    """Corrects what is known about an article, and its segments if the record has any; its text never changes.

    `republishes` of the record is left alone.
    """
    locked = lock(article, revision=revision)
    version = locked.current_version
    before = state(locked) | {"segments": version.segments}
    resolver = Resolver(locked.workspace)
    resolver.prepare(references([record]))
    locked.title = checked_title(record.title)
    fill(locked, record, resolver)
    resolver.save()
    locked.revision += 1
    locked.updated_at = timezone.now()
    Article.objects.filter(workspace_id=locked.workspace_id, pk=locked.pk).update(
        **{column: getattr(locked, column) for column in CORRECTED_COLUMNS}
    )
    if record.segments is not None:
        version.segments = checked_segments(record.segments, length=version.length)
    ArticleVersion.objects.filter(workspace_id=locked.workspace_id, pk=version.pk).update(
        segments=version.segments, title=locked.title
    )
    after = state(locked) | {"segments": version.segments}
    audit.record(locked.workspace, "article.correct", locked, by=by, before=before, after=after, article_id=locked.pk)
    return locked


@transaction.atomic
def mark_progress(annotation_set: AnnotationSet, progress: ArticleProgress, *, by: AbstractBaseUser) -> AnnotationSet:
    """Says how far the annotation of an article is, and closes its assignments when it is done."""
    rows = AnnotationSet.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.filter(workspace_id=annotation_set.workspace_id, pk=annotation_set.pk).first()
    if locked is None:
        raise NotFound("This annotation set is not in this workspace.")
    before = {"progress": str(locked.progress)}
    locked.progress = progress
    locked.save(update_fields=["progress"])
    if before["progress"] != progress:
        _close_assignments(locked, done=progress == ArticleProgress.DONE)
    audit.record(
        locked.workspace,
        "set.progress",
        locked,
        by=by,
        before=before,
        after={"progress": str(progress)},
        article_id=locked.article_id,
    )
    return locked


def _close_assignments(annotation_set: AnnotationSet, *, done: bool) -> None:
    """An assignment that was given anew since it was done stays done."""
    was, now = (AssignmentState.OPEN, AssignmentState.DONE) if done else (AssignmentState.DONE, AssignmentState.OPEN)
    rows = Assignment.objects.filter(
        workspace_id=annotation_set.workspace_id, annotation_set_id=annotation_set.pk, state=was
    )
    if not done:
        given = Assignment.objects.filter(
            workspace_id=annotation_set.workspace_id, article_id=annotation_set.article_id, state=now
        )
        latest = rows.exclude(annotator__in=given.values("annotator")).order_by("annotator", "-pk")
        rows = rows.filter(pk__in=latest.distinct("annotator").values("pk"))
    rows.update(state=now, updated_at=timezone.now())


@transaction.atomic
def withdraw(article: Article, *, by: AbstractBaseUser, revision: int | None = None) -> Article:
    """Takes an article and its claims out of every list; both stay, and `restore` brings them back."""
    return _set_withdrawn(article, "article.withdraw", at=timezone.now(), by=by, revision=revision)


@transaction.atomic
def restore(article: Article, *, by: AbstractBaseUser) -> Article:
    """Brings a withdrawn article back. Raises TakenDown."""
    return _set_withdrawn(article, "article.restore", at=None, by=by, revision=None)


def _set_withdrawn(
    article: Article, action: str, *, at: datetime | None, by: AbstractBaseUser, revision: int | None
) -> Article:
    locked = lock(article, revision=revision)
    if at is None:
        refuse_taken_down(locked.workspace, locked.pk)
    before = state(locked)
    locked.withdrawn_at = at
    locked.revision += 1
    locked.updated_at = timezone.now()
    Article.objects.filter(workspace_id=locked.workspace_id, pk=locked.pk).update(
        withdrawn_at=at, revision=locked.revision, updated_at=locked.updated_at
    )
    audit.record(locked.workspace, action, locked, by=by, before=before, after=state(locked), article_id=locked.pk)
    return locked


def lock(article: Article, *, revision: int | None) -> Article:
    """For services that change an article in a transaction of their own. Raises NotFound and Stale."""
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

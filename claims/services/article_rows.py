"""Turns article records into rows: articles with their first version and their record, about to be written."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from claims.errors import ClaimsError, EmptyText, TextTooLarge, UnknownArticle
from claims.exchange.records import ArticleRecord, SourceReference
from claims.exchange.validation import check_address, check_line
from claims.models import AnnotationSet, Article, ArticleVersion, Source, Workspace
from claims.models.copying import insert
from claims.models.fields import new_id, partial_date_columns, printed
from claims.services import limits
from claims.services.source_resolver import Resolver, standing_id
from claims.text.dates import PartialDate
from claims.text.normalize import NORMALISATION_VERSION, Normalized, normalize
from claims.text.segments import Segment, find_segments, guess_title, paragraphs
from claims.vocabulary import CaptureMethod, SegmentKind, SetKind

LONGEST_TEXT = 5_000_000
LONGEST_TITLE = 1000
LONGEST_BYLINE = 500
LONGEST_ADDRESS = 2000
LONGEST_LANGUAGE = 35


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


class ArticleMaker:
    """Makes the rows of a batch of articles; all look-ups of the batch happen in `prepare`."""

    def __init__(
        self, workspace: Workspace, *, capture: Capture, by: AbstractBaseUser | None, sources: Resolver | None = None
    ) -> None:
        self.workspace = workspace
        self.capture = capture
        self.by = by
        self.sources = sources or Resolver(workspace)
        self.reprinted: set[UUID] = set()
        self.added: list[AddedArticle] = []

    def prepare(self, records: Sequence[ArticleRecord]) -> None:
        self.sources.prepare(references(records))
        reprinted = {record.republishes for record in records if record.republishes}
        if reprinted:
            standing = Article.objects.filter(workspace=self.workspace, pk__in=reprinted)
            self.reprinted |= set(standing.values_list("pk", flat=True))

    def add(self, record: ArticleRecord) -> None:
        """Raises EmptyText, TextTooLarge, NotText, UnknownSource and the like."""
        normalized = normalize(record.text)
        check_text(normalized.text)
        title = checked_title(record.title or guess_title(normalized.text) or first_words(normalized.text))
        article = Article(
            id=new_id(),
            workspace=self.workspace,
            title=title,
            republishes_id=self._reprinted(record),
            created_by_id=self.by.pk if self.by else None,
        )
        fill(article, record, self.sources)
        self.added.append(
            AddedArticle(
                article=article,
                version=version_of(article, record, normalized, capture=self.capture),
                record=AnnotationSet(workspace=self.workspace, article=article, kind=SetKind.RECORD),
                normalized=normalized,
            )
        )

    def _reprinted(self, record: ArticleRecord) -> UUID | None:
        if record.republishes is not None and record.republishes not in self.reprinted:
            raise UnknownArticle(f"There is no article {record.republishes} in this workspace.", field="republishes")
        return record.republishes

    def save(self) -> list[AddedArticle]:
        """Writes new sources, then the rows. The key from an article to its version is checked at commit."""
        self.sources.save()
        for item in self.added:
            item.article.current_version = item.version
        insert([item.article for item in self.added])
        insert([item.version for item in self.added])
        insert([item.record for item in self.added])
        return self.added


def version_of(
    article: Article, record: ArticleRecord, normalized: Normalized, *, capture: Capture, number: int = 1
) -> ArticleVersion:
    """The row of one captured text of the article, about to be written."""
    text = normalized.text
    given = record.text if record.text_as_given is None else record.text_as_given
    captured = normalized if record.text_as_given is None else normalize(given)
    return ArticleVersion(
        id=new_id(),
        workspace=article.workspace,
        article=article,
        number=number,
        title=article.title,
        text=text,
        length=len(text),
        sha256=hashlib.sha256(text.encode()).digest(),
        raw_sha256=capture.raw_sha256 or hashlib.sha256(given.encode()).digest(),
        normalisation=NORMALISATION_VERSION,
        offset_map=captured.offset_map.as_rows(),
        segments=_segments(record, normalized, title=article.title),
        capture_method=capture.method,
        captured_from=_printable(capture.captured_from)[:LONGEST_ADDRESS],
    )


def references(records: Iterable[ArticleRecord]) -> Iterable[tuple[SourceReference, None]]:
    """The sources that articles name, all of the registry."""
    return ((named, None) for record in records for named in (record.publisher, record.wire_credit) if named)


def fill(article: Article, record: ArticleRecord, sources: Resolver) -> None:
    """Sets what the record says about the article, but for its title. Raises ClaimsError for what cannot be kept."""
    for field, value, longest in (
        ("byline", record.byline, LONGEST_BYLINE),
        ("url", record.url, LONGEST_ADDRESS),
        ("archive_url", record.archive_url, LONGEST_ADDRESS),
        ("language", record.language, LONGEST_LANGUAGE),
    ):
        if len(value) > longest:
            raise ClaimsError(f"The {field} has {len(value)} characters; at most {longest} are kept.", field=field)
        check_line(value, field=field)
    check_address(record.url, field="url")
    check_address(record.archive_url, field="archive_url")
    limits.check_date(record.published, field="published")
    article.url = record.url
    article.archive_url = record.archive_url
    article.byline = record.byline
    article.language = record.language
    article.publisher = _named(record.publisher, article.publisher, sources, field="publisher")
    article.wire_credit = _named(record.wire_credit, article.wire_credit, sources, field="wire_credit")
    for column, value in partial_date_columns("published", _published(article, record)).items():
        setattr(article, column, value)


def _named(reference: SourceReference | None, before: Source | None, sources: Resolver, *, field: str) -> Source | None:
    """A source that counts as another one now stays the one the article was given."""
    if reference is None:
        return None
    found = sources.resolve(reference, article_id=None, field=field)
    return before if before is not None and standing_id(before) == standing_id(found) else found


def _published(article: Article, record: ArticleRecord) -> PartialDate | None:
    """A date that reads as before and brings no words of its own is the one the article has, with its words."""
    before: PartialDate | None = article.published
    date = record.published
    return before if date and not date.words and printed(date) == printed(before) else date


def checked_title(title: str) -> str:
    title = " ".join(normalize(title).text.split())
    if not title:
        raise ClaimsError("An article needs a title.", field="title")
    if len(title) > LONGEST_TITLE:
        raise ClaimsError(f"The title has {len(title)} characters; at most {LONGEST_TITLE} are kept.", field="title")
    return title


def check_text(text: str) -> None:
    """Raises EmptyText and TextTooLarge, for a canonical text."""
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


def _segments(record: ArticleRecord, normalized: Normalized, *, title: str) -> list[list[Any]]:
    if record.segments is None:
        segments: Sequence[Segment] = find_segments(normalized.text, title=title)
    else:
        segments = [_mapped(segment, normalized) for segment in record.segments]
    return checked_segments(segments, length=len(normalized.text))


def _mapped(segment: Segment, normalized: Normalized) -> Segment:
    """Offsets of a record count in its text, which may not be in normal form yet."""
    span = normalized.offset_map.to_canonical(segment.start, segment.end)
    return Segment(segment.kind, span.start, span.end)


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


def _printable(name: str) -> str:
    """File names are bytes; what of them is no text is shown as a question mark."""
    return name.replace("\0", "?").encode("utf-8", "replace").decode()

"""Articles, their versions, and everything that stands on one; parsing and rules stand elsewhere."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, answer_text, no_content
from claims.api.article_bodies import corrected, numbered_by_line, read_article, read_lines
from claims.api.etags import revision_seen
from claims.api.idempotency import once
from claims.api.pagination import listing, switch
from claims.api.parsers import LinesParser
from claims.api.serializers.articles import (
    AnnotationsSerializer,
    ArticleRowSerializer,
    ArticleSerializer,
    VersionRowSerializer,
    VersionSerializer,
)
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView, claim_address
from claims.errors import NotFound
from claims.models import Article, ArticleVersion, Claim, Workspace
from claims.queries import articles as reading
from claims.queries import filters as narrowing
from claims.queries import label_documents
from claims.queries.access import load
from claims.queries.claim_documents import ClaimDocument, SourceSummary, documents_in_article
from claims.queries.tombstones import load_standing
from claims.services import articles, claims
from claims.services.article_rows import Capture
from claims.tasks import start_with_new_articles
from claims.vocabulary import CaptureMethod


class ArticlesAnswerSerializer(serializers.Serializer[Any]):
    """The articles in the order of the lines, without their texts."""

    articles = ArticleRowSerializer(many=True)


class ArticleList(WorkspaceView):
    @extend_schema(
        operation_id="articles_list",
        parameters=[*filters.ARTICLES, *filters.PAGE],
        responses=paged(ArticleRowSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Articles that pass all filters, the newest first, without their texts."""
        wanted = filters.read_filters(request, narrowing.ARTICLE_FILTERS)
        rows = narrowing.articles(self.access.workspace, wanted)
        return listing(
            request, rows, lambda ids: reading.rows_as_json(self.access.workspace, ids), narrowed=bool(wanted)
        )

    @extend_schema(operation_id="articles_add", request=ArticleSerializer, responses={201: ArticleSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Adds an article. Its text is normalised (NFC, LF, no control characters) and else kept as it is."""
        capture = Capture(CaptureMethod.API)
        added = articles.add(self.access.workspace, read_article(request.data), capture=capture, by=self.access.user)
        start_with_new_articles(self.access.workspace, by=self.access.user)
        return answer_text(
            text_of(self.access.workspace, added.pk),
            status=201,
            location=self.address(request, "articles", added.pk),
            revision=added.revision,
        )


class ArticleBulk(WorkspaceView):
    parser_classes = [LinesParser]

    @extend_schema(
        operation_id="articles_add_many",
        request={"application/x-ndjson": ArticleSerializer},
        responses={201: ArticlesAnswerSerializer},
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Adds up to 1000 articles, one JSON object a line, all or none."""
        lines: Any = request.data
        capture = Capture(CaptureMethod.API)
        with numbered_by_line(lines):
            added = articles.add_many(self.access.workspace, read_lines(lines), capture=capture, by=self.access.user)
        start_with_new_articles(self.access.workspace, by=self.access.user)
        texts = reading.rows_as_json(self.access.workspace, [item.article.pk for item in added])
        return answer_text(f'{{"articles":[{",".join(texts)}]}}', status=201)


class ArticleDetail(WorkspaceView):
    @extend_schema(operation_id="articles_read", parameters=filters.WITHDRAWN, responses=ArticleSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One article with its text. A withdrawn one is 404 unless `?withdrawn=true`."""
        article = load_standing(self.access.workspace, Article.objects.all(), id)
        if article.withdrawn_at and not switch(request, "withdrawn"):
            raise NotFound(f"The article {id} was withdrawn; ?withdrawn=true shows it.")
        return self._answer(article)

    @extend_schema(operation_id="articles_correct", request=ArticleSerializer, responses=ArticleSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Corrects what is known about an article; what is left out stays. Its text never changes."""
        article = load_standing(self.access.workspace, standing(), id)
        record = corrected(article, request.data)
        seen = revision_seen(request, article.revision)
        return self._answer(articles.correct(article, record, by=self.access.user, revision=seen))

    @extend_schema(operation_id="articles_withdraw", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Withdraws the article and its claims: they leave every list and analysis, and can be restored."""
        article = load_standing(self.access.workspace, standing(), id)
        articles.withdraw(article, by=self.access.user, revision=revision_seen(request, article.revision))
        return no_content()

    def _answer(self, article: Article) -> HttpResponse:
        return answer_text(text_of(self.access.workspace, article.pk), revision=article.revision)


class ArticleRestore(WorkspaceView):
    @extend_schema(operation_id="articles_restore", request=None, responses=ArticleSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Brings a withdrawn article back, with its claims."""
        article = load_standing(self.access.workspace, Article.objects.filter(withdrawn_at__isnull=False), id)
        restored = articles.restore(article, by=self.access.user)
        return answer_text(text_of(self.access.workspace, restored.pk), revision=restored.revision)


class ArticleAnnotations(WorkspaceView):
    @extend_schema(operation_id="articles_annotations", responses=AnnotationsSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """An article with its claims in order of the text, the sources they name, and the workspace's labels."""
        workspace = self.access.workspace
        article = load_standing(workspace, standing(), id)
        at = claims.place(article, by=self.access.user)
        rows = Claim.objects.filter(
            withdrawn_at__isnull=True, workspace=workspace, article=article, annotation_set=at.annotation_set
        )
        [document] = reading.documents_of(workspace, [article.pk])
        found = documents_in_article(workspace, rows)
        used = [document["publisher"], document["wire_credit"]]
        return answer(
            {
                "article": document,
                "set": str(at.annotation_set.pk),
                "claims": [claim | {"url": claim_address(request, slug, claim["id"])} for claim in found],
                "sources": sources_used(found, used),
                "labels": [
                    label_documents.document(row) for row in label_documents.standing(workspace).order_by("name")
                ],
            }
        )


class VersionList(WorkspaceView):
    @extend_schema(
        operation_id="versions_list",
        parameters=[OpenApiParameter("article", UUID, description="Id of an article."), *filters.PAGE],
        responses=paged(VersionRowSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Captured texts, the newest first, without the texts themselves."""
        rows = ArticleVersion.objects.filter(workspace=self.access.workspace, article__withdrawn_at__isnull=True)
        wanted = narrowing.Filters.parse(filters.parameters(request), known=("article",))
        if wanted.get("article"):
            rows = rows.filter(article__in=wanted.get("article"))
        return listing(request, rows, lambda ids: reading.version_rows_as_json(self.access.workspace, ids))


class VersionDetail(WorkspaceView):
    @extend_schema(operation_id="versions_read", responses=VersionSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One captured text; it never changes."""
        rows = ArticleVersion.objects.filter(article__withdrawn_at__isnull=True).only("id")
        version = load(self.access.workspace, rows, id)
        return answer_text(reading.versions_as_json(self.access.workspace, [version.pk])[0])


def standing() -> Any:
    return Article.objects.filter(withdrawn_at__isnull=True)


def text_of(workspace: Workspace, key: UUID) -> str:
    return reading.documents_as_json(workspace, [key])[0]


def sources_used(found: Sequence[ClaimDocument], more: Sequence[SourceSummary | None]) -> list[SourceSummary]:
    """Each source once, in the order in which the claims name them."""
    hops = [hop for claim in found for chain in claim["chains"] for hop in chain["attributions"]]
    named = [hop["source"] for hop in hops] + list(more)
    return list({source["id"]: source for source in named if source}.values())

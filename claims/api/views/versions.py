"""New versions of an article's text over HTTP, taking one back, and placing claims that wait."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer_text, as_json
from claims.api.claim_documents import text_of as claim_text
from claims.api.etags import revision_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.articles import VersionRowSerializer
from claims.api.serializers.claims import ClaimSerializer
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.serializers.versions import BroughtSerializer, NewVersionSerializer, PlaceSerializer
from claims.api.workspace_view import WorkspaceView
from claims.models import Article, Workspace
from claims.queries import articles as reading
from claims.queries.access import load
from claims.queries.claim_documents import documents_of
from claims.queries.claim_records import record_of
from claims.queries.tombstones import load_standing
from claims.queries.waiting import text_of, versions_of, visible
from claims.services import versions
from claims.services.article_rows import Capture
from claims.services.placing import placed
from claims.services.versions import Brought
from claims.tasks import start_with_new_articles
from claims.text.spans import check_spans
from claims.vocabulary import CaptureMethod


class ArticleVersions(WorkspaceView):
    @extend_schema(
        operation_id="articles_versions_list", parameters=filters.PAGE, responses=paged(VersionRowSerializer)
    )
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """The texts of an article, the newest first, without the texts themselves."""
        article = load_standing(self.access.workspace, standing(), id)
        return listing(request, versions_of(article).order_by(), self._texts)

    @extend_schema(
        operation_id="articles_versions_bring", request=NewVersionSerializer, responses={201: BroughtSerializer}
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes a changed text current. Claims whose words surely stand in it go along; the others wait."""
        article = load_standing(self.access.workspace, standing(), id)
        given = whole(NewVersionSerializer).run_validation(request.data)
        brought = versions.bring(
            article,
            given["text"],
            capture=Capture(CaptureMethod.API, given.get("captured_from") or ""),
            by=self.access.user,
            revision=revision_seen(request, article.revision),
        )
        start_with_new_articles(self.access.workspace, by=self.access.user)
        return answer_text(document(self.access.workspace, brought), status=201)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return reading.version_rows_as_json(self.access.workspace, ids)


class ArticleVersionUndo(WorkspaceView):
    @extend_schema(operation_id="articles_versions_take_back", request=None, responses=BroughtSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes the text before the current one current again; claims go back to where they stood."""
        article = load_standing(self.access.workspace, standing(), id)
        return answer_text(document(self.access.workspace, versions.take_back(article, by=self.access.user)))


class ClaimPlace(WorkspaceView):
    @extend_schema(operation_id="claims_place", request=PlaceSerializer, responses=ClaimSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Places a claim that waits in the current text; cues and sources go along where their words are."""
        workspace = self.access.workspace
        claim = load(workspace, visible(self.access).select_related("article__current_version", "workspace"), id)
        given = whole(PlaceSerializer).run_validation(request.data)
        text = claim.article.current_version.text
        spans = check_spans(text, given["spans"])
        [shown] = documents_of(workspace, [claim.pk])
        made = placed(record_of(shown), text_of(claim.article, shown["version"]), text, spans)
        seen = revision_seen(request, claim.revision)
        versions.place_again(claim, made.record, by=self.access.user, revision=seen)
        return answer_text(claim_text(request, workspace, claim.pk), revision=claim.revision + 1)


def standing() -> Any:
    return Article.objects.filter(withdrawn_at__isnull=True).select_related("workspace")


def document(workspace: Workspace, brought: Brought) -> str:
    """Without the text, which who sent it has."""
    [row] = reading.version_rows_as_json(workspace, [brought.version.pk])
    waiting = as_json([str(key) for key in brought.waiting])
    return f'{{"version":{row},"moved":{brought.moved},"waiting":{waiting}}}'

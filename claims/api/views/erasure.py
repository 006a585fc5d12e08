"""Words that go for good: takedowns and erasures, and the seals that still prove the rest."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.audit import ErasureSerializer, EventSerializer, ReasonSerializer, SealSerializer
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord
from claims.models import Article, AuditEvent
from claims.permissions import Right
from claims.queries import events, seals, tombstones
from claims.queries.access import load
from claims.services import erasure


class SealList(WorkspaceView):
    @extend_schema(operation_id="audit_seals", parameters=filters.PAGE, responses=paged(SealSerializer))
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The chain of seals, the latest first. Note the latest elsewhere: then no change of it stays unseen."""
        return listing(request, seals.of(self.access.workspace), self._texts)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(seal) for seal in seals.documents_of(self.access.workspace, ids)]


class ArticleTakeDown(WorkspaceView):
    write_right = Right.ADMINISTER

    @extend_schema(operation_id="articles_take_down", request=ReasonSerializer, responses={201: EventSerializer})
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Blanks every word of an article and its claims, also in the audit, for good. Answers with the tombstone."""
        article = load(self.access.workspace, Article.objects.all(), id)
        given = whole(ReasonSerializer).run_validation(request.data)
        erasure.take_down(article, reason=given["reason"], by=self.access.user)
        taken = tombstones.of(self.access.workspace).select_related("actor")
        return answer(events.document(taken.get(action=tombstones.TAKE_DOWN, object_id=article.pk)), status=201)


class AuditErase(WorkspaceView):
    write_right = Right.ADMINISTER

    @extend_schema(operation_id="audit_erase", request=ErasureSerializer, responses={201: EventSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Blanks what events say was changed, for good; that they happened stays. Answers with the tombstone."""
        given = whole(ErasureSerializer).run_validation(request.data)
        chosen, key = given.get("events") or [], given.get("object")
        if not chosen and key is None:
            raise BadRecord("Say what to erase: the ids of events, or the id of an object.", field="events")
        made = erasure.erase(
            self.access.workspace, reason=given["reason"], by=self.access.user, events=chosen, object_id=key
        )
        return answer(events.document(AuditEvent.objects.select_related("actor").get(pk=made.pk)), status=201)

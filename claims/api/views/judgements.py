"""Judgements over HTTP: who says that a claim makes a statement, or does not."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json, no_content
from claims.api.idempotency import once
from claims.api.pagination import listing, switch
from claims.api.serializers.fields import whole
from claims.api.serializers.pages import paged
from claims.api.serializers.propositions import JudgementSerializer
from claims.api.views.filtering import chosen_ids, chosen_words
from claims.api.workspace_view import WorkspaceView
from claims.errors import ClaimsError
from claims.models import Claim, Judgement, Proposition
from claims.queries import judgements, sets
from claims.queries.access import load
from claims.services import verdicts
from claims.vocabulary import Verdict

PARAMETERS = [
    OpenApiParameter("proposition", str, description="Id of a statement, with those that were merged into it."),
    OpenApiParameter("claim", str, description="Id of a claim."),
    OpenApiParameter("analyst", str, description="User name of the person who judged."),
    OpenApiParameter("verdict", str, enum=Verdict.values()),
    OpenApiParameter("superseded", bool, description="Whether to list verdicts that do not stand any more, too."),
]


class JudgementList(WorkspaceView):
    @extend_schema(
        operation_id="judgements_list",
        parameters=[*PARAMETERS, *filters.PAGE],
        responses=paged(JudgementSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Single verdicts, the newest first; which are in effect together, the lineage of a statement says."""
        rows = self._filtered(request, judgements.visible_to(self.access))
        return listing(request, rows, self._texts)

    @extend_schema(operation_id="judgements_make", request=JudgementSerializer, responses={201: JudgementSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Gives your verdict; your earlier one on the same statement is superseded, those of others stay."""
        given = whole(JudgementSerializer).run_validation(request.data)
        workspace = self.access.workspace
        claims = sets.only_visible(self.access, Claim.objects.filter(workspace=workspace).select_related("workspace"))
        claim = claims.filter(pk=given["claim"]).first()
        if claim is None:
            raise ClaimsError(f"There is no claim {given['claim']} in this workspace.", field="claim")
        proposition = Proposition.objects.filter(workspace=workspace, pk=given["proposition"]).first()
        if proposition is None:
            raise ClaimsError(f"There is no statement {given['proposition']} in this workspace.", field="proposition")
        made = verdicts.judge(claim, proposition, given["verdict"], by=self.access.user)
        [document] = judgements.documents_of(workspace, [made.pk])
        return answer(document, status=201, location=self.address(request, "judgements", made.pk))

    def _filtered(self, request: Request, rows: QuerySet[Judgement]) -> QuerySet[Judgement]:
        workspace = self.access.workspace
        if not switch(request, "superseded"):
            rows = rows.filter(superseded_at__isnull=True)
        for key in chosen_ids(request, "proposition"):
            rows = rows.filter(judgements.on_proposition(workspace, key))
        for key in chosen_ids(request, "claim"):
            rows = rows.filter(claim=key)
        if name := request.query_params.get("analyst"):
            rows = rows.filter(analyst__in=User.objects.filter(username=name))
        if words := chosen_words(request, "verdict", Verdict):
            rows = rows.filter(verdict__in=words)
        return rows

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in judgements.documents_of(self.access.workspace, ids)]


class JudgementDetail(WorkspaceView):
    @extend_schema(operation_id="judgements_read", responses=JudgementSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One verdict, whether it stands or not."""
        return answer(judgements.documents_of(self.access.workspace, [self._load(id).pk])[0])

    @extend_schema(operation_id="judgements_withdraw", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Takes your own verdict back; it stays in the history. 403 for another person's."""
        verdicts.withdraw(self._load(id), by=self.access.user)
        return no_content()

    def _load(self, key: UUID) -> Judgement:
        return load(self.access.workspace, judgements.visible_to(self.access), key)

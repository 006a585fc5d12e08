"""Dependences over HTTP: which articles or sources may not be independent, and what people decide."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json
from claims.api.etags import check_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.fields import whole
from claims.api.serializers.jobs import JobSerializer
from claims.api.serializers.pages import paged
from claims.api.serializers.propositions import (
    DecisionSerializer,
    DependenceSerializer,
    FindCopiesSerializer,
    NewDependenceSerializer,
)
from claims.api.views.filtering import chosen_ids, chosen_words
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord, ClaimsError
from claims.models import Article, Dependence, Source
from claims.queries import dependences, jobs
from claims.queries.access import load
from claims.services import dependences as writing
from claims.tasks import COPIES, start_finding_copies
from claims.vocabulary import DependenceKind, ProposalState

PARAMETERS = [
    OpenApiParameter("state", str, enum=ProposalState.values()),
    OpenApiParameter("kind", str, enum=DependenceKind.values()),
    OpenApiParameter("article", str, description="Id of an article at either end."),
    OpenApiParameter("source", str, description="Id of a source at either end."),
]


class DependenceList(WorkspaceView):
    @extend_schema(
        operation_id="dependences_list",
        parameters=[*PARAMETERS, *filters.PAGE],
        responses=paged(DependenceSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Pairs of articles or sources, proposed or decided, the newest first."""
        rows = dependences.listed(self.access.workspace)
        for name, vocabulary in (("state", ProposalState), ("kind", DependenceKind)):
            if words := chosen_words(request, name, vocabulary):
                rows = rows.filter(**{f"{name}__in": words})
        for key in chosen_ids(request, "article"):
            rows = rows.filter(dependences.with_article(key))
        for key in chosen_ids(request, "source"):
            rows = rows.filter(dependences.with_source(key))
        return listing(request, rows, self._texts)

    @extend_schema(
        operation_id="dependences_make", request=NewDependenceSerializer, responses={201: DependenceSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Says that two articles, or two sources, depend or are independent. 409 where the pair is known."""
        given = whole(NewDependenceSerializer).run_validation(request.data)
        kind, why = given["kind"], given.get("why") or ""
        if given.get("article") and given.get("on_article") and not (given.get("source") or given.get("on_source")):
            article, on_article = (self._end(Article.objects, given, name) for name in ("article", "on_article"))
            made = writing.between_articles(article, on_article, kind, by=self.access.user, why=why)
        elif given.get("source") and given.get("on_source") and not (given.get("article") or given.get("on_article")):
            source, on_source = (self._end(Source.objects, given, name) for name in ("source", "on_source"))
            made = writing.between_sources(source, on_source, kind, by=self.access.user, why=why)
        else:
            raise BadRecord(
                "Give “article” and “on_article”, or “source” and “on_source”; nothing else goes together.",
                field="article",
            )
        [document] = dependences.documents_of(self.access.workspace, [made.pk])
        return answer(document, status=201, location=self.address(request, "dependences", made.pk))

    def _end(self, rows: Any, given: Mapping[str, Any], name: str) -> Any:
        found = rows.filter(workspace=self.access.workspace, pk=given[name]).select_related("workspace").first()
        if found is None:
            noun = name.removeprefix("on_")
            raise ClaimsError(f"There is no {noun} {given[name]} in this workspace.", field=name)
        return found

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in dependences.documents_of(self.access.workspace, ids)]


class DependenceDetail(WorkspaceView):
    @extend_schema(operation_id="dependences_read", responses=DependenceSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One pair."""
        return self._answer(self._load(id))

    @extend_schema(operation_id="dependences_decide", request=DecisionSerializer, responses=DependenceSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Accepts or rejects what was proposed, as another kind if need be; it is never proposed again."""
        row = self._load(id)
        check_seen(request, self._answer(row).content)
        given = whole(DecisionSerializer).run_validation(request.data)
        writing.decide(row, given["state"], by=self.access.user, kind=given.get("kind"))
        return self._answer(row)

    def _load(self, key: UUID) -> Dependence:
        return load(self.access.workspace, dependences.listed(self.access.workspace), key)

    def _answer(self, row: Dependence) -> HttpResponse:
        return answer(dependences.documents_of(self.access.workspace, [row.pk])[0])


class CopySearch(WorkspaceView):
    @extend_schema(operation_id="dependences_find", request=FindCopiesSerializer, responses={202: JobSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Compares the articles that were not compared yet with all others, in the background."""
        whole(FindCopiesSerializer).run_validation(request.data)
        workspace = self.access.workspace
        job = start_finding_copies(workspace, by=self.access.user) or jobs.waiting(workspace, COPIES)
        if job is None:
            raise ClaimsError("A search ended at this moment; ask again.")
        return answer(jobs.document(job), status=202, location=self.address(request, "jobs", job.pk))

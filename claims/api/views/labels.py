"""Labels: a workspace's own words for kinds of claims."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, as_json, no_content
from claims.api.etags import check_seen
from claims.api.idempotency import once
from claims.api.pagination import listing, switch
from claims.api.serializers.fields import partial, whole
from claims.api.serializers.labels import LabelSerializer, MergeLabelSerializer
from claims.api.serializers.pages import paged
from claims.api.workspace_view import WorkspaceView
from claims.errors import UnknownLabel
from claims.models import Label
from claims.queries import label_documents
from claims.queries.access import load
from claims.services import label_merges, labels


class LabelList(WorkspaceView):
    @extend_schema(
        operation_id="labels_list",
        parameters=[
            OpenApiParameter("retired", bool, description="Whether to list retired and merged ones, too."),
            *filters.PAGE,
        ],
        responses=paged(LabelSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Labels that are offered, the newest first."""
        workspace = self.access.workspace
        every = Label.objects.filter(workspace=workspace)
        rows = every if switch(request, "retired") else label_documents.standing(workspace)
        return listing(request, rows, self._texts)

    @extend_schema(operation_id="labels_make", request=LabelSerializer, responses={201: LabelSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes a label. 409 where the name is taken, whatever its capitals."""
        given = whole(LabelSerializer).run_validation(request.data)
        made = labels.make(
            self.access.workspace, given["name"], by=self.access.user, description=given.get("description") or ""
        )
        location = self.address(request, "labels", made.pk)
        return answer(label_documents.document(made), status=201, location=location)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(label) for label in label_documents.documents_of(self.access.workspace, ids)]


class LabelDetail(WorkspaceView):
    @extend_schema(operation_id="labels_read", responses=LabelSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One label, retired or not."""
        return answer(label_documents.document(load(self.access.workspace, Label.objects.all(), id)))

    @extend_schema(operation_id="labels_change", request=LabelSerializer, responses=LabelSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Renames or describes a label. No claim changes: claims point at it."""
        label = self._load(request, id)
        given = partial(LabelSerializer).run_validation(request.data)
        description = (given["description"] or "") if "description" in given else label.description
        made = labels.rename(label, given.get("name", label.name), by=self.access.user, description=description)
        return answer(label_documents.document(made))

    @extend_schema(operation_id="labels_retire", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Retires a label: it is no longer offered; claims that carry it keep it."""
        labels.retire(self._load(request, id), by=self.access.user)
        return no_content()

    def _load(self, request: Request, key: UUID) -> Label:
        label = load(self.access.workspace, Label.objects.select_related("workspace"), key)
        check_seen(request, as_json(label_documents.document(label)).encode())
        return label


class LabelRestore(WorkspaceView):
    @extend_schema(operation_id="labels_restore", request=None, responses=LabelSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Offers a retired label again."""
        label = load(self.access.workspace, Label.objects.all(), id)
        return answer(label_documents.document(labels.restore(label, by=self.access.user)))


class LabelMerge(WorkspaceView):
    @extend_schema(operation_id="labels_merge", request=MergeLabelSerializer, responses=LabelSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes a label count as another one, with all that were merged into it; no claim is touched."""
        given = whole(MergeLabelSerializer).run_validation(request.data)
        label = load(self.access.workspace, Label.objects.all(), id)
        into = Label.objects.filter(workspace=self.access.workspace, pk=given["into"]).first()
        if into is None:
            raise UnknownLabel(f"There is no label {given['into']} in this workspace.", field="into")
        return answer(label_documents.document(label_merges.merge(label, into=into, by=self.access.user)))


class LabelUnmerge(WorkspaceView):
    @extend_schema(operation_id="labels_unmerge", request=None, responses=LabelSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Takes the merge of a label back; claims saved since keep the other one."""
        label = load(self.access.workspace, Label.objects.all(), id)
        return answer(label_documents.document(label_merges.unmerge(label, by=self.access.user)))

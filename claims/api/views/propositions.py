"""Propositions: what claims of several articles assert alike, how they stand to each other, and what may be one."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, answer_text, as_json, no_content
from claims.api.claim_documents import texts_of
from claims.api.etags import revision_seen
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.fields import partial, whole
from claims.api.serializers.pages import paged
from claims.api.serializers.propositions import (
    CandidateSerializer,
    MadePropositionRelationSerializer,
    MadePropositionSplitSerializer,
    MergePropositionSerializer,
    PropositionRelationSerializer,
    PropositionSerializer,
    SplitPropositionSerializer,
    UnmergePropositionSerializer,
    UnsplitPropositionSerializer,
)
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord, ClaimsError
from claims.models import Claim, Proposition
from claims.queries import candidates, propositions, sets
from claims.queries.access import load
from claims.queries.candidates import Found
from claims.queries.filters import Filters
from claims.services import judgements, verdicts
from claims.services import propositions as writing


class PropositionList(WorkspaceView):
    @extend_schema(
        operation_id="propositions_list",
        parameters=[OpenApiParameter("q", str, description="A part of the text."), *filters.PAGE],
        responses=paged(PropositionSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Statements, the newest first."""
        wanted = Filters.parse(filters.parameters(request), known=("q",))
        rows = propositions.standing(self.access.workspace, words=wanted.get("q"))
        return listing(request, rows, self._texts)

    @extend_schema(
        operation_id="propositions_make", request=PropositionSerializer, responses={201: PropositionSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes a statement that claims can be judged to make."""
        given = whole(PropositionSerializer).run_validation(request.data)
        made = judgements.make_proposition(
            self.access.workspace, given["text"], by=self.access.user, note=given.get("note") or ""
        )
        [document] = propositions.documents_of(self.access.workspace, [made.pk])
        return answer(document, status=201, location=self.address(request, "propositions", made.pk))

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in propositions.documents_of(self.access.workspace, ids)]


class _OfProposition(WorkspaceView):
    """What is asked of one statement, merged or not."""

    def load(self, key: UUID) -> Proposition:
        return load(self.access.workspace, Proposition.objects.all(), key)

    def other(self, key: UUID, *, field: str) -> Proposition:
        """Another statement that the body names."""
        found = Proposition.objects.filter(workspace=self.access.workspace, pk=key).first()
        if found is None:
            raise ClaimsError(f"There is no statement {key} in this workspace.", field=field)
        return found

    def answer_with(self, key: UUID) -> HttpResponse:
        return answer(propositions.documents_of(self.access.workspace, [key])[0])


class PropositionDetail(_OfProposition):
    @extend_schema(operation_id="propositions_read", responses=PropositionSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One statement."""
        return self.answer_with(self.load(id).pk)

    @extend_schema(operation_id="propositions_change", request=PropositionSerializer, responses=PropositionSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Changes the text or the note. 409 for a merged statement."""
        row = self.load(id)
        given = partial(PropositionSerializer).run_validation(request.data)
        seen = revision_seen(request, row.revision)
        note = (given["note"] or "") if "note" in given else row.note
        writing.revise(row, text=given.get("text", row.text), note=note, by=self.access.user, revision=seen)
        return self.answer_with(row.pk)


class PropositionRelationList(_OfProposition):
    @extend_schema(
        operation_id="propositions_relations_list",
        parameters=filters.PAGE,
        responses=paged(MadePropositionRelationSerializer),
    )
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """How the statement stands to others and they to it, the newest first."""
        rows = propositions.relations_of(self.access.workspace, self.load(id))
        return listing(request, rows, self._texts)

    @extend_schema(
        operation_id="propositions_relations_state",
        request=PropositionRelationSerializer,
        responses={201: MadePropositionRelationSerializer},
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Says how the statement stands to another one. 409 where that is said already."""
        row = self.load(id)
        given = whole(PropositionRelationSerializer).run_validation(request.data)
        target = self.other(given["target"], field="target")
        made = writing.relate(row, given["kind"], target=target, by=self.access.user)
        [document] = propositions.relation_documents(self.access.workspace, [made.pk])
        location = self.address(request, "propositions", row.pk, "relations", made.pk)
        return answer(document, status=201, location=location)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in propositions.relation_documents(self.access.workspace, ids)]


class PropositionRelationDetail(_OfProposition):
    @extend_schema(operation_id="propositions_relations_take_back", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID, relation: UUID) -> HttpResponse:
        """Takes a relation back."""
        rows = propositions.relations_of(self.access.workspace, self.load(id))
        writing.unrelate(load(self.access.workspace, rows, relation), by=self.access.user)
        return no_content()


class PropositionMerge(_OfProposition):
    @extend_schema(
        operation_id="propositions_merge", request=MergePropositionSerializer, responses=PropositionSerializer
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes the statement count as another one. 409 for itself, and for one that is merged already."""
        row = self.load(id)
        given = whole(MergePropositionSerializer).run_validation(request.data)
        seen = revision_seen(request, row.revision)
        writing.merge(row, into=self.other(given["into"], field="into"), by=self.access.user, revision=seen)
        return self.answer_with(row.pk)


class PropositionUnmerge(_OfProposition):
    @extend_schema(
        operation_id="propositions_unmerge", request=UnmergePropositionSerializer, responses=PropositionSerializer
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Takes the merge of this statement back, whatever was edited or judged since."""
        row = self.load(id)
        whole(UnmergePropositionSerializer).run_validation(request.data)
        writing.unmerge(row, by=self.access.user, revision=revision_seen(request, row.revision))
        return self.answer_with(row.pk)


class PropositionSplit(_OfProposition):
    @extend_schema(
        operation_id="propositions_split", request=SplitPropositionSerializer, responses=MadePropositionSplitSerializer
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Moves claims to another statement, or to a new one, which is answered with the event that `unsplit/` takes.

        409 for claims that do not make the statement.
        """
        row = self.load(id)
        given = whole(SplitPropositionSerializer).run_validation(request.data)
        if bool(given.get("into")) == bool(given.get("text")):
            raise BadRecord("Say where the claims go: “into” a statement, or a new one by its “text”.", field="into")
        visible = sets.only_visible(self.access, Claim.objects.filter(workspace=self.access.workspace))
        for key in set(given["claims"]) - set(visible.filter(pk__in=given["claims"]).values_list("pk", flat=True)):
            raise ClaimsError(f"There is no claim {key} in this workspace.", field="claims")
        by, seen = self.access.user, revision_seen(request, row.revision)
        if given.get("into"):
            target = self.other(given["into"], field="into")
            made = verdicts.split(row, given["claims"], into=target, by=by, revision=seen)
        else:
            made = verdicts.split_off(row, given["claims"], text=given["text"], by=by, revision=seen)
        [document] = propositions.documents_of(self.access.workspace, [made.to.pk])
        return answer({**document, "event": str(made.event)})


class PropositionUnsplit(_OfProposition):
    @extend_schema(
        operation_id="propositions_unsplit", request=UnsplitPropositionSerializer, responses=PropositionSerializer
    )
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Puts the claims of a split of yours back, each with the verdicts it had.

        412 where one was judged anew since.
        """
        row = self.load(id)
        given = whole(UnsplitPropositionSerializer).run_validation(request.data)
        verdicts.unsplit(row, given["event"], by=self.access.user, revision=revision_seen(request, row.revision))
        return self.answer_with(row.pk)


class PropositionCandidates(_OfProposition):
    @extend_schema(operation_id="propositions_candidates", responses=paged(CandidateSerializer))
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Claims that may make the statement, the likeliest first; those you or anybody settled are left out."""
        row = verdicts.standing(self.access.workspace, self.load(id).pk)
        return self.all_of(candidates.for_proposition(self.access.workspace, row, by=self.access.user))

    def all_of(self, found: Sequence[Found]) -> HttpResponse:
        claims = texts_of(self.request, self.access.workspace, [one.claim for one in found])
        rows = (
            f'{{"claim":{text},"score":{one.score},"why":{as_json(one.why)}}}'
            for one, text in zip(found, claims, strict=True)
        )
        return answer_text(f'{{"next":null,"previous":null,"results":[{",".join(rows)}]}}')


class ClaimCandidates(PropositionCandidates):
    @extend_schema(operation_id="claims_candidates", responses=paged(CandidateSerializer))
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Other claims that may say the same as this one, the likeliest first, whatever statement they are in."""
        claims = sets.only_visible(self.access, Claim.objects.all())
        claim = load(self.access.workspace, claims, id)
        return self.all_of(candidates.for_claim(self.access.workspace, claim, by=self.access.user))

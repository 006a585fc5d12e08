"""Many claims in one request: made or changed, all or none."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.answers import answer_text
from claims.api.claim_bodies import read_claims
from claims.api.claim_documents import texts_of
from claims.api.idempotency import once
from claims.api.serializers.claims import ClaimBatchSerializer, ClaimsChangeSerializer, ClaimSerializer
from claims.api.serializers.fields import whole
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord
from claims.exchange.records import ClaimRecord
from claims.models import Claim
from claims.queries.claim_documents import ClaimDocument
from claims.services import claims

MOST = 1000


class ClaimsAnswerSerializer(serializers.Serializer[Any]):
    """The claims as they are now, in the order of the request."""

    claims = ClaimSerializer(many=True)


class ClaimBulk(WorkspaceView):
    @extend_schema(
        operation_id="claims_make_many", request=ClaimBatchSerializer, responses={201: ClaimsAnswerSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes up to 1000 claims, all or none. The list may come by itself or under `claims`."""
        made = claims.make_many(
            self.access.workspace, read_claims(self.access, _bodies(request.data)), by=self.access.user
        )
        return self._answer(request, made, status=201)

    @extend_schema(operation_id="claims_change_many", request=ClaimsChangeSerializer, responses=ClaimsAnswerSerializer)
    @once
    def patch(self, request: Request, slug: str) -> HttpResponse:
        """Changes up to 1000 claims alike, all or none."""
        given = whole(ClaimsChangeSerializer).run_validation(request.data)
        made = claims.change_many(
            self.access.workspace,
            given["ids"],
            lambda document, record: _changed(document, record, given["set"]),
            by=self.access.user,
        )
        return self._answer(request, made)

    def _answer(self, request: Request, made: list[Claim], *, status: int = 200) -> HttpResponse:
        texts = texts_of(request, self.access.workspace, [claim.pk for claim in made])
        return answer_text(f'{{"claims":[{",".join(texts)}]}}', status=status)


def _bodies(data: Any) -> list[Any]:
    if isinstance(data, dict) and set(data) == {"claims"}:
        data = data["claims"]
    if not isinstance(data, list) or not data:
        raise BadRecord("Give a list of claims, or an object with the one key “claims”.", field="claims")
    if len(data) > MOST:
        raise BadRecord(f"These are {len(data)} claims; at most {MOST} can be made at once.", field="claims")
    return data


def _changed(document: ClaimDocument, record: ClaimRecord, changes: dict[str, Any]) -> ClaimRecord:
    labels = tuple(changes["labels"]) if "labels" in changes else record.labels
    gone = {word.casefold() for word in changes.get("labels_remove", ())}
    names = dict(zip(document["label_ids"], document["labels"], strict=True))
    kept = [word for word in labels if word not in gone and names.get(word, word).casefold() not in gone]
    status = changes.get("status", record.status)
    return replace(record, labels=(*kept, *changes.get("labels_add", ())), status=status)

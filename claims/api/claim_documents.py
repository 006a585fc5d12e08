"""The documents of claims as texts, each with the address of its page."""

from collections.abc import Sequence
from uuid import UUID

from rest_framework.request import Request

from claims.api.answers import as_json
from claims.api.workspace_view import claim_address
from claims.models import Workspace
from claims.queries.claim_documents import documents_as_json


def texts_of(request: Request, workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """In the order of the ids. One query; the JSON that SQL built is not read again."""
    texts = documents_as_json(workspace, ids)
    return [
        f'{text[:-1]}, "url" : {as_json(claim_address(request, workspace.slug, key))}}}'
        for key, text in zip(ids, texts, strict=True)
    ]


def text_of(request: Request, workspace: Workspace, key: UUID) -> str:
    return texts_of(request, workspace, [key])[0]

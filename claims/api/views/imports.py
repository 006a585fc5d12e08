"""Files brought in over HTTP, all or nothing; reading them is for claims.ingestion and claims.exchange."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from claims.api.answers import answer
from claims.api.idempotency import once
from claims.api.parsers import JsonParser, TooLarge
from claims.api.serializers.fields import whole
from claims.api.serializers.imports import ImportSerializer, OutcomeSerializer, UploadSerializer
from claims.api.workspace_view import WorkspaceView
from claims.services.imports import AUTOMATIC, ImportOutcome, import_file
from claims.tasks import start_with_new_articles


class Imports(WorkspaceView):
    parser_classes = [MultiPartParser, JsonParser]

    @extend_schema(
        operation_id="imports_make",
        request={"multipart/form-data": UploadSerializer, "application/json": ImportSerializer},
        responses={200: OutcomeSerializer, 201: OutcomeSerializer},
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Imports a file. Texts that are there already are skipped and said; 200 where that leaves nothing."""
        raw, name, kind = _file(request)
        outcome = import_file(self.access.workspace, raw, filename=name, by=self.access.user, format=kind)
        if outcome.articles:
            start_with_new_articles(self.access.workspace, by=self.access.user)
        return answer(_document(outcome), status=201 if outcome.articles or outcome.sources else 200)


def _file(request: Request) -> tuple[bytes, str, str]:
    """Bytes, name and format."""
    if request.FILES or request.content_type.startswith("multipart/"):
        form = UploadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        file: UploadedFile = form.validated_data["file"]
        if (file.size or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge(f"The file is larger than {settings.MAX_TEXT_MB} MB; use “manage.py import_records”.")
        return file.read(), file.name or "", form.validated_data.get("format", AUTOMATIC)
    given: dict[str, Any] = whole(ImportSerializer).run_validation(request.data)
    return given["text"].encode(), given.get("filename") or "text.txt", given.get("format", AUTOMATIC)


def _document(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "articles": [str(key) for key in outcome.articles],
        "claims": outcome.claims,
        "sources": outcome.sources,
        "skipped": [
            {"row": one.row, "title": one.title, "same_as": str(one.same_as) if one.same_as else None}
            for one in outcome.skipped
        ],
        "notes": list(outcome.notes),
    }

"""The family tree of a source over HTTP, as it stood at a moment; stating relations is in `sources`."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api.answers import answer
from claims.api.serializers.sources import SourceFamilySerializer
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadDate, BadFilter
from claims.models import Source
from claims.queries.access import load
from claims.queries.source_trees import Link, Tree, moment_of, tree_of
from claims.queries.times import printed

AT = OpenApiParameter(
    "at", str, description="A day, a month, a year or a time; of a date known in part its first moment. Left out: now."
)


class Family(WorkspaceView):
    @extend_schema(operation_id="sources_family", parameters=[AT], responses=SourceFamilySerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Who stands above and below the source at a date, and of which family it is then."""
        source = load(self.access.workspace, Source.objects.select_related("workspace"), id)
        words = request.query_params.get("at", "").strip()
        try:
            at = moment_of(words) if words else timezone.now()
        except BadDate as wrong:
            raise BadFilter(wrong.message, field="at") from wrong
        tree = tree_of(source, at=at)
        return answer({**_document(tree), "at": printed(at)})


def _document(tree: Tree) -> dict[str, Any]:
    return {
        "source": _named(tree.source),
        "family": _named(tree.family),
        "tops": [_named(row) for row in tree.tops],
        "sources": [
            {
                **_named(row),
                "kind": str(row.kind),
                "identifiability": str(row.identifiability),
                "counts_as_own_family": row.counts_as_own_family,
            }
            for row in tree.sources.values()
        ],
        "relations": [_relation(link) for link in tree.links],
        "is_cut": tree.is_cut,
    }


def _named(row: Source) -> dict[str, str]:
    return {"id": str(row.pk), "name": row.name}


def _relation(link: Link) -> dict[str, Any]:
    return {
        "id": str(link.id),
        "source": str(link.below),
        "kind": str(link.kind),
        "target": str(link.above),
        "since": link.since or None,
        "until": link.until or None,
        "makes_family": link.is_of_family,
    }

"""Reads of claims that stand in another version of a text than the current one, and wait to be placed."""

from uuid import UUID

from django.db.models import F, QuerySet

from claims.models import AnnotationSet, Article, ArticleVersion, Claim
from claims.queries.access import Access
from claims.queries.sets import only_visible


def waiting_in(article: Article, annotation_set: AnnotationSet) -> QuerySet[Claim]:
    """The standing claims of a set that wait, in the order of their making."""
    rows = Claim.objects.filter(
        workspace_id=article.workspace_id, article=article, annotation_set=annotation_set, withdrawn_at__isnull=True
    )
    return rows.exclude(version=F("article__current_version")).order_by("pk")


def visible(access: Access) -> QuerySet[Claim]:
    """All standing claims of the workspace that wait and that one may see; no order."""
    rows = Claim.objects.filter(
        workspace=access.workspace, withdrawn_at__isnull=True, article__withdrawn_at__isnull=True
    )
    return only_visible(access, rows.exclude(version=F("article__current_version")))


def versions_of(article: Article) -> QuerySet[ArticleVersion]:
    """All texts of an article, the newest first."""
    return ArticleVersion.objects.filter(workspace_id=article.workspace_id, article=article).order_by("-number")


def text_of(article: Article, version: UUID | str) -> str:
    return versions_of(article).values_list("text", flat=True).get(pk=version)

"""Which rows hold words of an article, and blanking them; who may do it and its tombstone are for `erasure`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Coalesce, Concat, Now

from claims.models import (
    Anchor,
    Article,
    ArticleVersion,
    Attribution,
    Claim,
    Comment,
    CredibilityGrade,
    FittedSuggester,
    Judgement,
    Proposition,
    ReliabilityGrade,
    Source,
    SourceAlias,
    SourceIdentifier,
    SourceRelation,
    Suggestion,
    TextSignature,
)
from claims.vocabulary import TAKEN_DOWN

# Offsets stay: they say that something stood there, and not what.
BLANK_ANCHORS = """
UPDATE claims_anchor SET prefix = '', suffix = '', translation = '',
  spans = (SELECT jsonb_agg(jsonb_build_array(p->0, p->1, '')) FROM jsonb_array_elements(spans) p),
  mentions = (SELECT coalesce(jsonb_agg(m || jsonb_build_object('spans',
      (SELECT jsonb_agg(jsonb_build_array(p->0, p->1, '')) FROM jsonb_array_elements(m->'spans') p))), '[]')
    FROM jsonb_array_elements(mentions) m)
WHERE workspace_id = %s AND version_id = ANY(%s)
"""

BLANK_SUGGESTIONS = """
UPDATE claims_suggestion SET attribution = jsonb_set(attribution || '{"words": ""}', '{hops}', (
    SELECT coalesce(jsonb_agg(hop || '{"refers_to": ""}'), '[]') FROM jsonb_array_elements(attribution->'hops') hop))
WHERE workspace_id = %s AND version_id = ANY(%s)
"""

BLANK_JOBS = """
UPDATE claims_job SET arguments = '{}', result = '{}', error = ''
WHERE workspace_id = %s AND concat(arguments, ' ', result, ' ', error) LIKE ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of one article are: also sources that only it mentions, and statements that no other makes."""

    article: UUID
    versions: Sequence[UUID]
    claims: Sequence[UUID]
    sources: Sequence[UUID]
    propositions: Sequence[UUID]

    @classmethod
    def of_article(cls, article: Article) -> "Words":
        """Locks the claims, then the texts: nobody who is saving on them gets in between."""
        mine: dict[str, Any] = {"workspace_id": article.workspace_id, "article": article}
        claims = Claim.objects.filter(**mine).order_by("pk").select_for_update(of=("self",), no_key=True)
        versions = ArticleVersion.objects.filter(**mine).order_by("pk").select_for_update(of=("self",))
        list(claims.values_list("pk", flat=True))
        texts = list(versions.values_list("pk", flat=True))
        # Asked anew: some were saved while this waited for the lock.
        found = list(Claim.objects.filter(**mine).order_by("pk").values_list("pk", flat=True))
        judged = Judgement.objects.filter(workspace_id=article.workspace_id)
        others = judged.exclude(claim__in=found).values("proposition")
        alone = Proposition.objects.filter(
            workspace_id=article.workspace_id, pk__in=judged.filter(claim__in=found).values("proposition")
        ).exclude(pk__in=others)
        return cls(
            article=article.pk,
            versions=texts,
            claims=found,
            sources=list(Source.objects.filter(**mine).values_list("pk", flat=True)),
            propositions=list(alone.values_list("pk", flat=True)),
        )

    @property
    def ids(self) -> list[UUID]:
        return [self.article, *self.versions, *self.claims, *self.sources, *self.propositions]

    @property
    def named(self) -> list[UUID]:
        """Ids by which documents that hold such words are known: that of a claim names its article."""
        return [self.article, *self.sources, *self.propositions]


def blank(article: Article, words: Words) -> None:
    """Leaves every row, and no word."""
    workspace = article.workspace_id
    with connection.cursor() as cursor:
        cursor.execute(BLANK_ANCHORS, [workspace, list(words.versions)])
    Claim.objects.filter(workspace_id=workspace, pk__in=words.claims).update(
        quote=TAKEN_DOWN,
        note="",
        withdrawn_at=Coalesce("withdrawn_at", Now()),
        revision=F("revision") + 1,
        updated_at=Now(),
    )
    Attribution.objects.filter(workspace_id=workspace, claim__in=words.claims).update(said_words="")
    Comment.objects.filter(workspace_id=workspace, article=article).update(text=TAKEN_DOWN)
    _blank_suggestions(workspace, words)
    TextSignature.objects.filter(workspace_id=workspace, article=article).delete()
    Proposition.objects.filter(workspace_id=workspace, pk__in=words.propositions).update(text=TAKEN_DOWN, note="")
    graded = Q(claim__in=words.claims) | Q(proposition__in=words.propositions)
    CredibilityGrade.objects.filter(graded, workspace_id=workspace).update(rationale=TAKEN_DOWN)
    _blank_jobs(workspace, words)
    _blank_sources(workspace, words.sources)
    _blank_article(article, words)


def _blank_suggestions(workspace: UUID, words: Words) -> None:
    """Where they stood stays. What was learned from articles holds words of them, and cannot be told apart."""
    mine = Suggestion.objects.filter(workspace_id=workspace, version__in=words.versions)
    with connection.cursor() as cursor:
        cursor.execute(BLANK_SUGGESTIONS, [workspace, list(words.versions)])
    mine.update(why="")
    FittedSuggester.objects.filter(workspace_id=workspace).update(fitted=b"", is_used=False)


def _blank_jobs(workspace: UUID, words: Words) -> None:
    """What they were given and what they said, which may repeat a passage: they name it by any of its rows."""
    anchors = Anchor.objects.filter(workspace_id=workspace, version__in=words.versions).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(BLANK_JOBS, [workspace, [f"%{key}%" for key in (*words.ids, *anchors)]])


def _blank_sources(workspace: UUID, sources: Sequence[UUID]) -> None:
    Source.objects.filter(workspace_id=workspace, pk__in=sources).update(
        name=TAKEN_DOWN, short_name="", description="", external_uri=""
    )
    # A source has each of its names once, and an identifier is of one source: the row's own id keeps them apart.
    own = Concat(Value(TAKEN_DOWN), Value(" "), Cast("pk", CharField()))
    SourceAlias.objects.filter(workspace_id=workspace, source__in=sources).update(text=TAKEN_DOWN, key=own)
    SourceIdentifier.objects.filter(workspace_id=workspace, source__in=sources).update(value=own)
    SourceRelation.objects.filter(Q(source__in=sources) | Q(target__in=sources), workspace_id=workspace).update(
        since_words="", until_words=""
    )
    ReliabilityGrade.objects.filter(workspace_id=workspace, source__in=sources).update(rationale=TAKEN_DOWN)


def _blank_article(article: Article, words: Words) -> None:
    Article.objects.filter(workspace_id=article.workspace_id, pk=article.pk).update(
        title=TAKEN_DOWN,
        url="",
        archive_url="",
        byline="",
        published_words="",
        withdrawn_at=Coalesce("withdrawn_at", Now()),
        revision=F("revision") + 1,
        updated_at=Now(),
    )
    ArticleVersion.objects.filter(workspace_id=article.workspace_id, pk__in=words.versions).update(
        title=TAKEN_DOWN, text="", offset_map=[], segments=[], captured_from="", taken_down_at=Now()
    )

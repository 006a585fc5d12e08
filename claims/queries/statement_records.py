"""Statements, verdicts and dependences as records that can be written elsewhere."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from claims.exchange.records import DependenceRecord, JudgementRecord, PropositionRecord, PropositionRelationRecord
from claims.models import Article, Claim, Dependence, Judgement, Proposition, PropositionRelation, Workspace
from claims.queries.batches import in_batches
from claims.queries.exports import Rows
from claims.vocabulary import DependenceKind, ProposalState, PropositionRelationKind, Verdict

AT_ONCE = 1000


def propositions(workspace: Workspace, rows: Sequence[Proposition]) -> Iterator[PropositionRecord]:
    """With their relations to others that stand, and those of what was merged into them. One query."""
    keys = [row.pk for row in rows]
    said = PropositionRelation.objects.filter(
        Q(proposition__in=keys) | Q(proposition__merged_into__in=keys), workspace=workspace, ended_at__isnull=True
    )
    related = said.select_related("proposition", "target__merged_into").order_by("pk")
    found: dict[UUID, dict[PropositionRelationRecord, None]] = {}
    for one in related:
        own = one.proposition.merged_into_id or one.proposition_id
        target = one.target.merged_into or one.target
        if own != target.pk:
            record = PropositionRelationRecord(PropositionRelationKind(one.kind), target.text)
            found.setdefault(own, {})[record] = None
    for row in rows:
        yield PropositionRecord(id=row.pk, text=row.text, note=row.note, relations=tuple(found.get(row.pk, ())))


def judgements(workspace: Workspace, claims: Rows[Claim]) -> Iterator[JudgementRecord]:
    """Every verdict that stands on these claims, but where a claim has one alone: that its annotator says the same.

    That one is said by the claim itself.
    """
    standing = Judgement.objects.filter(workspace=workspace, superseded_at__isnull=True, claim__in=claims.values("pk"))
    others = Judgement.objects.filter(workspace=workspace, superseded_at__isnull=True, claim=OuterRef("claim")).exclude(
        pk=OuterRef("pk")
    )
    rows = standing.filter(~Q(verdict=Verdict.SAME) | ~Q(analyst=F("claim__annotator")) | Exists(others))
    for batch in in_batches(rows.select_related("analyst", "proposition__merged_into"), AT_ONCE):
        for row in batch:
            yield JudgementRecord(
                claim=row.claim_id,
                proposition=(row.proposition.merged_into or row.proposition).text,
                verdict=Verdict(row.verdict),
                analyst=row.analyst.get_username() if row.analyst else "",
            )


def dependences(workspace: Workspace, articles: Rows[Article], sources: Sequence[UUID]) -> Iterator[DependenceRecord]:
    """Those between articles, or sources, that are written, too."""
    keys = articles.values("pk")
    rows = Dependence.objects.filter(
        Q(article__in=keys, on_article__in=keys) | Q(source__in=sources, on_source__in=sources), workspace=workspace
    )
    for batch in in_batches(rows.select_related("decided_by"), AT_ONCE):
        for row in batch:
            yield DependenceRecord(
                kind=DependenceKind(row.kind),
                state=ProposalState(row.state),
                article=row.article_id,
                on_article=row.on_article_id,
                source=row.source_id,
                on_source=row.on_source_id,
                why=row.why,
                decided_by=row.decided_by.get_username() if row.decided_by else "",
            )

"""Finished articles as examples to learn from: what their records mark, and which suggestions were rejected."""

from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from claims.models import Anchor, AnnotationSet, ArticleVersion, Suggestion, Workspace
from claims.suggestions.examples import Attribution, Example
from claims.text.spans import Span
from claims.vocabulary import AnchorState, ArticleProgress, MentionRole, ProposalState, SetKind

MOST = 2000
"""The latest of them; learning from more takes long and tells little more."""
Steps = list[tuple[list[Span], list[Span]]]


def finished(workspace: Workspace) -> QuerySet[AnnotationSet]:
    """The records of finished articles; no order."""
    return AnnotationSet.objects.filter(
        workspace=workspace,
        kind=SetKind.RECORD,
        progress=ArticleProgress.DONE,
        article__withdrawn_at__isnull=True,
        article__current_version__taken_down_at__isnull=True,
    )


def examples(workspace: Workspace) -> list[Example]:
    """The oldest first, so that the same articles make the same model. Three queries."""
    latest = finished(workspace).order_by("-article_id").values_list("article_id", flat=True)[:MOST]
    versions = list(
        ArticleVersion.objects.filter(workspace=workspace, article__current_version=F("pk"), article__in=list(latest))
        .order_by("article_id")
        .only("id", "text")
    )
    keys = [version.pk for version in versions]
    marked = _marked(workspace, keys)
    rejected = _rejected(workspace, keys)
    return [
        Example(version.text, tuple(marked.get(version.pk, ())), tuple(rejected.get(version.pk, ())))
        for version in versions
    ]


def _marked(workspace: Workspace, versions: Sequence[UUID]) -> dict[UUID, list[Attribution]]:
    anchors = Anchor.objects.filter(
        workspace=workspace,
        version__in=versions,
        state=AnchorState.ANCHORED,
        claim__version=F("version"),
        claim__withdrawn_at__isnull=True,
        claim__annotation_set__kind=SetKind.RECORD,
    )
    found: dict[UUID, dict[Attribution, None]] = {}
    for anchor in anchors.order_by("start", "pk").prefetch_related("claim__chains__attributions"):
        content = _spans(anchor.spans)
        for one in anchor.claim.chains.all():
            hops = sorted(one.attributions.all(), key=lambda hop: hop.position)
            steps = [
                (_of(anchor.mentions, hop.pk, MentionRole.SOURCE), _of(anchor.mentions, hop.pk, MentionRole.CUE))
                for hop in hops
            ]
            found.setdefault(anchor.version_id, {}).update(dict.fromkeys(_attributions(steps, content)))
    return {version: list(attributions) for version, attributions in found.items()}


def _attributions(steps: Steps, content: list[Span]) -> list[Attribution]:
    """One a step that the text has words for; what stands in another's content is part of it."""
    found = []
    for place, (source, cue) in enumerate(steps):
        behind = [span for step in steps[place + 1 :] for spans in step for span in spans]
        if source or cue:
            found.append(Attribution(tuple(source), tuple(cue), _joined([*content, *behind], around=[*source, *cue])))
    return found


def _joined(spans: list[Span], *, around: Sequence[Span]) -> tuple[Span, ...]:
    """Spans with nothing of the step itself between them are one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not any(joined[-1].end <= own.start < span.start for own in around):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _rejected(workspace: Workspace, versions: Sequence[UUID]) -> dict[UUID, list[Attribution]]:
    rows = Suggestion.objects.filter(workspace=workspace, version__in=versions, state=ProposalState.REJECTED)
    found: dict[UUID, list[Attribution]] = {}
    for row in rows.order_by("start", "pk"):
        last = row.attribution["hops"][-1]
        attribution = Attribution(
            *(tuple(_spans(part)) for part in (last["source"], last["cue"], row.attribution["content"]))
        )
        found.setdefault(row.version_id, []).append(attribution)
    return found


def _of(mentions: Sequence[dict[str, Any]], hop: UUID, role: MentionRole) -> list[Span]:
    own = (one["spans"] for one in mentions if one["attribution"] == str(hop) and one["role"] == role)
    return _spans(list(chain.from_iterable(own)))


def _spans(stored: Sequence[Sequence[Any]]) -> list[Span]:
    return sorted(Span(part[0], part[1]) for part in stored)

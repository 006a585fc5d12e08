"""Proposing: reads a text and keeps what it finds until a person decides, which is for `suggestions`."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import NotFound
from claims.models import AnnotationSet, ArticleVersion, Suggestion, TextReading
from claims.models.fields import new_id
from claims.queries.placed import placed_in
from claims.services import audit
from claims.services.suggestions import state
from claims.suggestions.drafts import Draft, drafts
from claims.suggestions.proposals import Proposal, Suggester
from claims.text.spans import Span
from claims.vocabulary import ProposalState, SegmentKind, SetKind

LONGEST_CUE = 60
MOST_MARKED = 0.5
"""Where claims mark this much of the words already, nothing is proposed."""
FOUND = ("attribution", "rule", "start", "model", "model_version", "score", "why")


@transaction.atomic
def propose(version: ArticleVersion, *, suggester: Suggester, by: AbstractBaseUser | None = None) -> list[Suggestion]:
    """Reads a text and keeps what it finds as pending; returns what is new.

    Nothing is proposed twice at one place, nor where somebody decided or a claim of the record stands. What waited and
    is not found any more goes.
    """
    rows = ArticleVersion.objects.filter(workspace_id=version.workspace_id, pk=version.pk, taken_down_at__isnull=True)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("article", "workspace").first()
    if locked is None:
        raise NotFound("There is no such text in this workspace.")
    marked = _marked(locked)
    found = [
        draft
        for draft in drafts(locked.text, suggester.suggest(locked.text))
        if not _is_furniture(locked, draft) and not is_marked(marked, draft.content)
    ]
    known = {row.place: row for row in Suggestion.objects.filter(workspace_id=locked.workspace_id, version=locked)}
    waiting = {place: row for place, row in known.items() if row.state == ProposalState.PENDING}
    made, kept = [], []
    for draft in found:
        row = waiting.pop(draft.place, None)
        if row is not None:
            kept.append(_filled(row, draft, suggester))
        elif draft.place not in known:
            made.append(_filled(_new(locked, draft), draft, suggester))
    Suggestion.objects.bulk_create(made, batch_size=500)
    Suggestion.objects.bulk_update(kept, FOUND, batch_size=500)
    Suggestion.objects.filter(workspace_id=locked.workspace_id, pk__in=[row.pk for row in waiting.values()]).delete()
    TextReading.objects.update_or_create(
        workspace_id=locked.workspace_id,
        version=locked,
        defaults={"model": suggester.name, "model_version": suggester.version},
    )
    audit.record(
        locked.workspace,
        "suggestion.propose",
        locked.article,
        by=by,
        before={"gone": [state(row) for row in waiting.values()]},
        after={"made": [state(row) for row in made]},
        article_id=locked.article_id,
    )
    return made


def _marked(version: ArticleVersion) -> list[Span]:
    record = AnnotationSet.objects.get(
        workspace_id=version.workspace_id, article_id=version.article_id, kind=SetKind.RECORD
    )
    return [span for claim in placed_in(version, record) for span in claim.spans]


def is_marked(marked: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether claims mark the most of it."""
    length = sum(span.end - span.start for span in content)
    covered = sum(
        max(0, min(span.end, other.end) - max(span.start, other.start)) for span in content for other in marked
    )
    return covered >= MOST_MARKED * length


def _is_furniture(version: ArticleVersion, draft: Draft) -> bool:
    start = draft.content[0].start
    return any(kind == SegmentKind.BOILERPLATE and first <= start < end for kind, first, end in version.segments)


def _new(version: ArticleVersion, draft: Draft) -> Suggestion:
    return Suggestion(id=new_id(), workspace_id=version.workspace_id, version=version, place=draft.place)


def _filled(row: Suggestion, draft: Draft, suggester: Suggester) -> Suggestion:
    row.attribution = {
        "content": _pairs(draft.content),
        "quotation": str(draft.last.quotation),
        "words": cue_words(row.version.text, draft.last.cue),
        "hops": [_hop(proposal) for proposal in draft.hops],
    }
    row.rule = draft.last.rule
    row.start = draft.content[0].start
    row.model, row.model_version = suggester.name, suggester.version
    row.score = draft.score
    row.why = draft.last.why
    return row


def cue_words(text: str, spans: Sequence[Span]) -> str:
    """By which suggestions with one cue are counted together."""
    return " ".join(text[span.start : span.end] for span in spans).casefold()[:LONGEST_CUE]


def _hop(proposal: Proposal) -> dict[str, Any]:
    return {
        "source": _pairs(proposal.source),
        "cue": _pairs(proposal.cue),
        "stance": str(proposal.stance),
        "certainty": str(proposal.certainty),
        "verification": str(proposal.verification),
        "source_kind": str(proposal.source_kind),
        "identifiability": str(proposal.identifiability),
        "refers_to": proposal.refers_to,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]

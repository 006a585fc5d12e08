"""Who suggests in a workspace: the rules, or what was learned from its finished articles where that is better."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import BadModel
from claims.models import FittedSuggester, Workspace
from claims.queries.finished import examples
from claims.queries.suggestions import fitted
from claims.services import audit
from claims.suggestions.evaluation import Scores
from claims.suggestions.model import Model, Report
from claims.suggestions.proposals import Proposal, Suggester
from claims.suggestions.rules import Rules
from claims.suggestions.training import train

log = logging.getLogger(__name__)

CURVE = (5, 10, 25, 50, 100, 200, 400)
MODELS_AT_HAND = 4
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Learned:
    """What a workspace's recommender proposes; its version tells one training from the next."""

    name: str
    version: str
    model: Model

    def suggest(self, text: str) -> Sequence[Proposal]:
        return self.model.suggest(text)


def active(workspace: Workspace) -> Suggester:
    """The rules where nothing was learned, where it is no better, and where it cannot be read."""
    row = fitted(workspace)
    if row is None or not row.is_used or not row.fitted:
        return Rules()
    try:
        return _loaded(row.pk, bytes(row.fitted), f"{row.trained_at:%Y-%m-%d %H:%M:%S}")
    except BadModel as bad:
        log.warning("The rules suggest in the workspace %s: %s", workspace.slug, bad.message)
        return Rules()


def fault(row: FittedSuggester) -> str:
    """Why what was learned cannot be used; empty where it can."""
    if not row.fitted:
        return "An article that it had learned from was taken down, so it forgot everything."
    try:
        _loaded(row.pk, bytes(row.fitted), f"{row.trained_at:%Y-%m-%d %H:%M:%S}")
    except BadModel as bad:
        return bad.message
    return ""


def learn(workspace: Workspace, *, progress: Progress) -> Model:
    """Learns from the finished articles, without a transaction: it takes a while. Raises TooFewArticles."""
    found = examples(workspace)
    smaller = [size for size in CURVE if size < len(found)]
    return train(found, curve=smaller, on_progress=progress)


@transaction.atomic
def keep(workspace: Workspace, model: Model, *, by: AbstractBaseUser | None) -> FittedSuggester:
    """Puts what was learned in the place of what was there; whoever reads meets the one or the other."""
    before = fitted(workspace)
    row, _ = FittedSuggester.objects.update_or_create(
        workspace=workspace,
        defaults={
            "fitted": model.to_bytes(),
            "is_used": model.report.beats_rules,
            "report": figures(model.report),
            "trained_by_id": by.pk if by else None,
            "trained_at": timezone.now(),
        },
    )
    audit.record(
        workspace,
        "suggester.train",
        row,
        by=by,
        before=before.report if before else None,
        after=row.report,
    )
    return row


def figures(report: Report) -> dict[str, object]:
    """F1 in percent, as the page shows it."""
    return {
        "articles": report.articles,
        "attributions": report.attributions,
        "measured_on": report.measured_on,
        "seed": report.seed,
        "rules": _f1(report.rules),
        "learned": _f1(report.learned),
        "curve": [{"articles": point.articles, **_f1(point.scores)} for point in report.curve],
    }


def _f1(scores: Scores) -> dict[str, float]:
    names = ("exact", "soft", "source", "cue", "content")
    return {name: round(100 * getattr(scores, name).f1, 1) for name in names}


@lru_cache(maxsize=MODELS_AT_HAND)
def _loaded(key: UUID, content: bytes, trained: str) -> Learned:
    return Learned(Model.name, f"{Model.version}, {trained}", Model.from_bytes(content))

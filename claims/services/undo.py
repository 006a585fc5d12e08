"""Taking back and redoing one's own changes of an article's claims, also after a reload; each is a write of its own."""

from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.errors import NothingToUndo, Stale
from claims.models import Article, AuditEvent, AuditPayload, Claim, Label, Proposition, Source, Workspace
from claims.queries.claim_documents import AttributionDocument, ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.services import audit, suggestions
from claims.services.claims import ids_in, rewrite_rows

PLACED_AGAIN = "claim.place"
UNDOABLE = ("claim.make", "claim.revise", "claim.withdraw", "claim.restore", PLACED_AGAIN, suggestions.ACCEPTED)
UNDONE = "claim.undo"
REDONE = "claim.redo"
VOLATILE = ("revision", "updated_at", "article_title", "publisher", "published", "origins", "labels")


def undo(article: Article, *, by: AbstractBaseUser) -> AuditEvent:
    """Takes back this person's last change of the article's claims that still stands. Raises NothingToUndo, Stale."""
    done, _ = stacks(article, by=by)
    if not done:
        raise NothingToUndo("There is nothing of yours to undo in this article.")
    return _apply(article.workspace, done[-1], UNDONE, by=by)


def redo(article: Article, *, by: AbstractBaseUser) -> AuditEvent:
    """Makes the change again that was undone last, unless another change came after it. Raises NothingToUndo, Stale."""
    _, undone = stacks(article, by=by)
    if not undone:
        raise NothingToUndo("There is nothing of yours to redo in this article.")
    return _apply(article.workspace, undone[-1], REDONE, by=by)


def take_back(workspace: Workspace, event_id: UUID, *, by: AbstractBaseUser) -> AuditEvent:
    """Takes back one change that this person made, of claims of several articles, too. Raises NothingToUndo, Stale."""
    event = AuditEvent.objects.filter(workspace=workspace, pk=event_id, actor_id=by.pk, action__in=UNDOABLE).first()
    if event is None or _is_undone(event):
        raise NothingToUndo("This change was taken back already, or it was not yours.")
    if event.article_id:
        article = Article.objects.get(workspace=workspace, pk=event.article_id)
        done, _ = stacks(article, by=by)
        if event not in done[-1:]:
            raise Stale("You changed this article since; undo there, one change after the other.")
    return _apply(workspace, event, UNDONE, by=by)


def stacks(article: Article, *, by: AbstractBaseUser) -> tuple[list[AuditEvent], list[AuditEvent]]:
    """This person's changes of the article that stand, and those that were undone; the last of each is next."""
    done: list[AuditEvent] = []
    undone: list[AuditEvent] = []
    for event in _events(article, by=by):
        # Where the clock was set back, a change can seem to come after what took it back; nothing is lost by that.
        if event.action == UNDONE:
            undone += [done.pop()] if done else []
        elif event.action == REDONE:
            done += [undone.pop()] if undone else []
        else:
            done.append(event)
            undone.clear()
    return done, undone


def depths(article: Article, *, by: AbstractBaseUser) -> tuple[int, int]:
    """How many changes `stacks` has to undo and to redo, without reading them."""
    done = undone = 0
    for action in _events(article, by=by).values_list("action", flat=True):
        if action == UNDONE:
            done, undone = max(0, done - 1), undone + min(1, done)
        elif action == REDONE:
            done, undone = done + min(1, undone), max(0, undone - 1)
        else:
            done, undone = done + 1, 0
    return done, undone


def _events(article: Article, *, by: AbstractBaseUser) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(workspace_id=article.workspace_id, article_id=article.pk, actor_id=by.pk)
    return rows.filter(action__in=(*UNDOABLE, UNDONE, REDONE)).order_by("pk")


def _is_undone(event: AuditEvent) -> bool:
    later = AuditEvent.objects.filter(workspace_id=event.workspace_id, object_id=event.object_id)
    return later.filter(undoes=event.pk).exists()


@transaction.atomic
def _apply(workspace: Workspace, event: AuditEvent, action: str, *, by: AbstractBaseUser) -> AuditEvent:
    payload = AuditPayload.objects.get(workspace=workspace, event=event)
    if payload.erased_at is not None:
        raise NothingToUndo("What this change did was erased, so it cannot be taken back.")
    old = cast(list[ClaimDocument], payload.before)
    new = cast(list[ClaimDocument], payload.after)
    made = {document["id"] for document in new} - {document["id"] for document in old}
    wanted = {document["id"]: document for document in (old if action == UNDONE else new)}
    seen = {document["id"]: document for document in (new if action == UNDONE else old)}
    ids = [UUID(document["id"]) for document in new]
    rows = Claim.objects.filter(workspace=workspace, pk__in=ids).order_by("pk")
    claims = {claim.pk: claim for claim in rows.select_for_update(of=("self",), no_key=True)}
    before = documents_of(workspace, ids)
    core = _Core(workspace, [*old, *new])
    for document in before:
        _check_unchanged(core, document, seen.get(document["id"]), was_made=document["id"] in made)
    _put_back(workspace, claims, before, wanted, core, by=by)
    suggestions.follow(workspace, list(claims.values()), by=by)
    return audit.record(
        workspace,
        action,
        next(iter(claims.values())) if len(claims) == 1 else workspace,
        by=by,
        before=before,
        after=documents_of(workspace, ids),
        article_id=event.article_id,
        undoes=event.pk,
    )


class _Core:
    """What of a claim is the annotator's. A source or label that was renamed or merged since changed no claim."""

    def __init__(self, workspace: Workspace, documents: Sequence[ClaimDocument]) -> None:
        self.standing: dict[str, str] = {}
        named = {key for document in documents for key in _named_in(document)}
        for model in (Source, Label, Proposition):
            rows = model.objects.filter(workspace=workspace, pk__in=named, merged_into__isnull=False)
            self.standing |= {str(key): str(into) for key, into in rows.values_list("pk", "merged_into_id")}

    def of(self, document: ClaimDocument) -> dict[str, Any]:
        kept: dict[str, Any] = {name: value for name, value in document.items() if name not in VOLATILE}
        shown = document.get("translation")
        kept["translation"] = (shown["text"], shown["method"]) if shown else None
        kept["label_ids"] = {self._stands(key) for key in document["label_ids"]}
        kept["proposition"] = self._stands(document["proposition"])
        kept["chains"] = [
            {**chain, "attributions": [self._step(step) for step in chain["attributions"]]}
            for chain in document["chains"]
        ]
        return kept

    def _step(self, step: AttributionDocument) -> dict[str, Any]:
        return {**step, "source": self._stands(step["source"]["id"]) if step["source"] else None}

    def _stands(self, key: str | None) -> str | None:
        return self.standing.get(key, key) if key else None


def _named_in(document: ClaimDocument) -> Iterator[str]:
    yield from document["label_ids"]
    if document["proposition"]:
        yield document["proposition"]
    for chain in document["chains"]:
        yield from (step["source"]["id"] for step in chain["attributions"] if step["source"])


def _check_unchanged(core: _Core, now: ClaimDocument, then: ClaimDocument | None, *, was_made: bool) -> None:
    """A claim that a redo makes again is compared by nothing but its being withdrawn."""
    untouched = now["withdrawn"] if then is None and was_made else then is not None and core.of(now) == core.of(then)
    if not untouched:
        raise Stale(
            f"Somebody changed “{now['quote'][:60]}” since, so your change of it cannot be taken back or redone."
        )


def _put_back(
    workspace: Workspace,
    claims: dict[UUID, Claim],
    before: Sequence[ClaimDocument],
    wanted: dict[str, ClaimDocument],
    core: _Core,
    *,
    by: AbstractBaseUser,
) -> None:
    now = timezone.now()
    rewritten = []
    for document in before:
        claim = claims[UUID(document["id"])]
        target = wanted.get(document["id"])
        withdrawn = target is None or target["withdrawn"]
        claim.withdrawn_at = (claim.withdrawn_at or now) if withdrawn else None
        if target is not None and core.of(target) | {"withdrawn": 0} != core.of(document) | {"withdrawn": 0}:
            claim.version_id = UUID(target["version"])
            rewritten.append((claim, record_of(target)))
        else:
            claim.revision += 1
            claim.updated_at = now
    known = ids_in([*before, *wanted.values()])
    if rewritten:
        rewrite_rows(workspace, rewritten, by=by, known=known)
    Claim.objects.bulk_update(claims.values(), ["withdrawn_at", "revision", "updated_at"], batch_size=500)

"""Writes of new versions of an article's text: claims that surely stand there go along, the others wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.errors import Conflict, NothingToUndo
from claims.exchange.records import ArticleRecord, ClaimRecord
from claims.models import Anchor, Article, ArticleVersion, AuditEvent, AuditPayload, Claim
from claims.models.copying import insert
from claims.queries.claim_documents import documents_of
from claims.queries.tombstones import refuse_taken_down
from claims.services import articles, audit
from claims.services import claims as claim_services
from claims.services.article_rows import Capture, check_text, version_of
from claims.services.undo import PLACED_AGAIN
from claims.text.moving import carried
from claims.text.normalize import normalize
from claims.text.spans import Span, context, quote
from claims.vocabulary import AnchorState

BROUGHT = "article.version"
TAKEN_BACK = "article.version.undo"
Stored = list[list[Any]]
BATCH = 100


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the claims: how many stand in the version that is current now, and which wait to be placed."""

    version: ArticleVersion
    moved: int
    waiting: tuple[UUID, ...]


@transaction.atomic
def bring(
    article: Article, text: str, *, capture: Capture, by: AbstractBaseUser, revision: int | None = None
) -> Brought:
    """A changed text as the article's current version; the old one stays. Raises Conflict where nothing changed."""
    locked = articles.lock(article, revision=revision)
    refuse_taken_down(locked.workspace, locked.pk)
    normalized = normalize(text)
    check_text(normalized.text)
    version = version_of(
        locked, ArticleRecord(title=locked.title, text=text), normalized, capture=capture, number=_number(locked)
    )
    if bytes(locked.current_version.sha256) == version.sha256:
        raise Conflict("This is the text that the article has already; nothing was changed.", field="text")
    version.save(force_insert=True)
    return _make_current(locked, version, BROUGHT, by=by, undoes=None)


@transaction.atomic
def take_back(article: Article, *, by: AbstractBaseUser, revision: int | None = None) -> Brought:
    """Makes the text current that was so before the present one, which stays. Raises NothingToUndo."""
    locked = articles.lock(article, revision=revision)
    refuse_taken_down(locked.workspace, locked.pk)
    event = AuditEvent.objects.filter(
        workspace=locked.workspace, action=BROUGHT, object_id=locked.current_version_id
    ).first()
    if event is None:
        raise NothingToUndo("This is the text that the article came with; there is none before it.")
    payload = AuditPayload.objects.get(workspace=locked.workspace, event=event)
    if payload.before is None:
        raise NothingToUndo("What was current before this text was erased, so it cannot be taken back.")
    earlier = ArticleVersion.objects.get(workspace=locked.workspace, article=locked, pk=payload.before[0]["id"])
    return _make_current(locked, earlier, TAKEN_BACK, by=by, undoes=event.pk)


@transaction.atomic
def place_again(claim: Claim, record: ClaimRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Claim:
    """Puts a claim where a person says it stands in the current text; the record has all spans there.

    Its words may be others than before. Undo takes it back to the text it stood in.
    """
    [locked] = claim_services.lock(claim.workspace, [claim.pk], revisions={claim.pk: revision})
    before = documents_of(locked.workspace, [locked.pk])
    article = Article.objects.select_related("current_version").get(workspace=locked.workspace, pk=locked.article_id)
    if locked.version_id == article.current_version_id:
        raise Conflict("This claim stands in the current text already; move its borders there.")
    locked.version = article.current_version
    claim_services.rewrite_rows(locked.workspace, [(locked, record)], by=by, known=claim_services.ids_in(before))
    _mark([locked], AnchorState.ANCHORED)
    audit.record(
        locked.workspace,
        PLACED_AGAIN,
        locked,
        by=by,
        before=before,
        after=documents_of(locked.workspace, [locked.pk]),
        article_id=locked.article_id,
    )
    return locked


def _number(article: Article) -> int:
    numbers = ArticleVersion.objects.filter(workspace=article.workspace, article=article)
    return max(numbers.values_list("number", flat=True)) + 1


def _make_current(
    article: Article, version: ArticleVersion, action: str, *, by: AbstractBaseUser, undoes: UUID | None
) -> Brought:
    """Withdrawn claims and blind sets go along: nobody has to place what can be placed for sure."""
    workspace = article.workspace
    rows = Claim.objects.filter(workspace=workspace, article=article).exclude(version=version).order_by("pk")
    claims = list(rows.select_for_update(of=("self",), no_key=True))
    here = Anchor.objects.filter(workspace=workspace, version=version, state=AnchorState.NEEDS_REANCHOR)
    stays = Claim.objects.filter(workspace=workspace, version=version, pk__in=here.values("claim")).order_by("pk")
    waited = list(stays.select_for_update(of=("self",), no_key=True))
    ids = [claim.pk for claim in (*claims, *waited)]
    before = [_shown(article.current_version), *documents_of(workspace, ids)]
    waiting = _Carrier(article, version, going_back=undoes is not None).carry(claims)
    _mark(waited, AnchorState.ANCHORED)
    now = timezone.now()
    touched = Claim.objects.filter(workspace=workspace, pk__in=ids)
    touched.update(revision=F("revision") + 1, updated_at=now)
    touched.exclude(pk__in=[claim.pk for claim in waiting]).update(version=version)
    Article.objects.filter(workspace=workspace, pk=article.pk).update(
        current_version=version, revision=article.revision + 1, updated_at=now
    )
    audit.record(
        workspace,
        action,
        version,
        by=by,
        before=before,
        after=[_shown(version), *documents_of(workspace, ids)],
        article_id=article.pk,
        undoes=undoes,
    )
    return Brought(version=version, moved=len(ids) - len(waiting), waiting=tuple(claim.pk for claim in waiting))


def _shown(version: ArticleVersion) -> dict[str, Any]:
    return {"id": str(version.pk), "number": version.number, "sha256": bytes(version.sha256).hex()}


def _mark(claims: Sequence[Claim], state: AnchorState) -> None:
    """The anchor of each claim in the version it stands in."""
    rows = Anchor.objects.filter(claim__in=claims, workspace=F("claim__workspace"), version=F("claim__version"))
    Anchor.objects.filter(pk__in=rows.values("pk")).update(state=state)


class _Carrier:
    """Takes claims from the versions they stand in to another one, each with all its mentions or not at all."""

    def __init__(self, article: Article, version: ArticleVersion, *, going_back: bool) -> None:
        rows = ArticleVersion.objects.filter(workspace_id=article.workspace_id, article=article)
        self.texts = dict(rows.values_list("pk", "text"))
        self.version = version
        self.going_back = going_back

    def carry(self, claims: Sequence[Claim]) -> list[Claim]:
        """Changes the claims and writes their anchors. Returns those that stay where they are, to be placed."""
        rows = Anchor.objects.filter(workspace_id=self.version.workspace_id, claim__in=claims)
        anchors = {(row.claim_id, row.version_id): row for row in rows}
        placed_anew: list[Anchor] = []
        requoted: list[Claim] = []
        waiting = []
        for claim in claims:
            anchor = anchors[claim.pk, claim.version_id]
            former = anchors.get((claim.pk, self.version.pk))
            placed = self._placed(anchor, former)
            if placed is None:
                waiting.append(claim)
                continue
            placed_anew.append(placed)
            words = quote(self.version.text, [Span(start, end) for start, end, _ in placed.spans])
            if claim.quote != words:
                claim.quote = words
                requoted.append(claim)
        # A row that is there is written anew with its id: an UPDATE of many rows costs far more.
        rows.filter(version=self.version, pk__in=[row.pk for row in placed_anew]).delete()
        insert(placed_anew)
        Claim.objects.bulk_update(requoted, ["quote"], batch_size=BATCH)
        _mark(waiting, AnchorState.NEEDS_REANCHOR)
        return waiting

    def _placed(self, anchor: Anchor, former: Anchor | None) -> Anchor | None:
        old = self.texts[anchor.version_id]
        spans = self._spans(old, anchor.spans)
        if spans is None and former is not None and self.going_back:
            spans = former.spans
        mentions = list(self._mentions(old, anchor, former))
        if spans is None or None in mentions:
            return None
        stretches = [Span(start, end) for start, end, _ in spans]
        prefix, suffix = context(self.version.text, stretches)
        placed = former or Anchor(workspace_id=anchor.workspace_id, claim_id=anchor.claim_id, version=self.version)
        placed.spans, placed.mentions, placed.prefix, placed.suffix = spans, mentions, prefix, suffix
        placed.start, placed.end, placed.state = stretches[0].start, stretches[-1].end, AnchorState.ANCHORED
        placed.translation, placed.translation_method = anchor.translation, anchor.translation_method
        placed.translated_by_id = anchor.translated_by_id
        return placed

    def _mentions(self, old: str, anchor: Anchor, former: Anchor | None) -> Iterator[dict[str, Any] | None]:
        before = {(one["attribution"], one["role"]): one["spans"] for one in (former.mentions if former else ())}
        for mention in anchor.mentions:
            spans = self._spans(old, mention["spans"])
            if spans is None and self.going_back:
                spans = before.get((mention["attribution"], mention["role"]))
            yield None if spans is None else {**mention, "spans": spans}

    def _spans(self, old: str, stored: Stored) -> Stored | None:
        places = carried(old, self.version.text, [Span(start, end) for start, end, _ in stored])
        return None if places is None else [[place.start, place.end, self._words(place)] for place in places]

    def _words(self, place: Span) -> str:
        return self.version.text[place.start : place.end]

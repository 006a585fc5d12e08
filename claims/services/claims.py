"""Writes to claims: make, revise, withdraw, restore; each, also in bulk, is one transaction with one audit event."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.errors import BadRows, ClaimsError, Conflict, NotFound, Stale
from claims.exchange.records import ClaimRecord
from claims.models import (
    Anchor,
    AnnotationSet,
    Article,
    ArticleVersion,
    Attribution,
    Chain,
    Claim,
    ClaimLabel,
    Workspace,
)
from claims.models.fields import new_id
from claims.queries import places as places_queries
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.services import audit, judgements
from claims.services.claim_rows import Place, RowMaker
from claims.services.source_resolver import Resolver
from claims.vocabulary import ArticleProgress, ClaimStatus

WRITTEN_COLUMNS = ("version", "quote", "quotation", "polarity", "note", "status", "revision", "updated_at")
TRANSLATION_COLUMNS = ("translation", "translation_method", "translated_by_id")
Change = Callable[[ClaimDocument, ClaimRecord], ClaimRecord]


def place(article: Article, *, by: AbstractBaseUser | None, annotation_set: AnnotationSet | None = None) -> Place:
    """Where this person's claims on the article go now: their blind set during a blind assignment, else the record."""
    at = places(article.workspace, [article.pk], by=by).get(article.pk)
    if at is None:
        raise NotFound("This article is not in this workspace.")
    if annotation_set is None:
        return at
    if annotation_set.article_id != article.pk:
        raise ClaimsError("This annotation set is of another article.", field="set")
    return replace(at, annotation_set=annotation_set)


def places(workspace: Workspace, articles: Iterable[UUID], *, by: AbstractBaseUser | None) -> dict[UUID, Place]:
    """The same for several articles of the workspace; those it does not have are left out. One query."""
    found = {}
    for article, annotation_set in places_queries.written_to(workspace, articles, by=by):
        version = cast(ArticleVersion, article.current_version)
        found[article.pk] = Place(article=article, version=version, annotation_set=annotation_set)
    return found


def make(at: Place, record: ClaimRecord, *, by: AbstractBaseUser | None, key: UUID | None = None) -> Claim:
    """A new claim. Raises the errors of spans, chains, sources and labels; then nothing is saved.

    `key` is an id that its maker chose, so that it could be spoken of before it was saved; raises Conflict where taken.
    """
    try:
        return make_many(at.article.workspace, [(at, record)], by=by, keys=[key] if key else ())[0]
    except IntegrityError as taken:
        if key is None or not Claim.objects.filter(pk=key).exists():
            raise  # of another rule, which is no matter of ids
        raise Conflict("A claim with this id was made before; reload the page to see it.") from taken


@transaction.atomic
def make_many(
    workspace: Workspace,
    claims: Sequence[tuple[Place, ClaimRecord]],
    *,
    by: AbstractBaseUser | None,
    keys: Sequence[UUID] = (),
) -> list[Claim]:
    """New claims, all or none, with one event that names them. Raises BadRows where one of several is wrong.

    The first ones get the ids in `keys`.
    """
    try:
        made = add_rows(claims, by=by, sources=Resolver(workspace), keys=keys)
    except ClaimsError as wrong:
        if len(claims) == 1:
            raise
        raise BadRows(_bad_rows(workspace, claims) or [(1, wrong.placed)]) from wrong
    ids = [claim.pk for claim in made]
    first = claims[0][0].article if claims else None
    together = first is not None and all(at.article.pk == first.pk for at, _ in claims)
    audit.record(
        workspace,
        "claim.make",
        made[0] if len(made) == 1 else workspace,
        by=by,
        before=[],
        after=documents_of(workspace, ids),
        article_id=first.pk if first and together else None,
    )
    return made


def add_rows(
    claims: Sequence[tuple[Place, ClaimRecord]],
    *,
    by: AbstractBaseUser | None,
    sources: Resolver,
    keys: Sequence[UUID] = (),
) -> list[Claim]:
    """The rows of new claims without their event: for services that write one event of their own."""
    workspace = sources.workspace
    maker = RowMaker(workspace, sources=sources, by=by)
    maker.prepare((record, at.article.pk) for at, record in claims)
    now = timezone.now()
    made: list[Claim] = []
    chosen = iter(keys)
    for at, record in claims:
        claim = Claim(
            id=next(chosen, None) or new_id(),
            workspace_id=workspace.pk,
            article_id=at.article.pk,
            version_id=at.version.pk,
            annotation_set_id=at.annotation_set.pk,
            annotator_id=by.pk if by else None,
            created_at=now,
            updated_at=now,
        )
        maker.add(claim, at.version, record, known=frozenset())
        made.append(claim)
    maker.save(made)
    judgements.say_same(
        workspace,
        [(claim, record.proposition) for claim, (_, record) in zip(made, claims, strict=True) if record.proposition],
        by=by,
    )
    untouched = {at.annotation_set.pk for at, _ in claims if at.annotation_set.progress == ArticleProgress.UNSTARTED}
    if untouched:
        begun = AnnotationSet.objects.filter(workspace=workspace, pk__in=untouched, progress=ArticleProgress.UNSTARTED)
        begun.update(progress=ArticleProgress.IN_PROGRESS)
    return made


def _bad_rows(workspace: Workspace, claims: Sequence[tuple[Place, ClaimRecord]]) -> list[tuple[int, str]]:
    """Every claim of a refused batch that cannot be made, by its number from 1, with the reason."""
    maker = RowMaker(workspace)
    bad = []
    for number, (at, record) in enumerate(claims, start=1):
        try:
            maker.prepare([(record, at.article.pk)])
            claim = Claim(workspace=workspace, article=at.article, version=at.version)
            maker.add(claim, at.version, record, known=frozenset())
        except ClaimsError as wrong:
            bad.append((number, wrong.placed))
    return bad


def revise(claim: Claim, record: ClaimRecord, *, by: AbstractBaseUser, revision: int | None = None) -> Claim:
    """Gives the claim the form of the record. `revision` is what the caller has seen; raises Stale if it is older."""
    return change_many(claim.workspace, [claim.pk], lambda _, __: record, by=by, revisions={claim.pk: revision})[0]


def change(claim: Claim, how: Change, *, by: AbstractBaseUser, revision: int | None = None) -> Claim:
    """Revises the claim by what `how` makes of its present form."""
    return change_many(claim.workspace, [claim.pk], how, by=by, revisions={claim.pk: revision})[0]


@transaction.atomic
def change_many(
    workspace: Workspace,
    ids: Sequence[UUID],
    how: Change,
    *,
    by: AbstractBaseUser,
    revisions: dict[UUID, int | None] | None = None,
) -> list[Claim]:
    """Revises each of these claims by what `how` makes of its present form; all or none, one event."""
    claims = lock(workspace, ids, revisions=revisions or {})
    before = documents_of(workspace, ids)
    changes = [(claim, how(document, record_of(document))) for claim, document in zip(claims, before, strict=True)]
    rewrite_rows(workspace, changes, by=by, known=ids_in(before))
    _record(workspace, "claim.revise", claims, by=by, before=before)
    return claims


def rewrite_rows(
    workspace: Workspace,
    changes: Sequence[tuple[Claim, ClaimRecord]],
    *,
    by: AbstractBaseUser | None,
    known: frozenset[UUID],
) -> None:
    """Replaces the rows of locked claims by those of the records; ids of chains and hops in `known` are kept."""
    ids = [claim.pk for claim, _ in changes]
    versions = {
        version.pk: version
        for version in ArticleVersion.objects.filter(
            workspace=workspace, pk__in={claim.version_id for claim, _ in changes}
        )
    }
    hops = Attribution.objects.filter(workspace=workspace, claim_id__in=ids).select_related("source")
    maker = RowMaker(workspace, before=hops.in_bulk(), by=by)
    maker.prepare((record, claim.article_id) for claim, record in changes)
    now = timezone.now()
    for claim, record in changes:
        maker.add(claim, versions[claim.version_id], record, known=known)
        claim.revision += 1
        claim.updated_at = now
    _keep_anchors(workspace, changes, maker)
    for model in (Attribution, Chain, ClaimLabel):
        model.objects.filter(workspace=workspace, claim_id__in=ids).delete()
    Claim.objects.bulk_update([claim for claim, _ in changes], WRITTEN_COLUMNS, batch_size=500)
    maker.save()
    judgements.change_same(workspace, [(claim, record.proposition) for claim, record in changes], by=by)


def _keep_anchors(workspace: Workspace, changes: Sequence[tuple[Claim, ClaimRecord]], maker: RowMaker) -> None:
    """The anchor of a claim in its version is updated in place; what moved was placed anew.

    A claim that comes to a version for the first time keeps the anchor that is new.
    """
    current = {claim.pk: claim.version_id for claim, _ in changes}
    rows = Anchor.objects.filter(workspace=workspace, claim_id__in=current)
    standing = {row.claim_id: row for row in rows if current[row.claim_id] == row.version_id}
    first = [new for new in maker.rows.anchors if new.claim_id not in standing]
    columns = ("start", "end", "spans", "mentions", "prefix", "suffix", "state", *TRANSLATION_COLUMNS)
    updated = []
    for new in maker.rows.anchors:
        row = standing.get(new.claim_id)
        if row is None:
            continue
        if row.spans == new.spans:
            new.state = row.state
        if (row.translation, row.translation_method) == (new.translation, new.translation_method):
            new.translated_by_id = row.translated_by_id
        for column in columns:
            setattr(row, column, getattr(new, column))
        updated.append(row)
    Anchor.objects.bulk_update(updated, columns, batch_size=500)
    maker.rows.anchors[:] = first


def set_status(workspace: Workspace, ids: Sequence[UUID], status: ClaimStatus, *, by: AbstractBaseUser) -> list[Claim]:
    """Marks claims as draft, submitted, accepted or rejected, in one event."""
    return change_many(workspace, ids, lambda _, record: replace(record, status=status), by=by)


@transaction.atomic
def withdraw_many(
    workspace: Workspace, ids: Sequence[UUID], *, by: AbstractBaseUser, revisions: dict[UUID, int | None] | None = None
) -> list[Claim]:
    """Takes claims out of every list and analysis; they stay, with their history, and can be restored."""
    claims = lock(workspace, ids, revisions=revisions or {})
    before = documents_of(workspace, ids)
    _mark_withdrawn(claims, at=timezone.now())
    _record(workspace, "claim.withdraw", claims, by=by, before=before)
    return claims


def withdraw(claim: Claim, *, by: AbstractBaseUser, revision: int | None = None) -> Claim:
    return withdraw_many(claim.workspace, [claim.pk], by=by, revisions={claim.pk: revision})[0]


@transaction.atomic
def restore(claim: Claim, *, by: AbstractBaseUser) -> Claim:
    """Brings a withdrawn claim back."""
    claims = lock(claim.workspace, [claim.pk], revisions={}, withdrawn=True)
    before = documents_of(claim.workspace, [claim.pk])
    _mark_withdrawn(claims, at=None)
    _record(claim.workspace, "claim.restore", claims, by=by, before=before)
    return claims[0]


def _mark_withdrawn(claims: Sequence[Claim], *, at: Any) -> None:
    now = timezone.now()
    for claim in claims:
        claim.withdrawn_at = at
        claim.revision += 1
        claim.updated_at = now
    Claim.objects.bulk_update(claims, ["withdrawn_at", "revision", "updated_at"], batch_size=500)


def lock(
    workspace: Workspace, ids: Sequence[UUID], *, revisions: dict[UUID, int | None], withdrawn: bool = False
) -> list[Claim]:
    """The claims in the order asked, locked in one order by everybody. Raises NotFound and Stale."""
    if len(set(ids)) != len(ids):
        raise ClaimsError("A claim is named twice; name each once.")
    rows = Claim.objects.filter(workspace=workspace, pk__in=ids, withdrawn_at__isnull=not withdrawn).order_by("pk")
    found = {claim.pk: claim for claim in rows.select_for_update(of=("self",), no_key=True)}
    for key in ids:
        if key not in found:
            raise NotFound(f"There is no claim {key} in this workspace.")
        seen = revisions.get(key)
        if seen is not None and found[key].revision != seen:
            raise Stale("Somebody changed this claim since you opened it; load it again to see both versions.")
    return [found[key] for key in ids]


def _record(
    workspace: Workspace, action: str, claims: Sequence[Claim], *, by: AbstractBaseUser, before: list[ClaimDocument]
) -> None:
    articles = {claim.article_id for claim in claims}
    audit.record(
        workspace,
        action,
        claims[0] if len(claims) == 1 else workspace,
        by=by,
        before=before,
        after=documents_of(workspace, [claim.pk for claim in claims]),
        article_id=articles.pop() if len(articles) == 1 else None,
    )


def ids_in(documents: Sequence[ClaimDocument]) -> frozenset[UUID]:
    """The ids of all chains and hops in these documents."""
    chains = [chain for document in documents for chain in document["chains"]]
    hops = [hop for chain in chains for hop in chain["attributions"]]
    return frozenset(UUID(part["id"]) for part in (*chains, *hops))

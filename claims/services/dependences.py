"""Whether two articles, or two sources, are independent: proposed by the program, said and decided by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from claims.errors import Conflict, NotFound
from claims.models import Article, Dependence, Source, Workspace
from claims.models.fields import new_id
from claims.services import audit, limits
from claims.vocabulary import DependenceKind, ProposalState


@dataclass(frozen=True, slots=True)
class Proposed:
    """That `article` may be a copy of `on_article`, and why."""

    article: UUID
    on_article: UUID
    kind: DependenceKind
    why: str


@transaction.atomic
def between_articles(
    article: Article, on_article: Article, kind: DependenceKind, *, by: AbstractBaseUser, why: str = ""
) -> Dependence:
    """A person says so; nothing is left to decide. Raises Conflict where the pair is known."""
    row = Dependence(workspace=article.workspace, article=article, on_article=on_article, kind=kind)
    return _say(row, same=article.pk == on_article.pk, by=by, why=why)


@transaction.atomic
def between_sources(
    source: Source, on_source: Source, kind: DependenceKind, *, by: AbstractBaseUser, why: str = ""
) -> Dependence:
    """The same of two sources."""
    row = Dependence(workspace=source.workspace, source=source, on_source=on_source, kind=kind)
    return _say(row, same=source.pk == on_source.pk, by=by, why=why)


@transaction.atomic
def propose(workspace: Workspace, found: Sequence[Proposed]) -> list[Dependence]:
    """Pairs of articles for people to decide on; those that are known already, decided or not, are left as they are."""
    rows = [
        Dependence(
            id=new_id(),
            workspace=workspace,
            article_id=one.article,
            on_article_id=one.on_article,
            kind=one.kind,
            why=one.why,
        )
        for one in found
    ]
    Dependence.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    kept = set(
        Dependence.objects.filter(workspace=workspace, pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    made = [row for row in rows if row.pk in kept]
    if made:
        audit.record(workspace, "dependence.propose", workspace, by=None, after=[state(row) for row in made])
    return made


@transaction.atomic
def decide(
    dependence: Dependence, decision: ProposalState, *, by: AbstractBaseUser, kind: DependenceKind | None = None
) -> Dependence:
    """A person's word on a pair, with another kind than was proposed if need be; pending puts it back.

    The pair is never proposed anew. Raises NotFound.
    """
    workspace = dependence.workspace
    rows = Dependence.objects.filter(workspace=workspace, pk=dependence.pk)
    locked = rows.select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        raise NotFound("There is no such pair in this workspace.")
    before = state(locked)
    is_decided = decision is not ProposalState.PENDING
    locked.state = decision
    locked.kind = kind or locked.kind
    locked.decided_by_id = by.pk if is_decided else None
    locked.decided_at = timezone.now() if is_decided else None
    locked.save(update_fields=["state", "kind", "decided_by", "decided_at"])
    audit.record(workspace, "dependence.decide", locked, by=by, before=before, after=state(locked))
    return locked


def state(row: Dependence) -> dict[str, Any]:
    ends = {name: getattr(row, f"{name}_id") for name in ("article", "on_article", "source", "on_source")}
    return {
        "id": str(row.pk),
        **{name: str(key) for name, key in ends.items() if key},
        "kind": str(row.kind),
        "state": str(row.state),
        "why": row.why,
    }


def _say(row: Dependence, *, same: bool, by: AbstractBaseUser, why: str) -> Dependence:
    if same:
        raise Conflict("Nothing depends on itself; choose another one.")
    limits.check_prose(why, field="why")
    _check_ends(row)
    row.why, row.state, row.decided_by_id, row.decided_at = why, ProposalState.ACCEPTED, by.pk, timezone.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as known:
        raise Conflict("This pair is known already; change what is said of it.") from known
    audit.record(row.workspace, "dependence.make", row, by=by, after=state(row))
    return row


def _check_ends(row: Dependence) -> None:
    """Both ends are of the workspace. Raises NotFound."""
    articles = [key for key in (row.article_id, row.on_article_id) if key]
    sources = [key for key in (row.source_id, row.on_source_id) if key]
    found = Article.objects.filter(Q(pk__in=articles), workspace=row.workspace).count()
    found += Source.objects.filter(Q(pk__in=sources), workspace=row.workspace).count()
    if found < 2:
        raise NotFound("There is no such article or source in this workspace.")

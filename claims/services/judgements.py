"""Writes to propositions and to the judgements which claims make them."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import MD5
from django.utils import timezone

from claims.errors import ClaimsError, NotFound, Stale
from claims.models import Claim, Judgement, Proposition, Workspace
from claims.models.copying import insert
from claims.services import audit, limits, name_locks
from claims.vocabulary import Verdict

LONGEST_TEXT = 1000


@transaction.atomic
def make_proposition(workspace: Workspace, text: str, *, by: AbstractBaseUser, note: str = "") -> Proposition:
    text = checked_text(text, field="text")
    limits.check_prose(note, field="note")
    made = Proposition.objects.create(workspace=workspace, text=text, note=note, created_by_id=by.pk)
    audit.record(workspace, "proposition.make", made, by=by, after={"id": str(made.pk), "text": text, "note": note})
    return made


def checked_text(text: str, *, field: str) -> str:
    """The text of a proposition with its white space in order. Raises BadRecord."""
    return limits.line(text, field=field, most=LONGEST_TEXT, required=True)


def lock(workspace: Workspace, key: UUID, *, revision: int | None = None) -> Proposition:
    """The statement as it stands; who changes it at this moment waits. Raises NotFound, and Stale where `revision`,
    which the caller has seen, is older."""
    rows = Proposition.objects.filter(workspace=workspace, pk=key).select_related("merged_into")
    locked = rows.select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        raise NotFound(f"There is no statement {key} in this workspace.")
    if revision is not None and locked.revision != revision:
        raise Stale("This statement was changed since you read it; read it again, then write.")
    locked.workspace = workspace
    return locked


def say_same(workspace: Workspace, claims: Sequence[tuple[Claim, str]], *, by: AbstractBaseUser | None) -> None:
    """Records that new claims make propositions, given by id or text, within the event of the caller."""
    insert(_same(workspace, claims, by=by))


def change_same(workspace: Workspace, claims: Sequence[tuple[Claim, str]], *, by: AbstractBaseUser | None) -> None:
    """Makes each claim make the proposition given, or none. Judgements that say so already stay.

    What else was said to be the same is superseded, and so is the analyst's own other verdict on the proposition.
    """
    standing = Judgement.objects.filter(
        workspace=workspace, claim_id__in=[claim.pk for claim, _ in claims], superseded_at__isnull=True
    ).select_related("proposition__merged_into")
    said: dict[UUID, list[Judgement]] = {}
    for row in standing:
        said.setdefault(row.claim_id, []).append(row)
    new: list[tuple[Claim, str]] = []
    old: list[UUID] = []
    for claim, words in claims:
        same = [row for row in said.get(claim.pk, []) if row.verdict == Verdict.SAME]
        if words and any(_means(words, row.proposition) for row in same):
            continue
        old.extend(row.pk for row in same)
        if words:
            new.append((claim, words))
    made = _same(workspace, new, by=by)
    own = {(row.claim_id, row.proposition_id, row.analyst_id) for row in made}
    old.extend(row.pk for row in standing if (row.claim_id, row.proposition_id, row.analyst_id) in own)
    if old:
        rows = Judgement.objects.filter(workspace=workspace, pk__in=old)
        rows.update(superseded_at=timezone.now())
    insert(made)


def _same(workspace: Workspace, claims: Sequence[tuple[Claim, str]], *, by: AbstractBaseUser | None) -> list[Judgement]:
    """Judgements to be saved; the propositions they need are."""
    if not claims:
        return []
    found = find_or_make(workspace, {words for _, words in claims}, by=by)
    return [
        Judgement(
            workspace=workspace,
            claim=claim,
            proposition=found[words],
            analyst_id=by.pk if by else None,
            verdict=Verdict.SAME,
        )
        for claim, words in claims
    ]


def _means(words: str, proposition: Proposition) -> bool:
    standing = proposition.merged_into or proposition
    key = _as_uuid(words)
    return key in (proposition.pk, standing.pk) if key else " ".join(words.split()) == standing.text


def find_or_make(workspace: Workspace, wanted: set[str], *, by: AbstractBaseUser | None) -> dict[str, Proposition]:
    """Propositions by id or by their text; a text nobody used makes one. Raises ClaimsError for an unknown id."""
    ids = {words: key for words in wanted if (key := _as_uuid(words))}
    texts = {words: checked_text(words, field="proposition") for words in wanted if words not in ids}
    rows = Proposition.objects.filter(workspace=workspace, pk__in=set(ids.values())).select_related("merged_into")
    by_id = rows.in_bulk()
    for words, key in ids.items():
        if key not in by_id:
            raise ClaimsError(f"There is no statement {words} in this workspace.", field="proposition")
    by_text = _find_texts(workspace, set(texts.values()))
    missing = set(texts.values()) - by_text.keys()
    if missing:
        name_locks.hold(workspace, "proposition", missing)
        by_text |= _find_texts(workspace, missing)
        made = [
            Proposition(workspace=workspace, text=text, created_by_id=by.pk if by else None)
            for text in sorted(missing - by_text.keys())
        ]
        insert(made)
        by_text |= {row.text: row for row in made}
    return {words: by_id[key].merged_into or by_id[key] for words, key in ids.items()} | {
        words: by_text[text] for words, text in texts.items()
    }


def _find_texts(workspace: Workspace, texts: set[str]) -> dict[str, Proposition]:
    """The first proposition of each text; the index holds digests of texts."""
    if not texts:
        return {}
    digests = {hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() for text in texts}
    rows = (
        Proposition.objects.annotate(digest=MD5("text"))
        .filter(workspace=workspace, digest__in=digests, text__in=texts, merged_into__isnull=True)
        .order_by("-pk")
    )
    return {row.text: row for row in rows}


def _as_uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None

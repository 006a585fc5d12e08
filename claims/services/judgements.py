"""Writes to propositions and to the judgements which claims make them."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from claims.errors import ClaimsError
from claims.models import Claim, Judgement, Proposition, Workspace
from claims.services import audit
from claims.vocabulary import Verdict

LONGEST_TEXT = 1000


@transaction.atomic
def make_proposition(workspace: Workspace, text: str, *, by: AbstractBaseUser, note: str = "") -> Proposition:
    text = _checked(text)
    made = Proposition.objects.create(workspace=workspace, text=text, note=note, created_by_id=by.pk)
    audit.record(workspace, "proposition.make", made, by=by, after={"id": str(made.pk), "text": text, "note": note})
    return made


def say_same(workspace: Workspace, claims: Sequence[tuple[Claim, str]], *, by: AbstractBaseUser | None) -> None:
    """Records the judgement "same" within the event of the caller; a proposition is given by id or by its text."""
    if not claims:
        return
    found = _find(workspace, {words for _, words in claims}, by=by)
    Judgement.objects.bulk_create(
        [
            Judgement(
                workspace=workspace,
                claim=claim,
                proposition=found[words],
                analyst_id=by.pk if by else None,
                verdict=Verdict.SAME,
            )
            for claim, words in claims
        ],
        batch_size=1000,
    )


def change_same(workspace: Workspace, claims: Sequence[tuple[Claim, str]], *, by: AbstractBaseUser | None) -> None:
    """Makes `by`'s judgement of each claim say the proposition given, or none; judgements that say so already stay."""
    standing = Judgement.objects.filter(
        workspace=workspace,
        claim_id__in=[claim.pk for claim, _ in claims],
        verdict=Verdict.SAME,
        superseded_at__isnull=True,
    ).select_related("proposition")
    said: dict[UUID, list[Judgement]] = {}
    for row in standing:
        said.setdefault(row.claim_id, []).append(row)
    new: list[tuple[Claim, str]] = []
    old: list[UUID] = []
    for claim, words in claims:
        rows = said.get(claim.pk, [])
        if words and any(words in (str(row.proposition_id), str(row.proposition.merged_into_id)) for row in rows):
            continue
        old.extend(row.pk for row in rows)
        if words:
            new.append((claim, words))
    if old:
        Judgement.objects.filter(workspace=workspace, pk__in=old).update(superseded_at=timezone.now())
    say_same(workspace, new, by=by)


def _find(workspace: Workspace, wanted: set[str], *, by: AbstractBaseUser | None) -> dict[str, Proposition]:
    """Propositions by id or by their text; a text nobody used makes one. Raises ClaimsError for an unknown id."""
    ids = {words: key for words in wanted if (key := _as_uuid(words))}
    texts = {words: _checked(words) for words in wanted if words not in ids}
    by_id = Proposition.objects.filter(workspace=workspace, pk__in=ids.values()).in_bulk()
    by_text = {
        row.text: row
        for row in Proposition.objects.filter(
            workspace=workspace, text__in=texts.values(), merged_into__isnull=True
        ).order_by("-pk")
    }
    made = [
        Proposition(workspace=workspace, text=text, created_by_id=by.pk if by else None)
        for text in sorted(set(texts.values()) - by_text.keys())
    ]
    Proposition.objects.bulk_create(made)
    by_text.update({row.text: row for row in made})
    for words, key in ids.items():
        if key not in by_id:
            raise ClaimsError(f"There is no statement {words} in this workspace.", field="proposition")
    return {words: by_id[key] for words, key in ids.items()} | {words: by_text[text] for words, text in texts.items()}


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_TEXT:
        raise ClaimsError(f"A statement has 1 to {LONGEST_TEXT} characters.", field="text")
    return text


def _as_uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None

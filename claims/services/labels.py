"""Writes to a workspace's labels: finding or making them by name, renaming, retiring."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.errors import ClaimsError, Conflict, UnknownLabel
from claims.exchange.validation import check_line
from claims.models import Label, Workspace
from claims.queries.name_lookups import labels_called
from claims.services import audit, limits

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 500


class LabelResolver:
    """Finds or makes the labels that a batch of claims carries, by name (capitals do not matter) or id."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.found: dict[str, Label] = {}

    def prepare(self, words: Iterable[str]) -> None:
        """Finds all these labels and makes those that are new and can be made; what cannot, `resolve` refuses."""
        wanted = dict.fromkeys(" ".join(word.split()) for word in words)
        missing = [word for word in wanted if word not in self.found and _can_be_kept(word)]
        if not missing:
            return
        self._find(missing)
        new = [word for word in missing if word not in self.found and not _as_uuid(word)]
        if new and self.workspace.allows_new_labels:
            # A writer that makes the same label at this moment wins; its row is found below.
            Label.objects.bulk_create(
                [Label(workspace=self.workspace, name=word) for word in new], ignore_conflicts=True
            )
            self._find(new)

    def _find(self, words: Sequence[str]) -> None:
        self.found |= labels_called(self.workspace, words)
        ids = {word: key for word in words if word not in self.found and (key := _as_uuid(word))}
        if not ids:
            return
        rows = Label.objects.filter(workspace=self.workspace, pk__in=set(ids.values()))
        labels = rows.select_related("merged_into").in_bulk()
        for word, key in ids.items():
            if key in labels:
                self.found[word] = labels[key].merged_into or labels[key]

    def resolve(self, words: Iterable[str], *, field: str = "labels") -> list[Label]:
        """Each label once. Raises UnknownLabel where the workspace takes no new labels, or an id is nobody's."""
        chosen: dict[UUID, Label] = {}
        for word in (" ".join(word.split()) for word in words):
            if word:
                label = self.found.get(word) or self._refuse(word, field=field)
                chosen[label.pk] = label
        return list(chosen.values())

    def _refuse(self, word: str, *, field: str) -> Label:
        check_line(word, field=field)
        if len(word) > LONGEST_NAME:
            raise UnknownLabel(f"A label has at most {LONGEST_NAME} characters.", field=field)
        if _as_uuid(word):
            raise UnknownLabel(f"There is no label {word} in this workspace.", field=field)
        raise UnknownLabel(f"There is no label “{word}” in this workspace; choose one of its labels.", field=field)


def _can_be_kept(word: str) -> bool:
    try:
        limits.line(word, field="labels", most=LONGEST_NAME, required=True)
    except ClaimsError:
        return False
    return True


@transaction.atomic
def make(workspace: Workspace, name: str, *, by: AbstractBaseUser, description: str = "") -> Label:
    """Raises Conflict where the name is taken."""
    name, description = _checked(name, description)
    label = Label(workspace=workspace, name=name, description=description)
    try:
        with transaction.atomic():
            label.save(force_insert=True)
    except IntegrityError as taken:
        raise _taken(name) from taken
    audit.record(workspace, "label.make", label, by=by, after=state(label))
    return label


@transaction.atomic
def rename(label: Label, name: str, *, by: AbstractBaseUser, description: str | None = None) -> Label:
    """Claims point at the label, so none of them changes. Raises Conflict where the name is taken."""
    locked = _lock(label)
    before = state(locked)
    locked.name, locked.description = _checked(name, locked.description if description is None else description)
    try:
        with transaction.atomic():
            locked.save(update_fields=["name", "description"])
    except IntegrityError as taken:
        raise _taken(locked.name) from taken
    audit.record(locked.workspace, "label.rename", locked, by=by, before=before, after=state(locked))
    return locked


@transaction.atomic
def retire(label: Label, *, by: AbstractBaseUser) -> Label:
    """The label is no longer offered; claims that carry it keep it."""
    locked = _lock(label)
    before = state(locked)
    locked.retired_at = timezone.now()
    locked.save(update_fields=["retired_at"])
    audit.record(locked.workspace, "label.retire", locked, by=by, before=before, after=state(locked))
    return locked


@transaction.atomic
def restore(label: Label, *, by: AbstractBaseUser) -> Label:
    """A retired label is offered again."""
    locked = _lock(label)
    if locked.retired_at is None:
        raise Conflict(f"“{locked.name}” is not retired.", field="label")
    before = state(locked)
    locked.retired_at = None
    locked.save(update_fields=["retired_at"])
    audit.record(locked.workspace, "label.restore", locked, by=by, before=before, after=state(locked))
    return locked


def _lock(label: Label) -> Label:
    rows = Label.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.filter(workspace_id=label.workspace_id, pk=label.pk).first()
    if locked is None:
        raise UnknownLabel(f"There is no label {label.pk} in this workspace.", field="label")
    return locked


def _checked(name: str, description: str) -> tuple[str, str]:
    return (
        limits.line(name, field="name", most=LONGEST_NAME, required=True),
        limits.line(description, field="description", most=LONGEST_DESCRIPTION),
    )


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a label “{name}” already.", field="name")


def state(label: Label) -> dict[str, Any]:
    """A label as the audit keeps it."""
    return {
        "id": str(label.pk),
        "name": label.name,
        "description": label.description,
        "retired": label.retired_at is not None,
    }


def _as_uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None

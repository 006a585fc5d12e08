"""Writes to a workspace's labels: finding or making them by name, renaming, retiring."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from claims.errors import Conflict, UnknownLabel
from claims.models import Label, Workspace
from claims.services import audit

LONGEST_NAME = 100


class LabelResolver:
    """Finds or makes the labels that a batch of claims carries, by name (capitals do not matter) or id."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.found: dict[str, Label] = {}

    def prepare(self, words: Iterable[str]) -> None:
        """Raises UnknownLabel where the workspace does not allow new labels, or an id is nobody's."""
        wanted = {word.strip() for word in words} - {""}
        missing = {word for word in wanted if word.casefold() not in self.found}
        if not missing:
            return
        self._find(missing)
        new = sorted(word for word in missing if word.casefold() not in self.found)
        if new:
            self._make(new)

    def _find(self, words: set[str]) -> None:
        ids = {key for key in map(_as_uuid, words) if key}
        rows = (
            Label.objects.filter(workspace=self.workspace)
            .annotate(lower=Lower("name"))
            .filter(Q(lower__in=[word.lower() for word in words]) | Q(pk__in=ids))
            .select_related("merged_into")
        )
        for row in rows:
            standing = row.merged_into or row
            self.found[row.name.casefold()] = standing
            self.found[str(row.pk)] = standing

    def _make(self, words: list[str]) -> None:
        for word in words:
            if _as_uuid(word):
                raise UnknownLabel(f"There is no label {word} in this workspace.", field="labels")
            if len(word) > LONGEST_NAME:
                raise UnknownLabel(f"A label has at most {LONGEST_NAME} characters.", field="labels")
            if not self.workspace.allows_new_labels:
                raise UnknownLabel(
                    f"There is no label “{word}” in this workspace; choose one of its labels.", field="labels"
                )
        # A writer that makes the same label at this moment wins; its row is found below.
        unique = {word.casefold(): word for word in words}
        Label.objects.bulk_create(
            [Label(workspace=self.workspace, name=word) for word in unique.values()], ignore_conflicts=True
        )
        self._find(set(words))

    def resolve(self, words: Iterable[str]) -> list[Label]:
        chosen = {
            self.found[word.strip().casefold()].pk: self.found[word.strip().casefold()]
            for word in words
            if word.strip()
        }
        return list(chosen.values())


@transaction.atomic
def make(workspace: Workspace, name: str, *, by: AbstractBaseUser, description: str = "") -> Label:
    """Raises Conflict where the name is taken."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UnknownLabel(f"A label needs a name of 1 to {LONGEST_NAME} characters.", field="name")
    _refuse_taken(workspace, name, but=None)
    label = Label.objects.create(workspace=workspace, name=name, description=description)
    audit.record(workspace, "label.make", label, by=by, after=_state(label))
    return label


@transaction.atomic
def rename(label: Label, name: str, *, by: AbstractBaseUser, description: str | None = None) -> Label:
    """Claims point at the label, so none of them changes. Raises Conflict where the name is taken."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UnknownLabel(f"A label needs a name of 1 to {LONGEST_NAME} characters.", field="name")
    _refuse_taken(label.workspace, name, but=label.pk)
    before = _state(label)
    label.name = name
    label.description = label.description if description is None else description
    label.save(update_fields=["name", "description"])
    audit.record(label.workspace, "label.rename", label, by=by, before=before, after=_state(label))
    return label


@transaction.atomic
def retire(label: Label, *, by: AbstractBaseUser) -> Label:
    """The label is no longer offered; claims that carry it keep it."""
    before = _state(label)
    label.retired_at = timezone.now()
    label.save(update_fields=["retired_at"])
    audit.record(label.workspace, "label.retire", label, by=by, before=before, after=_state(label))
    return label


def _refuse_taken(workspace: Workspace, name: str, *, but: UUID | None) -> None:
    if Label.objects.filter(workspace=workspace, name__iexact=name).exclude(pk=but).exists():
        raise Conflict(f"There is a label “{name}” already.", field="name")


def _state(label: Label) -> dict[str, Any]:
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

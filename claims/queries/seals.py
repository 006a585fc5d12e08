"""Reads of the audit's seals, and the form in which a person notes one elsewhere; proving them is for the services."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.db.models import QuerySet

from claims.errors import BadSeal
from claims.models import AuditSeal, Workspace
from claims.queries.times import printed

NOTED = re.compile(r"([-\w]+):([1-9][0-9]{0,8}):([0-9a-fA-F]{64})")


class SealDocument(TypedDict):
    id: str
    number: int
    sealed_at: str
    events: int
    previous_hash: str
    hash: str
    noted: str


@dataclass(frozen=True, slots=True)
class NotedSeal:
    """A seal as somebody keeps it outside of this database: `workspace:number:hash`, the hash in 64 hex digits."""

    workspace: str
    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.workspace}:{self.number}:{self.hash.hex()}"


def parse(text: str) -> NotedSeal:
    """Raises BadSeal."""
    found = NOTED.fullmatch(text.strip())
    if found is None:
        raise BadSeal(
            f"“{text[:100]}” is no seal; give workspace:number:hash, as verify prints it (the hash has 64 hex digits)."
        )
    workspace, number, digits = found.groups()
    return NotedSeal(workspace, int(number), bytes.fromhex(digits))


def of(workspace: Workspace) -> QuerySet[AuditSeal]:
    """All seals of the workspace; no order."""
    return AuditSeal.objects.filter(workspace=workspace)


def last(workspace: Workspace) -> NotedSeal | None:
    """The seal that covers the most: the one to note elsewhere. One query."""
    seal = of(workspace).order_by("-number").first()
    return as_noted(workspace, seal) if seal else None


def as_noted(workspace: Workspace, seal: AuditSeal) -> NotedSeal:
    return NotedSeal(workspace.slug, seal.number, bytes(seal.hash))


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[SealDocument]:
    """The documents of these seals in the order of the ids. One query."""
    rows = of(workspace).filter(pk__in=ids).in_bulk()
    return [_document(workspace, rows[key]) for key in ids]


def _document(workspace: Workspace, seal: AuditSeal) -> SealDocument:
    return {
        "id": str(seal.pk),
        "number": seal.number,
        "sealed_at": printed(seal.sealed_at),
        "events": len(seal.events),
        "previous_hash": bytes(seal.previous_hash).hex(),
        "hash": bytes(seal.hash).hex(),
        "noted": str(as_noted(workspace, seal)),
    }

"""`manage.py verify`: whether texts, anchors, chains and the audit still hold; prints each row that does not."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import BadSeal
from claims.models import ArticleVersion, AuditEvent, AuditSeal, Claim, Workspace
from claims.queries import seals
from claims.queries.batches import snapshot
from claims.queries.integrity import Failure, check_rows, check_texts
from claims.queries.seals import NotedSeal
from claims.services.audit_proof import check_events, check_noted, check_seals


class Command(BaseCommand):
    help = "Proves that anchors, chains, texts and audit seals are whole; exit code 1 and the rows that are not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", help="this one only; else all")
        parser.add_argument(
            "--against",
            metavar="SEAL",
            action="append",
            default=[],
            help="a seal noted elsewhere, as verify printed it (workspace:number:hash); may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        workspaces = Workspace.objects.order_by("slug")
        if options["workspace"]:
            workspaces = workspaces.filter(slug=options["workspace"])
            if not workspaces.exists():
                raise CommandError(f"There is no workspace “{options['workspace']}”.")
        noted = _noted(options["against"], {workspace.slug for workspace in workspaces})
        failures = sum(self._verify(workspace, noted.get(workspace.slug, [])) for workspace in workspaces)
        if failures:
            raise CommandError(f"{failures} row{'' if failures == 1 else 's'} failed.")

    def _verify(self, workspace: Workspace, noted: list[NotedSeal]) -> int:
        failures = 0
        # One state for all checks: else a write between two of them would look like a fault.
        with snapshot():
            for failure in _failures(workspace, noted):
                failures += 1
                self.stdout.write(f"{workspace.slug}: {failure.kind} {failure.id}: {failure.sentence}")
            if not failures:
                self.stdout.write(f"{workspace.slug}: ok: {_counts(workspace)}")
                if seal := seals.last(workspace):
                    self.stdout.write(f"{workspace.slug}: seal to note elsewhere: {seal}")
        return failures


def _noted(given: list[str], verified: set[str]) -> dict[str, list[NotedSeal]]:
    """Slug of a workspace -> its seals that were given. Raises CommandError."""
    found: dict[str, list[NotedSeal]] = {}
    for text in given:
        try:
            seal = seals.parse(text)
        except BadSeal as wrong:
            raise CommandError(wrong.message) from wrong
        if seal.workspace not in verified:
            raise CommandError(f"The seal {seal} is of a workspace that is not verified here.")
        found.setdefault(seal.workspace, []).append(seal)
    return found


def _failures(workspace: Workspace, noted: list[NotedSeal]) -> Iterator[Failure]:
    yield from check_texts(workspace)
    yield from check_rows(workspace)
    yield from check_events(workspace)
    yield from check_seals(workspace)
    yield from check_noted(workspace, noted)


def _counts(workspace: Workspace) -> str:
    models = (("claims", Claim), ("texts", ArticleVersion), ("events", AuditEvent), ("seals", AuditSeal))
    return ", ".join(f"{model.objects.filter(workspace=workspace).count()} {noun}" for noun, model in models)

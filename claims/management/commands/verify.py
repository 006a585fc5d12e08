"""`manage.py verify`: whether texts, anchors, chains and the audit still hold; prints each row that does not."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import ArticleVersion, AuditEvent, AuditSeal, Claim, Workspace
from claims.queries.batches import snapshot
from claims.queries.integrity import Failure, check_rows, check_texts
from claims.services.audit_proof import check_events, check_seals


class Command(BaseCommand):
    help = "Proves that anchors, chains, texts and audit seals are whole; exit code 1 and the rows that are not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", help="this one only; else all")

    def handle(self, *args: Any, **options: Any) -> None:
        workspaces = Workspace.objects.order_by("slug")
        if options["workspace"]:
            workspaces = workspaces.filter(slug=options["workspace"])
            if not workspaces.exists():
                raise CommandError(f"There is no workspace “{options['workspace']}”.")
        failures = sum(self._verify(workspace) for workspace in workspaces)
        if failures:
            raise CommandError(f"{failures} row{'' if failures == 1 else 's'} failed.")

    def _verify(self, workspace: Workspace) -> int:
        failures = 0
        # One state for all checks: else a write between two of them would look like a fault.
        with snapshot():
            for failure in _failures(workspace):
                failures += 1
                self.stdout.write(f"{workspace.slug}: {failure.kind} {failure.id}: {failure.sentence}")
            if not failures:
                self.stdout.write(f"{workspace.slug}: ok: {_counts(workspace)}")
        return failures


def _failures(workspace: Workspace) -> Iterator[Failure]:
    yield from check_texts(workspace)
    yield from check_rows(workspace)
    yield from check_events(workspace)
    yield from check_seals(workspace)


def _counts(workspace: Workspace) -> str:
    models = (("claims", Claim), ("texts", ArticleVersion), ("events", AuditEvent), ("seals", AuditSeal))
    return ", ".join(f"{model.objects.filter(workspace=workspace).count()} {noun}" for noun, model in models)

"""`manage.py seal_events [--follow]`: chains committed audit events into seals, so that a change of the past shows."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from claims.models import AuditUnsealed, Workspace
from claims.services import audit

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Seals the audit events of all workspaces, once or, with --follow, as they come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--follow", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["follow"]:
            _seal_all()
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.wait(SECONDS_BETWEEN_LOOKS):
            close_old_connections()
            try:
                _seal_all()
            except DatabaseError as error:
                # The database may be restarting; what is not sealed now is sealed later.
                self.stderr.write(f"Sealing waits for the database: {error}".strip())


def _seal_all() -> None:
    waiting = AuditUnsealed.objects.values_list("workspace", flat=True).order_by().distinct()
    for workspace in Workspace.objects.filter(pk__in=waiting):
        while audit.seal(workspace):
            pass

"""`manage.py seal_events`: chains committed audit events into seals now; `manage.py work` does it as they come."""

from typing import Any

from django.core.management.base import BaseCommand

from claims import tasks


class Command(BaseCommand):
    help = "Seals the audit events of all workspaces, once; manage.py work seals them as they come."

    def handle(self, *args: Any, **options: Any) -> None:
        tasks.seal_waiting()

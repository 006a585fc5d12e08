"""`manage.py restore FILE`: brings back what `backup` wrote, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from provenance import dump


class Command(BaseCommand):
    help = "Replaces the database by a dump that manage.py backup wrote, then applies newer migrations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="also where the database holds workspaces already")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["overwrite"] and _holds_something():
            raise CommandError(
                "The database is not empty: restoring would replace everything in it. Back it up first, "
                "then give --overwrite if you mean it."
            )
        try:
            dump.restore(options["file"])
        except dump.DumpFailed as error:
            raise CommandError(str(error)) from error
        connection.close()
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored {options['file']}. manage.py verify proves that it is whole.")


def _holds_something() -> bool:
    """Any workspace or user. A database without tables is empty."""
    tables = set(connection.introspection.table_names())
    models = [apps.get_model("claims", "Workspace"), apps.get_model("auth", "User")]
    return any(model._meta.db_table in tables and model.objects.exists() for model in models)

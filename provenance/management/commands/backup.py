"""`manage.py backup FILE`: a consistent dump of everything, while writing goes on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from provenance import dump


class Command(BaseCommand):
    help = "Writes a consistent dump of the whole database, which manage.py restore reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            dump.write(path)
            dump.check(path)
        except dump.DumpFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wrote {path} ({path.stat().st_size:,} bytes).")

"""`manage.py import_records PATH...`: files into a workspace, each whole or not at all; every bad row by its number."""

import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from claims.errors import BadRows, ClaimsError
from claims.exchange.registry import IMPORT_FORMATS, import_format
from claims.models import Workspace
from claims.services import imports, workspaces
from claims.services.imports import ImportOutcome
from claims.tasks import start_with_new_articles

STDIN = "-"


class Command(BaseCommand):
    help = (
        "Imports files into a workspace. A file comes in whole or not at all; a text that is there already is skipped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = ", ".join(known.name for known in IMPORT_FORMATS)
        parser.add_argument("paths", nargs="+", metavar="PATH", help="- is stdin")
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--create-workspace", action="store_true", help="make the workspace if it is not there")
        parser.add_argument("--format", default=imports.AUTOMATIC, help=f"auto, or one of {formats}")
        parser.add_argument("--user", metavar="NAME", help="whose work it is; else nobody's")

    def handle(self, *args: Any, **options: Any) -> None:
        self.slug: str = options["workspace"]
        self.workspace = Workspace.objects.filter(slug=self.slug).first()
        if self.workspace is None and not options["create_workspace"]:
            raise CommandError(f"There is no workspace “{self.slug}”; add --create-workspace to make it.")
        self.format = _checked_format(options["format"])
        self.by = _user(options["user"])
        failed = 0
        for path in options["paths"]:
            failed += not self._import(path)
        if failed:
            raise SystemExit(1)

    def _import(self, path: str) -> bool:
        name = "stdin" if path == STDIN else path
        try:
            outcome = self._read(name, sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes())
        except OSError as error:
            self._complain(f"{name}: cannot be read: {error.strerror}.")
        except BadRows as error:
            for row, sentence in error.rows:
                self._complain(f"{name}: row {row}: {sentence}")
            self._complain(f"{name}: {error.message}")
        except ClaimsError as error:
            self._complain(f"{name}: {error.message}")
        else:
            self._tell(name, outcome)
            return True
        return False

    def _read(self, name: str, raw: bytes) -> ImportOutcome:
        bar = tqdm(desc=Path(name).name, unit=" articles", disable=not sys.stderr.isatty(), file=sys.stderr)

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        # A workspace made for a file that cannot be imported is not kept.
        with closing(bar), transaction.atomic():
            workspace = self.workspace or workspaces.make(self.slug, by=self.by)
            outcome = imports.import_file(
                workspace, raw, filename=Path(name).name, by=self.by, format=self.format, progress=show
            )
            if outcome.articles:
                start_with_new_articles(workspace, by=self.by)
        self.workspace = workspace
        return outcome

    def _tell(self, name: str, outcome: ImportOutcome) -> None:
        has_rows = len(outcome.articles) + len(outcome.skipped) > 1
        for skipped in outcome.skipped:
            row = f"row {skipped.row}: " if has_rows else ""
            where = f"article {skipped.same_as}" if skipped.same_as else "an earlier row"
            self.stdout.write(f"{name}: {row}skipped “{skipped.title}”, {where} has the same text")
        for note in outcome.notes if outcome.articles else ():
            self.stdout.write(f"{name}: {note}")
        added = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in (
                (len(outcome.articles), "article"),
                (outcome.claims, "claim"),
                (outcome.sources, "source"),
            )
            if count or noun == "article"
        )
        self.stdout.write(f"{name}: added {added}, skipped {len(outcome.skipped)}")

    def _complain(self, sentence: str) -> None:
        self.stderr.write(self.style.ERROR(sentence))


def _checked_format(name: str) -> str:
    if name == imports.AUTOMATIC:
        return name
    try:
        return import_format(name).name
    except ClaimsError as error:
        raise CommandError(error.message) from error


def _user(name: str | None) -> AbstractBaseUser | None:
    if not name:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”.")
    return user

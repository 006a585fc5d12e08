"""`manage.py suggest_file IN.jsonl -o OUT.jsonl`: proposed attributions of texts in a file, without a database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import BadModel, BadRows
from claims.suggestions.documents import Document, document_line, read_documents
from claims.suggestions.model import load
from claims.suggestions.proposals import Suggester
from claims.suggestions.rules import Rules

STANDARD = "-"


class Command(BaseCommand):
    help = "Proposes who says what in texts: a JSON line {doc, text} in, a JSON line {doc, attributions} out."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("input", metavar="IN.jsonl", help="- is stdin")
        parser.add_argument("-o", "--output", required=True, metavar="OUT.jsonl", help="- is stdout")
        parser.add_argument("--model", type=Path, metavar="MODEL", help="a file of train_suggester; else the rules")

    def handle(self, *args: Any, **options: Any) -> None:
        suggester = _suggester(options["model"])
        documents = self._documents(options["input"])
        lines = [document_line(document, suggester.suggest(document.text)) for document in documents]
        _write(options["output"], b"".join(lines))

    def _documents(self, name: str) -> tuple[Document, ...]:
        try:
            return read_documents(_read(name).split(b"\n"))
        except BadRows as error:
            for row, message in error.rows:
                self.stderr.write(f"line {row}: {message}")
            count = len(error.rows)
            raise CommandError(
                f"{count} line{'' if count == 1 else 's'} cannot be read; nothing was written."
            ) from error


def _suggester(model: Path | None) -> Suggester:
    try:
        return load(model) if model else Rules()
    except BadModel as error:
        raise CommandError(error.message) from error


def _read(name: str) -> bytes:
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _write(name: str, content: bytes) -> None:
    if name == STANDARD:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}.") from error

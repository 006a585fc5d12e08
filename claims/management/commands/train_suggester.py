"""`manage.py train_suggester GOLD.jsonl -o MODEL`: learns to suggest from finished articles, without a database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.errors import ClaimsError
from claims.management.gold_file import examples_in
from claims.suggestions.model import save
from claims.suggestions.scoreboard import report_lines
from claims.suggestions.training import train


class Command(BaseCommand):
    help = "Learns to suggest from finished articles: a JSON line {doc, text, attributions} each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", metavar="GOLD.jsonl", help="- is stdin")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="MODEL")
        parser.add_argument("--seed", type=int, default=1, help="which articles are measured together (1)")
        parser.add_argument(
            "--curve", type=int, nargs="+", default=[], metavar="N", help="also measure learning from N articles"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["output"].parent
        if not folder.is_dir():
            raise CommandError(f"{options['output']} cannot be written: {folder} is no folder.")
        examples = examples_in(options["gold"], stderr=self.stderr)
        with tqdm(total=1, unit="fit", disable=not sys.stderr.isatty()) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                model = train(examples, seed=options["seed"], curve=options["curve"], on_progress=show)
            except ClaimsError as error:
                raise CommandError(error.message) from error
        try:
            save(model, options["output"])
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        for line in report_lines(model.report):
            self.stdout.write(line)

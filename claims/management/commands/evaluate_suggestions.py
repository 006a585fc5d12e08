"""`manage.py evaluate_suggestions GOLD.jsonl`: how well rules and recommender agree with people, as a table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import ClaimsError
from claims.management.gold_file import examples_in
from claims.suggestions.examples import Example
from claims.suggestions.model import load
from claims.suggestions.rules import Rules
from claims.suggestions.scoreboard import cross_validated, suggested, table


class Command(BaseCommand):
    help = "Measures the rules, and a model or one made anew, on finished articles: {doc, text, attributions} a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", metavar="GOLD.jsonl", help="- is stdin")
        parser.add_argument("--model", type=Path, metavar="MODEL", help="a file of train_suggester")
        parser.add_argument(
            "--folds", type=int, metavar="N", help="learn from the articles themselves, each measured by the others"
        )
        parser.add_argument("--seed", type=int, default=1, help="which articles are measured together (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folds"] is not None and options["folds"] < 2:
            raise CommandError("Measuring by folds needs at least 2 of them.")
        examples = examples_in(options["gold"], stderr=self.stderr)
        try:
            rows = self._rows(examples, options)
        except ClaimsError as error:
            raise CommandError(error.message) from error
        for line in table(rows):
            self.stdout.write(line)

    def _rows(self, examples: list[Example], options: dict[str, Any]) -> list[tuple[str, Any]]:
        model = load(options["model"]) if options["model"] else None
        rows = [("rules", suggested(examples, by=Rules()))]
        if model is not None:
            rows.append(("model", suggested(examples, by=model)))
        if options["folds"]:
            rows.append(
                (f"{options['folds']} folds", cross_validated(examples, folds=options["folds"], seed=options["seed"]))
            )
        return rows

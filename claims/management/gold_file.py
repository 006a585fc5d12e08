"""Finished articles from a file named on a command line, or the one sentence that says why not."""

import sys
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper

from claims.errors import BadRows
from claims.suggestions.examples import Example
from claims.suggestions.gold import read_gold


def examples_in(name: str, *, stderr: OutputWrapper) -> list[Example]:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    try:
        articles = read_gold(content.split(b"\n"))
    except BadRows as error:
        for row, message in error.rows:
            stderr.write(f"line {row}: {message}")
        count = len(error.rows)
        raise CommandError(f"{count} line{'' if count == 1 else 's'} cannot be read; nothing was learned.") from error
    return [article.example for article in articles]

"""`manage.py export_records`: a table or everything of a workspace into a file with its manifest, or to stdout."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.errors import ClaimsError
from claims.exchange.csv_tables import COLUMNS, CsvStyle
from claims.exchange.manifest import Manifest, Tally, manifest
from claims.exchange.registry import EXPORT_FORMATS, export_format
from claims.models import Workspace
from claims.queries import exports, record_exports
from claims.queries.filters import Filters

STDOUT = "-"


class Command(BaseCommand):
    help = "Exports a workspace, the same bytes as the pages and the API give."

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = ", ".join(known.name for known in EXPORT_FORMATS)
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, help=f"one of {formats}")
        parser.add_argument("--shape", help=f"what a table holds: {', '.join(COLUMNS)} (claims if not said)")
        parser.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help="repeat it for more")
        parser.add_argument("--raw", action="store_true", help="do not neutralise cells that a spreadsheet would run")
        parser.add_argument("--excel", action="store_true", help="a byte order mark, and rows that end in CRLF")
        parser.add_argument(
            "-o", "--output", default=STDOUT, metavar="FILE", help="- is stdout; a file gets a manifest"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace “{options['workspace']}”.")
        try:
            export = _Export(workspace, options)
        except ClaimsError as error:
            raise CommandError(error.message) from error
        if options["output"] == STDOUT:
            _write_to_stdout(export)
            return
        path = Path(options["output"])
        try:
            _write_file(path, export)
            _write_file(path.with_name(f"{path.name}.manifest.json"), _as_json(export.manifest(path.name)))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


class _Export:
    """The bytes of one export; once they were taken, its manifest."""

    def __init__(self, workspace: Workspace, options: dict[str, Any]) -> None:
        self.workspace = workspace
        self.format = export_format(options["format"]).name
        self.style = CsvStyle(guarded=not options["raw"], excel=options["excel"])
        self.shape = self._shape(options)
        self.filters = _filters(self.shape or "claims", options["filter"])
        self.created = timezone.now()
        self.tally = Tally()
        self.counts: dict[str, int] = {}
        self._stream = self._started()

    def _shape(self, options: dict[str, Any]) -> str:
        if self.format == "csv":
            return options["shape"] or "claims"
        if options["shape"] or options["raw"] or options["excel"]:
            raise CommandError(f"--shape, --raw and --excel are for csv; {self.format} holds everything.")
        return ""

    def _started(self) -> Generator[bytes, None, dict[str, int]]:
        if self.format == "jsonl":
            return record_exports.stream_jsonl(self.workspace, self.filters)
        rows = exports.stream_csv(self.workspace, self.shape, self.filters, style=self.style)
        return _counting(rows, self.shape)

    def __iter__(self) -> Iterator[bytes]:
        return self.tally.through(self._chunks())

    def _chunks(self) -> Iterator[bytes]:
        self.counts = yield from self._stream

    def close(self) -> None:
        self._stream.close()

    def manifest(self, file: str) -> Manifest:
        table = self.format == "csv"
        return manifest(
            self.tally,
            format=self.format,
            shape=self.shape,
            workspace=self.workspace.slug,
            file=file,
            created=self.created,
            counts=self.counts,
            filters=self.filters.values,
            columns=COLUMNS[self.shape] if table else (),
            guarded=table and self.style.guarded,
            excel=table and self.style.excel,
        )


def _counting(rows: Generator[bytes, None, int], shape: str) -> Generator[bytes, None, dict[str, int]]:
    count = yield from rows
    return {shape: count}


def _filters(shape: str, given: list[str]) -> Filters:
    parameters: dict[str, list[str]] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise CommandError(f"“{pair}” is no filter; write NAME=VALUE, such as status=accepted.")
        parameters.setdefault(name, []).append(value)
    return exports.only_filters(shape, parameters)


def _write_to_stdout(export: _Export) -> None:
    """A reader who stops early, like `head`, ends the export without a word."""
    out: BinaryIO = sys.stdout.buffer
    try:
        for block in export:
            out.write(block)
        out.flush()
    except BrokenPipeError:
        export.close()
        # What is still in the buffer would be flushed, and complained about, when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_json(content: Manifest) -> Iterator[bytes]:
    yield json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _write_file(path: Path, blocks: Iterator[bytes] | _Export) -> None:
    """The whole file or none: what stood there before stays until the new one is complete."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(blocks)
        return
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for block in blocks:
                file.write(block)
            os.fchmod(file.fileno(), 0o666 & ~_umask())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

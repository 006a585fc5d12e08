"""One run of the bench: data, server, rows, table."""

import sys
from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from claims.models import Workspace
from tests.bench import (
    machine,
    report,
    rows_analyses,
    rows_annotate,
    rows_export,
    rows_lineage,
    rows_lists,
    rows_names,
    rows_pages,
    rows_saving,
)
from tests.bench.generator import ensure
from tests.bench.scene import Scene
from tests.bench.server import WebServer
from tests.bench.timing import Row

SMALL_ARTICLES = 500
SMALL_CLAIMS = 10_000

ROWS: dict[str, Callable[[Scene], Iterator[Row]]] = {
    "csv": rows_export.claims_csv,
    "list": rows_lists.claims_list,
    "text": rows_lists.full_text,
    "import": rows_saving.bulk_import,
    "page": rows_pages.annotate_page,
    "annotate": rows_annotate.at_the_annotate_screen,
    "adding": rows_pages.adding_a_claim,
    "clients": rows_saving.eight_clients,
    "names": rows_names.names,
    "lineage": rows_lineage.lineage,
    "analyses": rows_analyses.over_many_statements,
}
"""In the order of the table; the word is what --only takes."""


def run(articles: int, claims: int, *, only: str) -> int:
    """0 where every bar is met."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    small = ensure("bench-small", articles=SMALL_ARTICLES, claims=SMALL_CLAIMS, say=_say)
    large = ensure(f"bench-{claims}", articles=articles, claims=claims, say=_say)
    for line in machine.described(f"{articles:,} articles, {claims:,} claims"):
        _say(line)
    _say(machine.calibration())
    connection.close()
    found: list[Row] = []
    with WebServer() as server:
        scene = Scene(
            workspace=Workspace.objects.get(slug=large.slug),
            small=Workspace.objects.get(slug=small.slug),
            token=large.token,
            small_token=small.token,
            user=User.objects.get(username="bench"),
            server=server,
            claims=claims,
        )
        for name, rows in ROWS.items():
            if only in ("", name):
                for row in rows(scene):
                    found.append(row)
                    _say(f"  {row.what}: {row.ratio} ({row.bar})", to=sys.stderr)
    _say("\n".join(report.table(found)))
    return int(any(row.met is False for row in found))


def _say(words: str, *, to: object = None) -> None:
    print(words, file=to or sys.stdout, flush=True)  # type: ignore[arg-type]

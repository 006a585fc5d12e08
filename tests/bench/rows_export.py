"""Rows of the table that export: claims.csv through the server, against psql in the same run."""

import subprocess
from collections.abc import Iterator
from statistics import median

from django.conf import settings
from django.db import connection

from claims.models import Workspace
from claims.queries.exports import copy_statement
from claims.queries.filters import Filters
from provenance.postgres.binaries import program
from tests.bench.scene import Scene
from tests.bench.server import Client
from tests.bench.timing import Row, ms, seconds

ROUNDS = 2
SLOWEST_FIRST_BYTE = 0.5
MOST_GROWTH_MB = 30
TO_MEET_EVERY_WORKER = 12


def claims_csv(scene: Scene) -> Iterator[Row]:
    for _ in range(TO_MEET_EVERY_WORKER):
        _download(scene, scene.small, scene.small_token)
    small = scene.server.largest_memory()
    floors, totals, first_bytes = [], [], []
    for _ in range(ROUNDS):
        floors.append(seconds(lambda: _psql_copies(scene.workspace)))
        first, total, size = _download(scene, scene.workspace, scene.token)
        first_bytes.append(first)
        totals.append(total)
    large = scene.server.largest_memory()
    floor, total = median(floors), median(totals)
    ratio = total / floor
    yield Row(
        f"claims.csv, {scene.claims:,} rows ({size / 1e6:.0f} MB) over HTTP, guarded",
        f"{total:.1f} s, {scene.claims / total:,.0f} rows/s",
        f"{floor:.1f} s psql \\copy of the same query",
        f"{ratio:.2f}",
        "<= 1.3",
        ratio <= 1.3,
    )
    growth = max(large[worker] - small.get(worker, 0.0) for worker in large)
    yield Row(
        f"claims.csv, memory of a worker from 10,000 to {scene.claims:,} rows",
        f"+{growth:.1f} MB",
        f"{max(small.values()):.0f} MB",
        "",
        f"< {MOST_GROWTH_MB} MB",
        growth < MOST_GROWTH_MB,
    )
    first = median(first_bytes)
    yield Row("claims.csv, first byte", ms(first), "", "", f"<= {SLOWEST_FIRST_BYTE} s", first <= SLOWEST_FIRST_BYTE)


def _download(scene: Scene, workspace: Workspace, token: str) -> tuple[float, float, int]:
    with Client(scene.server.port, token=token) as client:
        return client.stream(f"/api/v1/workspaces/{workspace.slug}/exports/claims.csv")


def _psql_copies(workspace: Workspace) -> None:
    sql, parameters = copy_statement(workspace, "claims", Filters({}))
    connection.ensure_connection()
    with connection.cursor() as cursor:
        copied = cursor.mogrify(sql, parameters)
    # \copy takes one line, and its own word for where the rows go.
    line = " ".join(copied.split()).replace(" TO STDOUT ", " TO '/dev/null' ")
    where = connection.get_connection_params()
    subprocess.run(
        [
            *(str(program("psql")), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"),
            *("--host", str(where.get("host", "")), "--port", str(where.get("port", "")), "--username", where["user"]),
            *("--dbname", where["dbname"], "--command", "\\" + line.replace("COPY", "copy", 1)),
        ],
        check=True,
        env={"PGPASSWORD": settings.DATABASES["default"].get("PASSWORD", ""), "PATH": "/usr/bin:/bin"},
    )

"""Rows of the table that write much: many people at once, and a whole file."""

import threading
import time
from collections.abc import Iterator
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from claims.exchange.jsonl import write_jsonl
from claims.models import (
    Anchor,
    AnnotationSet,
    Article,
    ArticleVersion,
    Attribution,
    AuditEvent,
    AuditPayload,
    AuditUnsealed,
    Chain,
    Claim,
    ClaimLabel,
    Label,
    Source,
    SourceAlias,
    Workspace,
)
from claims.models.fields import new_id
from claims.services import imports
from tests.bench.generator import SEED
from tests.bench.invented import World
from tests.bench.records import batch_of
from tests.bench.rows_pages import claim_bodies
from tests.bench.scene import Scene
from tests.bench.timing import Row, seconds

CLIENTS = 8
SECONDS_EACH = 4.0
ROUNDS = 3
LEAST_TIMES = 1.6
IMPORTED_ARTICLES = 500
IMPORTED_CLAIMS = 10_000
LEAST_SHARE = 0.35
COPIED: tuple[type[Model], ...] = (
    Source, SourceAlias, Label, Article, ArticleVersion, AnnotationSet, Claim, Anchor, Chain, Attribution, ClaimLabel,
    AuditEvent, AuditPayload, AuditUnsealed,
)  # fmt: skip
"""What an import writes."""


def eight_clients(scene: Scene) -> Iterator[Row]:
    _saved_in(scene, clients=CLIENTS, duration=SECONDS_EACH / 2)
    alone, together = [], []
    for _ in range(ROUNDS):
        alone.append(_saved_in(scene, clients=1, duration=SECONDS_EACH))
        together.append(_saved_in(scene, clients=CLIENTS, duration=SECONDS_EACH))
    floor, measured = median(alone), median(together)
    times = measured / floor
    yield Row(
        f"{CLIENTS} clients saving claims in one workspace",
        f"{measured:.0f} claims/s",
        f"{floor:.0f} claims/s of one client",
        f"{times:.2f}",
        f">= {LEAST_TIMES}",
        times >= LEAST_TIMES,
    )


def _saved_in(scene: Scene, *, clients: int, duration: float) -> float:
    """Claims a second that so many clients get acknowledged."""
    counts = [0] * clients
    path = scene.api("claims/")
    ready = threading.Barrier(clients)

    def save(place: int) -> None:
        bodies = claim_bodies(scene, 200, seed=place)
        prepared = [next(bodies) for _ in range(400)]
        connection.close()
        with scene.program() as client:
            ready.wait()
            end = time.monotonic() + duration
            while time.monotonic() < end:
                answer = client.post(path, prepared[counts[place] % len(prepared)])
                assert answer.status == 201, answer.body
                counts[place] += 1

    threads = [threading.Thread(target=save, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / duration


def bulk_import(scene: Scene) -> Iterator[Row]:
    shares, speeds, copies = [], [], []
    for number in range(ROUNDS):
        world = World(SEED)
        world.random.seed(f"import {number}")
        pieces = world.pieces(IMPORTED_ARTICLES, claims=IMPORTED_CLAIMS)
        raw = b"".join(write_jsonl(articles=batch_of(world, pieces).articles))
        imported, copied, rows = _both(scene.workspace, raw, scene)
        shares.append(copied / imported)
        speeds.append(IMPORTED_CLAIMS / imported)
        copies.append(IMPORTED_CLAIMS / copied)
    share = median(shares)
    yield Row(
        f"bulk import of {IMPORTED_CLAIMS:,} claims with chains ({rows:,} rows) from JSON lines into {scene.claims:,}",
        f"{median(speeds):,.0f} claims/s",
        f"{median(copies):,.0f} claims/s COPY of the same rows, indexes kept",
        f"{share:.2f}",
        f">= {LEAST_SHARE}",
        share >= LEAST_SHARE,
    )


def _both(workspace: Workspace, raw: bytes, scene: Scene) -> tuple[float, float, int]:
    """Seconds of the import, and of COPY with the rows it wrote; each up to the check of its keys, then taken back."""
    before = new_id()
    with transaction.atomic(), connection.cursor() as cursor:

        def bring_in() -> None:
            imports.import_file(workspace, raw, filename="bench.jsonl", by=scene.user)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        imported = seconds(bring_in)
        rows = [_written_since(cursor, model, workspace, before) for model in COPIED]
        transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:

        def copy() -> None:
            for into, data, _ in rows:
                with cursor.copy(f"COPY {into} FROM STDIN (FORMAT binary)") as writing:
                    writing.write(data)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        copied = seconds(copy)
        transaction.set_rollback(True)
    return imported, copied, sum(count for _, _, count in rows)


def _written_since(cursor: Any, model: type[Model], workspace: Workspace, key: UUID) -> tuple[str, bytes, int]:
    """Where they go, the rows made after this key as COPY takes them, and how many they are."""
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated)
    table = model._meta.db_table
    rows = f"SELECT {columns} FROM {table} WHERE workspace_id = %s AND id > %s ORDER BY id"
    with cursor.copy(cursor.mogrify(f"COPY ({rows}) TO STDOUT (FORMAT binary)", (workspace.pk, key))) as reading:
        data = b"".join(bytes(block) for block in reading)
    return f"{table} ({columns})", data, cursor.rowcount

"""Rows of the table that a person at the annotate screen waits for: the page of a long article, and a claim more."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Model

from claims.models import (
    Anchor,
    Article,
    ArticleVersion,
    Attribution,
    AuditEvent,
    AuditPayload,
    AuditUnsealed,
    Chain,
    Claim,
    ClaimLabel,
)
from claims.models.fields import new_id
from claims.services import imports
from claims.services.article_rows import Capture
from claims.vocabulary import CaptureMethod
from tests.bench.generator import SEED
from tests.bench.invented import World
from tests.bench.records import batch_of
from tests.bench.scene import Scene
from tests.bench.server import Client
from tests.bench.statements import run_again, written_down
from tests.bench.timing import Row, at_most, by_turns

WORDS = 10_000
SPANS = 500
ROUNDS = 60
WARM_UP = 40
SAVE_ROUNDS = 200


def annotate_page(scene: Scene) -> Iterator[Row]:
    article = _long_article(scene)
    path = f"/w/{scene.workspace.slug}/articles/{article.pk}/"
    browser = scene.in_process()
    browser.get(path)
    with written_down() as statements:
        assert browser.get(path).status_code == 200
    with Client(scene.server.port, cookie=scene.cookie) as client:

        def show() -> None:
            assert client.get(path).status == 200

        shown, own_sql = by_turns(show, run_again(statements), rounds=ROUNDS, warm_up=WARM_UP)
    words = len(article.current_version.text.split())
    spans = Anchor.objects.filter(workspace=scene.workspace, claim__article=article)
    marked = sum(len(row.spans) + sum(len(mention["spans"]) for mention in row.mentions) for row in spans)
    yield at_most(
        f"annotate page, {words:,} words, {marked} spans",
        shown,
        own_sql,
        6.0,
        floor_is=f"its {len(statements)} SQL statements",
    )


def adding_a_claim(scene: Scene) -> Iterator[Row]:
    bodies = claim_bodies(scene, SAVE_ROUNDS)
    path = scene.api("claims/")
    with scene.program() as client:

        def add() -> None:
            answer = client.post(path, next(bodies))
            assert answer.status == 201, answer.body
            made.append(json.loads(answer.body)["id"])

        made: list[str] = []
        add()
        bare = _bare_transaction(scene, made[0])
        added, floor = by_turns(add, bare, rounds=SAVE_ROUNDS, warm_up=WARM_UP)
    yield at_most(
        "adding a claim with two steps over HTTP", added, floor, 5.0, floor_is="a bare transaction of its INSERTs"
    )


def claim_bodies(scene: Scene, count: int, *, seed: int = 1) -> Iterator[bytes]:
    """Bodies of new claims on many articles, without end."""
    versions = list(
        ArticleVersion.objects.filter(workspace=scene.workspace).order_by("pk").only("text", "article_id")[:count]
    )
    names = World(SEED).names
    choose = random.Random(seed)  # noqa: S311 - the same bodies every time are wanted
    while True:
        version = choose.choice(versions)
        start = version.text.index(". ", choose.randrange(len(version.text) // 2)) + 2
        end = version.text.index(".", start)
        yield json.dumps(
            {
                "article": str(version.article_id),
                "spans": [{"start": start, "end": end, "exact": version.text[start:end]}],
                "labels": ["label 1"],
                "chains": [
                    {
                        "lineage": "complete",
                        "attributions": [{"source": {"name": name}} for name in choose.sample(names, 2)],
                    }
                ],
            }
        ).encode()


def _long_article(scene: Scene) -> Article:
    """Imported once, so that it is written as any other."""
    url = "https://news.invalid/long"
    found = Article.objects.filter(workspace=scene.workspace, url=url).first()
    if found is None:
        world = World(SEED)
        world.random.seed(SPANS)
        piece = world.piece(SPANS // 3, filler=WORDS * 3 // SPANS - 17)
        imports.import_batch(
            scene.workspace, batch_of(world, [piece], url=url), capture=Capture(CaptureMethod.IMPORT), by=scene.user
        )
        found = Article.objects.get(workspace=scene.workspace, url=url)
    return found


def _bare_transaction(scene: Scene, claim: str) -> Callable[[], None]:
    """The rows that saving this claim wrote, with new keys, as INSERTs and nothing else."""
    event = AuditEvent.objects.get(workspace=scene.workspace, object_id=claim)
    of_claim = {"workspace": scene.workspace, "claim_id": claim}
    of_event = {"workspace": scene.workspace, "event": event}
    rows: list[Model] = [
        Claim.objects.get(pk=claim),
        *Anchor.objects.filter(**of_claim),
        *Chain.objects.filter(**of_claim),
        *Attribution.objects.filter(**of_claim),
        *ClaimLabel.objects.filter(**of_claim),
        event,
        *AuditPayload.objects.filter(**of_event),
        *(AuditUnsealed.objects.filter(**of_event) or [AuditUnsealed(workspace=scene.workspace, event=event)]),
    ]
    inserts = [_insert(row) for row in rows]
    connection.ensure_connection()
    raw: Any = connection.connection

    def run() -> None:
        keys = {row.pk: new_id() for row in rows}
        with raw.transaction(), psycopg.Cursor(raw) as cursor:
            for sql, values in inserts:
                cursor.execute(sql, [keys.get(value, value) if value.__hash__ else value for value in values])

    return run


def _insert(row: Model) -> tuple[str, list[Any]]:
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})', values

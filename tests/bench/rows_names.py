"""Rows of the table for names: finding a source by an alias, or by its beginning, in a registry of ten thousand."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from uuid import UUID

from claims.exchange.records import AliasRecord, SourceRecord, SourceReference
from claims.models import Source, Workspace
from claims.queries.sources import matching
from claims.services import sources
from claims.services.source_resolver import Resolver
from tests.bench.generator import SEED
from tests.bench.invented import World
from tests.bench.scene import Scene
from tests.bench.timing import Row, at_most, by_turns

REGISTRY = 10_000
ASKED = 200
TYPED = 5
MOST_TIMES = 3.0


def names(scene: Scene) -> Iterator[Row]:
    workspace = _registry()
    chosen = random.Random(SEED).sample(range(REGISTRY), ASKED)  # noqa: S311 - the same each time
    aliases = [f"{_name(number)} Office" for number in chosen]
    ids = {alias: [_resolved(workspace, alias).pk] for alias in aliases}
    yield _row("alias to source", workspace, aliases, ids, lambda alias: _resolved(workspace, alias))
    typed = [alias[:TYPED] for alias in aliases]
    found = {words: [source.pk for source in matching(workspace, words)] for words in typed}
    yield _row(f"{TYPED} typed letters to sources", workspace, typed, found, lambda words: matching(workspace, words))


def _row(
    label: str, workspace: Workspace, asked: list[str], ids: dict[str, list[UUID]], match: Callable[[str], object]
) -> Row:
    """By turns over the same words; the floor reads the rows of the answer by their primary keys."""
    one, other = iter(asked * 2), iter(asked * 2)
    taken, floor = by_turns(
        lambda: match(next(one)),
        lambda: list(Source.objects.filter(workspace=workspace, pk__in=ids[next(other)])),
        rounds=ASKED,
        warm_up=20,
    )
    return at_most(f"{label}, of {REGISTRY:,}", taken, floor, MOST_TIMES, floor_is="the answer by primary key")


def _resolved(workspace: Workspace, name: str) -> Source:
    resolver = Resolver(workspace)
    resolver.prepare([(SourceReference(name=name), None)])
    return resolver.resolve(SourceReference(name=name), article_id=None)


def _registry() -> Workspace:
    workspace, _ = Workspace.objects.get_or_create(slug="registry", defaults={"name": "Registry"})
    if not Source.objects.filter(workspace=workspace).exists():
        records = [
            SourceRecord(_name(number), aliases=(AliasRecord(f"{_name(number)} Office"),)) for number in range(REGISTRY)
        ]
        sources.make_many(workspace, records, by=None)
    return workspace


@cache
def _words() -> World:
    return World(SEED)


def _name(number: int) -> str:
    first, second = (_words().word(rank=number % most + 50) for most in (8000, 977))
    return f"{first} {second} {number}".title()

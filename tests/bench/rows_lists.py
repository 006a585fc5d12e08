"""Rows of the table that read lists: pages of claims at any depth, and full-text search."""

from collections.abc import Callable, Iterator

from claims.models import Claim
from claims.queries import filters as narrowing
from claims.queries.pages import page
from tests.bench.baseline import first_page
from tests.bench.generator import SEED
from tests.bench.invented import World
from tests.bench.scene import Scene
from tests.bench.server import Client
from tests.bench.statements import run_again, written_down
from tests.bench.timing import Row, at_most, by_turns

PAGE = 100
NEWEST = 20
ROUNDS = 60
WARM_UP = 40
"""Every thread of every worker has then planned what it keeps."""
DEPTH = 0.9
RARE = 12_000
COMMON = 3
"""Ranks of words by frequency."""


def claims_list(scene: Scene) -> Iterator[Row]:
    first = scene.api("claims/", page_size=PAGE)
    depth = int(scene.claims * DEPTH)
    deep = scene.api("claims/", page_size=PAGE, cursor=_cursor_at(scene, depth))
    browser = scene.in_process()
    browser.get(first)
    with written_down() as statements:
        assert len(browser.get(first).json()["results"]) == PAGE
    with scene.program() as client:
        at_first, at_depth, own_sql = by_turns(
            _getting(client, first), _getting(client, deep), run_again(statements), rounds=ROUNDS, warm_up=WARM_UP
        )
        taken, baseline = by_turns(
            _getting(client, first), lambda: first_page(scene.workspace, PAGE), rounds=ROUNDS // 4
        )
    yield at_most(f"claims list, {PAGE} a page, at depth {depth:,}", at_depth, at_first, 1.5, floor_is="first page")
    yield at_most(
        f"claims list, {PAGE} a page", at_first, own_sql, 2.5, floor_is=f"its {len(statements)} SQL statements"
    )
    times = baseline / taken
    yield Row(
        f"claims list, {PAGE} a page, requests/s",
        f"{1 / taken:.0f}/s",
        f"{1 / baseline:.0f}/s prefetching ModelSerializer, without HTTP",
        f"{times:.1f}",
        ">= 5",
        times >= 5,
    )


def full_text(scene: Scene) -> Iterator[Row]:
    world = World(SEED)
    words = {"rare": world.word(rank=RARE), "common": world.word(rank=COMMON)}
    plain = scene.api("claims/", page_size=NEWEST)
    with scene.program() as client:
        rare, common, unfiltered = by_turns(
            _getting(client, scene.api("claims/", page_size=NEWEST, q=words["rare"])),
            _getting(client, scene.api("claims/", page_size=NEWEST, q=words["common"])),
            _getting(client, plain),
            rounds=ROUNDS,
            warm_up=WARM_UP,
        )
    for name, taken, most in (("rare", rare, 2.0), ("common", common, 4.0)):
        hits = _hits(scene, words[name])
        yield at_most(
            f"full text, newest {NEWEST}, {name} word ({hits:,} of {scene.claims:,})",
            taken,
            unfiltered,
            most,
            floor_is="the same list unfiltered",
        )


def _getting(client: Client, path: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(path)
        assert answer.status == 200, answer.body

    return get


def _cursor_at(scene: Scene, depth: int) -> str:
    rows = Claim.objects.filter(workspace=scene.workspace)
    key = rows.order_by("-pk").values_list("pk", flat=True)[depth : depth + 1][0]
    return page(rows.filter(pk__lte=key), size=1, scope=scene.api("claims/")).next or ""


def _hits(scene: Scene, word: str) -> int:
    found = narrowing.claims(scene.workspace, narrowing.Filters.parse({"q": [word]}))
    return found.count()

"""Rows of the table for the question of questions: on how many independent sources does a large statement rest."""

import random
from collections.abc import Iterator

from claims.exchange.records import ArticleRecord, AttributionRecord, Batch, ChainRecord, ClaimRecord, SourceReference
from claims.lineage.layout import as_svg
from claims.lineage.picture import collapse, draw_up
from claims.lineage.tracing import Trace
from claims.models import Proposition
from claims.queries import lineages
from claims.services import imports
from claims.services.article_rows import Capture
from claims.text.dates import parse_date
from claims.text.spans import QuotedSpan
from claims.vocabulary import CaptureMethod, Identifiability, Lineage, SourceKind
from tests.bench.generator import SEED
from tests.bench.scene import Scene
from tests.bench.timing import Row, ms, seconds

CLAIMS = 1_000
PAPERS = 200
STATEMENT = "A thousand articles say that the group did it."
LINEAGE_SECONDS, SVG_SECONDS = 0.3, 0.5
ROUNDS = 9


def lineage(scene: Scene) -> Iterator[Row]:
    row = _statement(scene)

    def count() -> None:
        lineages.document(row.pk, lineages.trace_of(scene.workspace, row))

    found = lineages.trace_of(scene.workspace, row)
    counted = sorted(seconds(count) for _ in range(ROUNDS))[ROUNDS // 2]
    drawn = sorted(seconds(lambda: _draw(found)) for _ in range(ROUNDS))[ROUNDS // 2]
    yield _within(f"lineage of {CLAIMS:,} claims", counted, LINEAGE_SECONDS)
    yield _within(f"its drawing as SVG, {len(collapse(draw_up(found)).dots)} nodes", drawn, SVG_SECONDS)


def _draw(found: Trace) -> None:
    as_svg(collapse(draw_up(found)), address=lambda dot: f"/{dot.id}", title=STATEMENT)


def _within(what: str, measured: float, most: float) -> Row:
    return Row(what, ms(measured), "", "", f"<= {ms(most)} on two quiet cores", measured <= most)


def _statement(scene: Scene) -> Proposition:
    """Made once: papers that cite each other, wires, named and unnamed sources, over a year."""
    standing = Proposition.objects.filter(workspace=scene.workspace, text=STATEMENT).first()
    if standing is None:
        chance = random.Random(SEED)  # noqa: S311 - invented data
        batch = Batch(articles=tuple(_article(chance, number) for number in range(CLAIMS)))
        imports.import_batch(scene.workspace, batch, capture=Capture(CaptureMethod.IMPORT), by=scene.user)
        standing = Proposition.objects.get(workspace=scene.workspace, text=STATEMENT)
    return standing


def _article(chance: random.Random, number: int) -> ArticleRecord:
    text = f"The group did it, as {number} of them say."
    claim = ClaimRecord(spans=(QuotedSpan(0, 16),), chains=(_chain(chance),), proposition=STATEMENT)
    day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return ArticleRecord(
        title=f"Paper {number}",
        text=text,
        publisher=SourceReference(name=f"Lineage paper {number % PAPERS}", kind=SourceKind.MEDIA_OUTLET),
        published=parse_date(day),
        claims=(claim,),
    )


def _chain(chance: random.Random) -> ChainRecord:
    if chance.random() < 0.1:
        return ChainRecord(lineage=Lineage.NONE_GIVEN)
    steps = []
    if chance.random() < 0.4:
        steps.append(SourceReference(name=f"Lineage paper {chance.randrange(PAPERS)}"))
    if chance.random() < 0.3:
        steps.append(SourceReference(name=chance.choice(["Lineage wire", "Other wire"]), kind=SourceKind.WIRE_AGENCY))
    if chance.random() < 0.2:
        steps.append(
            SourceReference(name="an official", kind=SourceKind.PERSON, identifiability=Identifiability.ANONYMOUS)
        )
    else:
        steps.append(SourceReference(name=f"Lineage source {chance.randrange(100)}"))
    return ChainRecord(attributions=tuple(AttributionRecord(source=step) for step in steps))

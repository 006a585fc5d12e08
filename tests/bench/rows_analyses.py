"""Rows of the table for what is computed over many statements: the matrix, and the scan for circular reporting."""

from collections.abc import Iterator

from claims.models import Workspace
from claims.queries import alerts, analyses, matrices
from tests.bench.generator import ensure
from tests.bench.scene import Scene
from tests.bench.timing import Do, Row, ms, seconds

ARTICLES, CLAIMS = 10_000, 100_000
MATRIX_SECONDS, LOOPS_SECONDS = 0.5, 5.0
ROUNDS = 9


def over_many_statements(scene: Scene) -> Iterator[Row]:
    """Every claim of this workspace makes a statement, one of them eight thousand."""
    made = ensure("bench-judged", articles=ARTICLES, claims=CLAIMS, say=lambda words: None, is_judged=True)
    workspace = Workspace.objects.get(slug=made.slug)
    shown = matrices.matrix(workspace)
    drawn = _median(lambda: analyses.matrix_document(matrices.matrix(workspace), address=str), rounds=ROUNDS)
    size = f"{len(shown.rows)} x {len(shown.columns)}"
    yield _within(f"corroboration matrix, {size} over {CLAIMS:,} claims", drawn, MATRIX_SECONDS)
    loops = _median(lambda: alerts.loops(workspace), rounds=3)
    yield _within(f"circular reporting in {CLAIMS:,} claims", loops, LOOPS_SECONDS)
    portions = alerts.drifting(workspace)
    firmer, lost = alerts.Alerts(), alerts.Alerts()
    first = seconds(lambda: alerts.drift(workspace, portions[0], firmer=firmer, lost=lost))
    what = f"growing certainty and lost sources, one of {len(portions)} portions of a scan"
    yield Row(what, ms(first), "", "", "", None)


def _median(do: Do, *, rounds: int) -> float:
    return sorted(seconds(do) for _ in range(rounds))[rounds // 2]


def _within(what: str, measured: float, most: float) -> Row:
    return Row(what, ms(measured), "", "", f"<= {ms(most)} on two quiet cores", measured <= most)

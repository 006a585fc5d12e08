"""Makes a model of finished articles: learns, measures on articles not learned from, compares with the rules."""

from collections.abc import Callable, Sequence

from claims.errors import TooFewArticles
from claims.suggestions.examples import Example
from claims.suggestions.folds import Fold, held_out, shuffled
from claims.suggestions.folds import folds as divide
from claims.suggestions.learning import Fields, learn_all
from claims.suggestions.model import Model, Point, Report
from claims.suggestions.tuning import cross_tuned_scores, learned_scores, measure, ruled_scores, tune

FEWEST = 2
MANY = 300
"""From so many articles on, `HELD_OUT` of them are only measured on; with fewer, every article is, by folds."""
HELD_OUT = 60

Progress = Callable[[int, int], None]


def train(
    examples: Sequence[Example],
    *,
    seed: int = 1,
    folds: int = 5,
    curve: Sequence[int] = (),
    processes: int = 2,
    on_progress: Progress | None = None,
) -> Model:
    """A model of the examples; the same examples, seed and folds make the same one.

    `curve` asks for models of so many articles, too, to show how learning goes on.
    """
    if len(examples) < FEWEST:
        raise TooFewArticles(f"Learning needs at least {FEWEST} finished articles; there are {len(examples)}.")
    plan, whole = _plan(len(examples), seed=seed, parts=folds)
    smaller = [_part_of(plan[0], size) for size in curve if size < len(plan[0].learned)]
    fitted = _learn(examples, [*plan, *smaller, *whole], processes=processes, on_progress=on_progress)
    measured = [
        one for fold, fields in zip(plan, fitted, strict=False) for one in measure(_measured(examples, fold), fields)
    ]
    tuning = tune(measured)
    learned = cross_tuned_scores(measured)
    points = [
        Point(len(fold.learned), learned_scores(measure(_measured(examples, fold), fields), tuning=tuning))
        for fold, fields in zip(smaller, fitted[len(plan) :], strict=False)
    ]
    report = Report(
        articles=len(examples),
        attributions=sum(len(example.attributions) for example in examples),
        measured_on=len(measured),
        seed=seed,
        rules=ruled_scores(measured),
        learned=learned,
        curve=(*points, Point(len(plan[0].learned), learned)),
    )
    return Model(fitted[-1] if whole else fitted[0], tuning=tuning, report=report)


def _plan(count: int, *, seed: int, parts: int) -> tuple[tuple[Fold, ...], tuple[Fold, ...]]:
    """The folds to measure by, and the one to learn the model from, where it is not among them."""
    if count >= MANY:
        return (held_out(shuffled(count, seed=seed), measured=HELD_OUT),), ()
    return divide(count, parts=parts, seed=seed), (Fold(tuple(range(count)), ()),)


def _part_of(fold: Fold, size: int) -> Fold:
    """Learned from evenly spread articles of the fold, measured on the same ones."""
    step = len(fold.learned) / size
    return Fold(tuple(fold.learned[int(number * step)] for number in range(size)), fold.measured)


def _measured(examples: Sequence[Example], fold: Fold) -> list[Example]:
    return [examples[place] for place in fold.measured]


def _learn(
    examples: Sequence[Example], steps: Sequence[Fold], *, processes: int, on_progress: Progress | None
) -> list[Fields]:
    fitted: list[Fields] = []
    for fields in learn_all([[examples[place] for place in fold.learned] for fold in steps], processes=processes):
        fitted.append(fields)
        if on_progress is not None:
            on_progress(len(fitted), len(steps))
    return fitted

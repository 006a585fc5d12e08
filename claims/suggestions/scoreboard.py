"""Rules and recommenders beside each other, measured and as lines of a table; what is right is `evaluation`'s."""

from collections.abc import Iterator, Sequence

from claims.errors import TooFewArticles
from claims.suggestions.evaluation import Count, Scores, scores
from claims.suggestions.examples import Example
from claims.suggestions.folds import folds as divide
from claims.suggestions.model import Report
from claims.suggestions.proposals import Proposal, Suggester
from claims.suggestions.training import FEWEST, train

HEAD = f"{'':10}{'':9}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>9}{'proposed':>9}{'marked':>9}"


def suggested(examples: Sequence[Example], *, by: Suggester) -> Scores:
    return scores((example.text, example.attributions, by.suggest(example.text)) for example in examples)


def cross_validated(examples: Sequence[Example], *, folds: int, seed: int) -> Scores:
    """Every article measured by a model that was trained, tuned and compared with the rules on the others alone."""
    if len(examples) <= FEWEST:
        raise TooFewArticles(f"Measuring by folds needs more than {FEWEST} articles; there are {len(examples)}.")
    proposed: dict[int, Sequence[Proposal]] = {}
    for fold in divide(len(examples), parts=folds, seed=seed):
        model = train([examples[place] for place in fold.learned], seed=seed)
        for place in fold.measured:
            proposed[place] = model.suggest(examples[place].text)
    return scores((example.text, example.attributions, proposed[place]) for place, example in enumerate(examples))


def report_lines(report: Report) -> Iterator[str]:
    yield (
        f"{report.articles} articles with {report.attributions} attributions, "
        f"measured on {report.measured_on} of them that were not learned from"
    )
    yield from table([("rules", report.rules), ("learned", report.learned)])
    for point in report.curve:
        yield (
            f"learned from {point.articles} articles: "
            f"exact {_percent(point.scores.exact.f1)}, soft {_percent(point.scores.soft.f1)}"
        )
    yield (
        "The recommender beats the rules and is used."
        if report.beats_rules
        else "The recommender does not beat the rules yet; the rules stay in use."
    )


def table(rows: Sequence[tuple[str, Scores]]) -> Iterator[str]:
    yield HEAD
    for name, row in rows:
        for kind, counted in (
            ("found", row.found),
            ("soft", row.soft),
            ("exact", row.exact),
            ("source", row.source),
            ("cue", row.cue),
            ("content", row.content),
        ):
            yield f"{name:10}{kind:9}{_line(counted)}"


def _line(counted: Count) -> str:
    shares = "".join(f"{_percent(share):>10}" for share in (counted.precision, counted.recall, counted.f1))
    return f"{shares}{counted.right:>9}{counted.proposed:>9}{counted.marked:>9}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"

"""A count of independent sources in plain words: how it came about, and what it leaves open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from claims.lineage.contraction import Node, NodeKind
from claims.lineage.counting import LeftOut, Reason, Support, pieces_of, publisher_families
from claims.lineage.independence import Line
from claims.lineage.records import Assertion
from claims.vocabulary import Lineage

NOT_COUNTED = {
    Reason.DENIES: ("one denial", "{} denials"),
    Reason.RETRACTS: ("one retraction", "{} retractions"),
    Reason.DECLINES_TO_CONFIRM: ("one that declines to confirm", "{} that decline to confirm"),
    Reason.OTHER_POLARITY: ("one that says the opposite", "{} that say the opposite"),
    Reason.TAKEN_BACK: ("one that its origin took back", "{} that their origin took back"),
}
MOST_LISTED = 8
CAVEAT = "These are lines that share no source known here; that they are independent is not established."


def explain(
    supports: Sequence[Support],
    left_out: Sequence[LeftOut],
    *,
    surely: Sequence[Line],
    perhaps: Sequence[Line],
    rests_on: Sequence[Node],
) -> tuple[str, ...]:
    """Sentences in the order in which a reader asks."""
    return (
        _who_says_it(supports),
        *_lines(surely, rests_on),
        *_open_questions(supports, surely, perhaps),
        *_not_counted(left_out),
        *((CAVEAT,) if perhaps else ()),
    )


def in_words(line: Line) -> str:
    """A path as a chain reads: “SITE Intelligence Group, citing ISIS-K”."""
    return ", citing ".join(node.name for node in line)


def listed(words: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"; of many the first ones, and how many there are beside them."""
    named = list(words)
    if len(named) > MOST_LISTED:
        named[MOST_LISTED - 1 :] = [f"{len(named) - MOST_LISTED + 1} more"]
    *before, last = named
    return f"{', '.join(before)} and {last}" if before else last


def _who_says_it(supports: Sequence[Support]) -> str:
    pieces = pieces_of(supports)
    if not pieces:
        return "No article makes this statement in a way that counts."
    families = publisher_families(pieces)
    return (
        f"{_count(len(pieces), 'article makes', 'articles make')} this statement, "
        f"from {_count(len(families), 'publisher family', 'publisher families')}."
    )


def _lines(surely: Sequence[Line], rests_on: Sequence[Node]) -> Iterator[str]:
    if not surely:
        yield "No line leads to a source that must be counted."
    elif len(surely) == 1:
        yield f"One line surely counts: {in_words(surely[0])}."
    else:
        yield f"{len(surely)} lines surely count, sharing no source: {_in_turn(surely)}."
    if rests_on:
        yield f"Everything that is attributed rests on {listed(node.name for node in rests_on)}."


def _in_turn(lines: Sequence[Line]) -> str:
    words = [in_words(line) for line in lines[:MOST_LISTED]]
    return "; ".join([*words, f"{len(lines) - MOST_LISTED} more"] if len(lines) > MOST_LISTED else words)


def _open_questions(supports: Sequence[Support], surely: Sequence[Line], perhaps: Sequence[Line]) -> Iterator[str]:
    if len(perhaps) == len(surely):
        return
    at_most = "At most one line counts" if len(perhaps) == 1 else f"At most {len(perhaps)} lines count"
    yield f"{at_most}, for what is open:"
    reasons = [*_unnamed(perhaps), *_bare(supports), *_disputed(supports)]
    yield from reasons or [_maybe_same(surely, perhaps)]


def _unnamed(perhaps: Sequence[Line]) -> Iterator[str]:
    nodes = [node for line in perhaps for node in line if node.kind in (NodeKind.UNNAMED, NodeKind.BEYOND)]
    if nodes:
        names = listed(f"“{name}”" for name in sorted({node.name for node in nodes}))
        count = _count(len(nodes), "source that is", "sources that are")
        yield f"{count} not named ({names}) may be different or the same."


def _bare(supports: Sequence[Support]) -> Iterator[str]:
    outlets = sorted({_outlet(one.assertion) for one in supports if one.chain.lineage is Lineage.NONE_GIVEN})
    if outlets:
        verb = "gives" if len(outlets) == 1 else "give"
        yield f"{listed(outlets)} {verb} no source: own words, which may be a source of their own or a copy."


def _disputed(supports: Sequence[Support]) -> Iterator[str]:
    disputed = {one.assertion.id for one in supports if one.assertion.is_disputed}
    if disputed:
        count = _count(len(disputed), "claim says", "claims say")
        yield f"Analysts disagree whether {count} this; only this bound has them."


def _maybe_same(surely: Sequence[Line], perhaps: Sequence[Line]) -> str:
    known = {node.name for line in surely for node in line}
    names = sorted({node.name for line in perhaps for node in line} - known)
    return f"{listed(names)} may be the same as another source." if names else "Two sources may be one."


def _not_counted(left_out: Sequence[LeftOut]) -> Iterator[str]:
    counts = Counter(out.reason for out in left_out)
    if counts:
        parts = [NOT_COUNTED[reason][count > 1].format(count) for reason, count in counts.items()]
        yield f"Not counted: {listed(parts)}."


def _outlet(assertion: Assertion) -> str:
    publisher = assertion.piece.publisher
    return publisher.name if publisher else f"“{assertion.piece.title}”"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

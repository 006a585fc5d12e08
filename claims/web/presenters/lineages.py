"""A lineage as a page shows it: the card of origins, the drawing and its text form, what to strike, what to look at."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from claims.lineage.contraction import Node
from claims.lineage.counting import Reason, pieces_of, publisher_families
from claims.lineage.drift import Copy, Inflation, Loss
from claims.lineage.explanation import MOST_LISTED, listed
from claims.lineage.layout import as_svg
from claims.lineage.picture import ARTICLE, Dot, Picture, collapse, draw_up
from claims.lineage.records import Assertion
from claims.lineage.timeline import Moment
from claims.lineage.tracing import Trace
from claims.web.presenters.addresses import address

MOMENTS = {
    Moment.FIRST: "first seen",
    Moment.FIRST_IN_FAMILY: "first of its publisher family",
    Moment.DENIED: "denied",
    Moment.RETRACTED: "retracted",
    Moment.OPPOSED: "the opposite said",
}


MOST_FINDINGS = 5
MOST_STRIKES = 60
MOST_EVENTS = 40
REASONS = {
    Reason.OTHER_POLARITY: "it says the opposite",
    Reason.DENIES: "it is denied",
    Reason.RETRACTS: "it is retracted",
    Reason.DECLINES_TO_CONFIRM: "it is not confirmed",
    Reason.TAKEN_BACK: "who said so first took it back",
}


@dataclass(frozen=True, slots=True)
class Card:
    """The answer in one look. Sources are nodes, to be linked where they have a row."""

    articles: int
    families: int
    independent: str
    rests_on: Sequence[Node]
    first_said_by: Sequence[Node]
    more_said_by: int
    """How many more say so first than are named."""
    verified_by: str
    first_seen: Assertion | None


@dataclass(frozen=True, slots=True)
class Strike:
    """A source of the drawing, with the address at which it is silent, or speaks again."""

    name: str
    is_struck: bool
    address: str


@dataclass(frozen=True, slots=True)
class Event:
    words: str
    assertion: Assertion


@dataclass(frozen=True, slots=True)
class Branch:
    """An item of a nested list: nodes that follow each other without a fork, and what the last has the claim from.

    A node that was unfolded before is named and not unfolded again.
    """

    steps: Sequence[tuple[Dot, str | None]]
    branches: Sequence["Branch"]
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, and the claims it is about."""

    words: str
    said: Sequence[Assertion]


@dataclass(frozen=True, slots=True)
class Findings:
    """What went wrong on the way, of one kind; `more` stands behind a fold."""

    kind: str
    is_warning: bool
    shown: Sequence[Finding]
    more: Sequence[Finding]


def card_of(found: Trace) -> Card:
    pieces = pieces_of(found.supports)
    return Card(
        articles=len(pieces),
        families=len(publisher_families(pieces)),
        independent=bounds_of(found),
        rests_on=found.rests_on,
        first_said_by=found.origins[:MOST_LISTED],
        more_said_by=max(len(found.origins) - MOST_LISTED, 0),
        verified_by=listed(found.verified_by) if found.verified_by else "nobody",
        first_seen=found.first_seen,
    )


def bounds_of(found: Trace) -> str:
    """ "1", or "1 to 3"."""
    lower, upper = len(found.surely), len(found.perhaps)
    return str(lower) if lower == upper else f"{lower} to {upper}"


def drawing(found: Trace, slug: str, *, title: str) -> SafeString:
    """The SVG element. Names of sources were escaped by Graphviz."""
    return mark_safe(as_svg(collapse(draw_up(found)), address=_addresses(slug), title=title))  # noqa: S308


def text_form(found: Trace, slug: str) -> list[Branch]:
    """The drawing as nested lists, from the articles to the origins."""
    picture = collapse(draw_up(found))
    unfold = _Unfolding(picture, _addresses(slug))
    return [unfold.branch(dot) for dot in picture.dots if dot.kind == ARTICLE]


def strikes(found: Trace, struck: Sequence[tuple[UUID, str]], *, path: str) -> list[Strike]:
    """Every source of the drawing, then those that are struck already."""
    ids = [str(key) for key, _ in struck]
    silent = [
        Strike(name, True, address(path, {"without": [one for one in ids if one != str(key)]})) for key, name in struck
    ]
    speaking = [
        Strike(dot.name, False, address(path, {"without": [*ids, str(dot.source)]}))
        for dot in sorted(draw_up(found).dots, key=lambda dot: (not dot.is_chokepoint, dot.name))
        if dot.source is not None
    ][:MOST_STRIKES]
    return silent + speaking


def events(found: Trace) -> list[Event]:
    return [
        Event(MOMENTS[entry.moment] + (f" by {entry.by}" if entry.by else ""), entry.assertion)
        for entry in found.timeline
    ]


def reasons(found: Trace) -> dict[str, str]:
    """Id of a claim -> why it, or one of its chains, does not count."""
    counting = {support.assertion.id for support in found.supports}
    return {
        str(out.assertion.id): ("one chain does not count: " if out.assertion.id in counting else "does not count: ")
        + REASONS[out.reason]
        for out in found.left_out
    }


def findings(found: Trace) -> list[Findings]:
    """The kinds of which there are any, the gravest first."""
    copies = [Finding(_copied(one), [said for said in (one.copy, one.original) if said]) for one in found.copies]
    kinds = (
        ("a loop", True, [Finding(loop.in_words, [one.assertion for one in loop.citations]) for loop in found.loops]),
        ("firmer", True, [Finding(_firmer(one), (one.later, one.earlier)) for one in found.inflations]),
        ("source lost", True, [Finding(_lost(one), (one.later, one.earlier)) for one in found.losses]),
        ("reprint", False, copies),
    )
    return [
        Findings(kind, is_warning, all_of_it[:MOST_FINDINGS], all_of_it[MOST_FINDINGS:])
        for kind, is_warning, all_of_it in kinds
        if all_of_it
    ]


def _firmer(one: Inflation) -> str:
    return (
        f"{outlet(one.later)} is firmer ({one.certainty.on_screen}) than {outlet(one.earlier)} "
        f"({one.certainty_before.on_screen}); both have it from {one.past}."
    )


def _lost(one: Loss) -> str:
    return f"{outlet(one.later)} says it in its own words; {outlet(one.earlier)} had named a source before."


def _copied(one: Copy) -> str:
    return f"{outlet(one.copy)} reprints {outlet(one.original) if one.original else 'another article'}."


def outlet(assertion: Assertion) -> str:
    publisher = assertion.piece.publisher
    return publisher.name if publisher else f"“{assertion.piece.title}”"


def _addresses(slug: str) -> Callable[[Dot], str | None]:
    def address_of(dot: Dot) -> str | None:
        if dot.kind == ARTICLE:
            return reverse("annotate", args=[slug, dot.articles[0]]) if len(dot.articles) == 1 else None
        return reverse("source", args=[slug, dot.source]) if dot.source else None

    return address_of


class _Unfolding:
    def __init__(self, picture: Picture, address_of: Callable[[Dot], str | None]) -> None:
        self.address_of = address_of
        dots = {dot.id: dot for dot in picture.dots}
        self.below: dict[str, dict[str, Dot]] = defaultdict(dict)
        for arrow in picture.arrows:
            self.below[arrow.start][arrow.end] = dots[arrow.end]
        self.seen: set[str] = set()

    def branch(self, dot: Dot) -> Branch:
        steps = [(dot, self.address_of(dot))]
        while dot.id not in self.seen and len(self.below[dot.id]) == 1:
            self.seen.add(dot.id)
            [dot] = self.below[dot.id].values()
            steps.append((dot, self.address_of(dot)))
        is_repeated = dot.id in self.seen and bool(self.below[dot.id])
        self.seen.add(dot.id)
        return Branch(
            steps, [] if is_repeated else [self.branch(one) for one in self.below[dot.id].values()], is_repeated
        )

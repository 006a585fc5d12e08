"""Matrix, alerts, ledger, heat map and summary as their pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from claims.queries.analyses import LETTERS, claims_query
from claims.queries.diagnostics import DIAGONAL, Diagnostics
from claims.queries.ledgers import Entry
from claims.queries.matrices import Letter, Matrix
from claims.queries.summary_parts import Part, Summary
from claims.vocabulary import Certainty, Credibility, Identifiability, Reliability
from claims.web.presenters.addresses import address

BAR = 240
"""Width of the longest bar of the ledger."""
NOT_NAMED = tuple(word for word in Identifiability if word is not Identifiability.NAMED)
STEPS = 4
"""Tints of the heat map."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`letters` with what they mean; none where the family is silent."""

    letters: Sequence[tuple[str, str]]
    claims: int
    is_disputed: bool
    address: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    id: UUID
    text: str
    cells: Sequence[MatrixCell | None]


def matrix_rows(found: Matrix, slug: str) -> list[MatrixRow]:
    claims = reverse("claims", args=[slug])

    def cell(row: UUID, column: UUID) -> MatrixCell | None:
        one = found.cells.get((row, column))
        if one is None:
            return None
        letters = [(letter.value, LETTERS[letter]) for letter in one.letters]
        return MatrixCell(letters, one.claims, one.is_disputed, f"{claims}?{claims_query(row, column)}")

    return [MatrixRow(row.id, row.name, [cell(row.id, column.id) for column in found.columns]) for row in found.rows]


def matrix_legend() -> list[tuple[str, str]]:
    return [(letter.value, LETTERS[letter]) for letter in Letter]


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding as a sentence, its statement, and the claims it is about."""

    proposition: str
    statement: str
    words: str
    claims: Sequence[Mapping[str, Any]]


def loop_alerts(found: Mapping[str, Any]) -> list[Alert]:
    return [Alert(one["proposition"], one["text"], one["in_words"], one["citations"]) for one in found["newest"]]


def firmer_alerts(found: Mapping[str, Any]) -> list[Alert]:
    return [
        Alert(
            one["proposition"],
            one["text"],
            f"{_outlet(one['firmer'])} is firmer ({_words(one['certainty'])}) than {_outlet(one['upstream'])} "
            f"({_words(one['upstream_certainty'])}); both have it from {one['past']}.",
            (one["firmer"], one["upstream"]),
        )
        for one in found["newest"]
    ]


def lost_alerts(found: Mapping[str, Any]) -> list[Alert]:
    return [
        Alert(
            one["proposition"],
            one["text"],
            f"{_outlet(one['bare'])} says it in its own words; {_outlet(one['attributed'])} had named a source before.",
            (one["bare"], one["attributed"]),
        )
        for one in found["newest"]
    ]


def _outlet(said: Mapping[str, Any]) -> str:
    name = said["publisher"] or f"“{said['title']}”"
    return f"{name} ({said['published'].replace('T', ' ').replace('Z', ' UTC')})" if said["published"] else name


def _words(certainty: str) -> str:
    return Certainty(certainty).on_screen


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`numbers` are those for each way of not naming, each with the address of its claims; `bar` a length in pixels."""

    entry: Entry
    claims: str
    attributed: str
    attributed_share: str
    numbers: Sequence[tuple[int, str]]
    bar: int


def ledger_rows(found: Sequence[Entry], slug: str) -> list[LedgerRow]:
    path = reverse("claims", args=[slug])

    def row(entry: Entry) -> LedgerRow:
        mine = {"publisher": [str(entry.publisher)]}
        counts = (entry.described, entry.collective, entry.anonymous)
        return LedgerRow(
            entry,
            address(path, mine),
            address(path, {**mine, "hops_min": ["1"]}),
            percent(entry.share),
            [
                (count, address(path, {**mine, "identifiability": [word.value]}))
                for count, word in zip(counts, NOT_NAMED, strict=True)
            ],
            round(BAR * (entry.share or 0)),
        )

    return [row(entry) for entry in found]


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`tint` 0 to STEPS, beside the number that says the same."""

    count: int
    tint: int
    is_diagonal: bool
    is_judged: bool
    address: str


def heat_map(found: Diagnostics, slug: str) -> list[tuple[Reliability, list[tuple[Credibility, HeatCell]]]]:
    most = max(found.counts.values(), default=0)
    path = reverse("analysis-grades", args=[slug])

    def cell(reliability: Reliability, credibility: Credibility) -> HeatCell:
        count = found.counts.get((reliability, credibility), 0)
        return HeatCell(
            count,
            -(-STEPS * count // most) if most else 0,
            (reliability, credibility) in DIAGONAL,
            reliability is not Reliability.F and credibility is not Credibility.CANNOT_BE_JUDGED,
            address(path, {"reliability": [reliability.value], "credibility": [credibility.value]}),
        )

    return [(one, [(other, cell(one, other)) for other in Credibility]) for one in Reliability]


def summary_points(summary: Summary, slug: str) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """Headings with sentences of words and where they lead; empty where they lead nowhere."""
    return [
        (point.heading, [_linked(sentence, summary, slug) for sentence in point.sentences]) for point in summary.points
    ]


def _linked(sentence: Sequence[Part], summary: Summary, slug: str) -> list[tuple[str, str]]:
    return [(part.words, _leads_to(part, summary, slug)) for part in sentence]


def _leads_to(part: Part, summary: Summary, slug: str) -> str:
    if part.source:
        return reverse("source", args=[slug, part.source])
    if part.section:
        return f"{reverse('statement', args=[slug, summary.statement.pk])}#{part.section}"
    if not part.filters:
        return ""
    values: dict[str, list[str]] = {}
    for name, value in part.filters:
        values.setdefault(name, []).append(value)
    return address(reverse("claims", args=[slug]), values)

"""The whole account of one proposition: what it rests on, how that was counted, and what went wrong on the way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from claims.lineage.contraction import ATTRIBUTED, CAUTIOUS, GENEROUS, UNDISPUTED, Node, Reading
from claims.lineage.counting import LeftOut, Support, sort_out
from claims.lineage.cycles import Loop, find_loops
from claims.lineage.drift import Copy, Inflation, Loss, find_copies, find_inflations, find_losses
from claims.lineage.explanation import explain
from claims.lineage.graph import SourceGraph, build
from claims.lineage.independence import Line, chokepoints, has_line, independent_lines, origins
from claims.lineage.records import Assertion, Evidence
from claims.lineage.splicing import Splices
from claims.lineage.timeline import Entry, entries, first_seen
from claims.vocabulary import Verification


@dataclass(frozen=True, slots=True)
class Trace:
    """`surely` and `perhaps` are the lines of the readings that find fewest and most: their numbers are the bounds."""

    supports: tuple[Support, ...]
    left_out: tuple[LeftOut, ...]
    surely: tuple[Line, ...]
    perhaps: tuple[Line, ...]
    rests_on: tuple[Node, ...]
    origins: tuple[Node, ...]
    why: tuple[str, ...]
    copies: tuple[Copy, ...]
    loops: tuple[Loop, ...]
    inflations: tuple[Inflation, ...]
    losses: tuple[Loss, ...]
    first_seen: Assertion | None
    timeline: tuple[Entry, ...]
    verified_by: tuple[str, ...]
    """Names of those who say that they verified it."""
    picture: SourceGraph
    """The graph of the generous reading, to be drawn."""


def trace(evidence: Evidence, *, without: Collection[UUID] = ()) -> Trace:
    """`without`: what if these sources, or families, had been silent?"""
    supports, left_out = sort_out(evidence)
    is_disputed = any(support.assertion.is_disputed for support in supports)
    readings = (CAUTIOUS, ATTRIBUTED, *((UNDISPUTED,) if is_disputed else ()), GENEROUS)
    built = _build_each(evidence, supports, readings, struck=without)
    lines = {reading: independent_lines(built[reading]) for reading in readings}
    # Merging sources can join half of one chain to half of another; so each bound is taken over all readings.
    surely = min(lines.values(), key=len)
    perhaps = max(reversed(lines.values()), key=len)
    picture, attributed = built[GENEROUS], built[ATTRIBUTED]
    # Two paths that share no source leave none that all pass.
    rests_on = chokepoints(attributed) if len(lines[ATTRIBUTED]) == 1 else ()
    return Trace(
        supports=supports,
        left_out=left_out,
        surely=surely,
        perhaps=perhaps,
        rests_on=rests_on,
        origins=origins(attributed),
        why=explain(supports, left_out, surely=surely, perhaps=perhaps, rests_on=rests_on),
        copies=find_copies(supports),
        loops=find_loops(supports),
        inflations=find_inflations(supports),
        losses=find_losses(supports),
        first_seen=first_seen(supports),
        timeline=entries(supports, left_out),
        verified_by=_verified_by(supports),
        picture=picture,
    )


def keeps_a_line(evidence: Evidence, *, without: Collection[UUID] = ()) -> bool:
    """Whether anything attributed is left: cheaper than a trace, for asking it of many propositions."""
    supports, _ = sort_out(evidence)
    return has_line(_build_each(evidence, supports, (ATTRIBUTED,), struck=without)[ATTRIBUTED])


def _build_each(
    evidence: Evidence, supports: Sequence[Support], readings: Sequence[Reading], *, struck: Collection[UUID]
) -> dict[Reading, SourceGraph]:
    counted = {
        True: supports,
        False: [support for support in supports if not support.assertion.is_disputed],
    }
    splices = {disputed: Splices(some) for disputed, some in counted.items()}
    return {
        reading: build(
            evidence,
            counted[reading.counts_disputed],
            splices[reading.counts_disputed],
            reading,
            struck=struck,
        )
        for reading in readings
    }


def _verified_by(supports: tuple[Support, ...]) -> tuple[str, ...]:
    names = [
        hop.party.name
        for support in supports
        for hop in support.chain.hops
        if hop.verification is Verification.VERIFIED and hop.party is not None
    ]
    return tuple(dict.fromkeys(names))

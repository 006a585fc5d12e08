"""What a claim's record becomes where a person puts it in another text: its words, and the mentions that are there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.exchange.records import AttributionRecord, ClaimRecord
from claims.text.anchoring import occurrences
from claims.text.moving import carried
from claims.text.segments import paragraphs
from claims.text.spans import QuotedSpan, Span


@dataclass(frozen=True, slots=True)
class Placing:
    """The record in the new text, and the words of cues and sources that are not found there and lose their mark."""

    record: ClaimRecord
    lost: tuple[str, ...]


def placed(record: ClaimRecord, old: str, new: str, spans: Sequence[Span]) -> Placing:
    """Mentions go along where their words surely stand, or stand once in the paragraphs of the claim's new place."""
    lost: list[str] = []
    around = [
        line for line in paragraphs(new) if any(line.start < span.end and span.start < line.end for span in spans)
    ]

    def mention(marked: Sequence[QuotedSpan]) -> tuple[QuotedSpan, ...]:
        found = carried(old, new, [Span(span.start, span.end) for span in marked]) or _nearby(old, new, marked, around)
        if found is None:
            lost.extend(old[span.start : span.end] for span in marked)
        return _quoted(new, found or ())

    def step(hop: AttributionRecord) -> AttributionRecord:
        return replace(hop, source_spans=mention(hop.source_spans), cue_spans=mention(hop.cue_spans))

    chains = tuple(
        replace(chain, attributions=tuple(step(hop) for hop in chain.attributions)) for chain in record.chains
    )
    return Placing(replace(record, spans=_quoted(new, spans), chains=chains), tuple(dict.fromkeys(lost)))


def _nearby(old: str, new: str, marked: Sequence[QuotedSpan], around: Sequence[Span]) -> tuple[Span, ...] | None:
    found = []
    for span in marked:
        places = [
            Span(line.start + place.start, line.start + place.end)
            for line in around
            for place in occurrences(new[line.start : line.end], old[span.start : span.end])
        ]
        if len(places) != 1:
            return None
        found += places
    return tuple(sorted(found))


def _quoted(text: str, spans: Sequence[Span]) -> tuple[QuotedSpan, ...]:
    return tuple(QuotedSpan(span.start, span.end, text[span.start : span.end]) for span in spans)

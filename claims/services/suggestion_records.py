"""What becomes of a suggestion that is accepted: the record of a claim, its sources matched to the registry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.models import Source, Suggestion, Workspace
from claims.queries.name_lookups import sources_called
from claims.suggestions.drafts import is_named, names_of, new_name
from claims.text.names import match_key
from claims.text.spans import QuotedSpan
from claims.vocabulary import Certainty, Identifiability, Lineage, Quotation, SourceKind, Stance, Verification


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a step means: `known` of the registry, else a new one called `name`; neither where nobody is named.

    Where several of the registry have the name, `candidates` are these.
    """

    name: str
    known: Source | None = None
    candidates: tuple[Source, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The record, and whom each step of its chain means."""

    record: ClaimRecord
    matches: tuple[Match, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Somebody has to say which source is meant."""
        return any(match.is_ambiguous for match in self.matches)


def proposed(workspace: Workspace, suggestions: Sequence[Suggestion]) -> list[Proposed]:
    """Each with its version loaded. One query for all."""
    registry = _Registry(workspace, suggestions)
    return [_proposed(suggestion, registry) for suggestion in suggestions]


class _Registry:
    """The sources that any of the names may mean."""

    def __init__(self, workspace: Workspace, suggestions: Sequence[Suggestion]) -> None:
        keys = {match_key(name) for row in suggestions for hop in row.attribution["hops"] for name in _names(row, hop)}
        articles = {row.version.article_id for row in suggestions}
        self._by_key: dict[str, list[tuple[UUID | None, Source]]] = {}
        for key, article, source in sources_called(workspace, keys - {""}, articles=articles) if keys else ():
            self._by_key.setdefault(key, []).append((article, source))

    def match(self, names: Iterable[str], *, article: UUID, new: str) -> Match:
        """The first name that the registry knows; of several sources under it one has to be chosen."""
        for name in names:
            rows = self._by_key.get(match_key(name), ())
            found = {source.pk: source for scope, source in rows if scope in (None, article)}
            if len(found) == 1:
                return Match(name, next(iter(found.values())))
            if found:
                return Match(name, candidates=tuple(found.values()))
        return Match(new)


def _proposed(suggestion: Suggestion, registry: _Registry) -> Proposed:
    found = suggestion.attribution
    steps = [_step(suggestion, hop, registry) for hop in found["hops"]]
    kept = _without_echo(steps)
    last, _ = kept[-1]
    lineage = Lineage.COMPLETE if last.source or last.source_spans else Lineage.UNKNOWN_BEYOND
    record = ClaimRecord(
        spans=_spans(suggestion, found["content"]),
        chains=(ChainRecord(lineage=lineage, attributions=tuple(step for step, _ in kept)),),
        quotation=Quotation(found["quotation"]),
    )
    return Proposed(record, tuple(match for _, match in kept))


def _step(suggestion: Suggestion, hop: dict[str, Any], registry: _Registry) -> tuple[AttributionRecord, Match]:
    kind, named = SourceKind(hop["source_kind"]), Identifiability(hop["identifiability"])
    if is_named(hop["refers_to"]):
        named = Identifiability.NAMED
    new = new_name(_words(suggestion, hop), hop["refers_to"], identifiability=named)
    match = registry.match(_names(suggestion, hop), article=suggestion.version.article_id, new=new)
    source = None
    if match.known is not None:
        source = SourceReference(id=match.known.pk)
    elif match.name:
        source = SourceReference(name=match.name, kind=kind, identifiability=named)
    step = AttributionRecord(
        source=source,
        source_spans=_spans(suggestion, hop["source"]),
        cue_spans=_spans(suggestion, hop["cue"]),
        stance=Stance(hop["stance"]),
        certainty=Certainty(hop["certainty"]),
        verification=Verification(hop["verification"]),
    )
    return step, match


def _without_echo(steps: Sequence[tuple[AttributionRecord, Match]]) -> list[tuple[AttributionRecord, Match]]:
    """ "She said that she believed" is one step by one source, whose words come together."""
    kept: list[tuple[AttributionRecord, Match]] = []
    for step, match in steps:
        if kept and step.source and _is_same(kept[-1], (step, match)):
            before = kept.pop()[0]
            step = replace(step, source_spans=_both(before.source_spans, step.source_spans),
                           cue_spans=_both(before.cue_spans, step.cue_spans))  # fmt: skip
        kept.append((step, match))
    return kept


def _is_same(one: tuple[AttributionRecord, Match], other: tuple[AttributionRecord, Match]) -> bool:
    known, name = one[1].known, one[1].name
    if known is not None and other[1].known is not None:
        return known.pk == other[1].known.pk
    return bool(name) and match_key(name) == match_key(other[1].name)


def _both(one: tuple[QuotedSpan, ...], other: tuple[QuotedSpan, ...]) -> tuple[QuotedSpan, ...]:
    """In order, without those that another one covers."""
    found: list[QuotedSpan] = []
    for span in sorted({*one, *other}, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _names(suggestion: Suggestion, hop: dict[str, Any]) -> list[str]:
    return names_of(_words(suggestion, hop), hop["refers_to"])


def _words(suggestion: Suggestion, hop: dict[str, Any]) -> str:
    return " ".join(span.exact or "" for span in _spans(suggestion, hop["source"]))


def _spans(suggestion: Suggestion, spans: Sequence[Sequence[int]]) -> tuple[QuotedSpan, ...]:
    text = suggestion.version.text
    return tuple(QuotedSpan(start, end, text[start:end]) for start, end in spans)

"""What the words a person marked say of a step, as a first guess; finding such words is for the rules."""

import re
from collections import defaultdict
from collections.abc import Sequence

from claims.suggestions.lexicons import hedges
from claims.suggestions.lexicons.inflection import forms
from claims.text.spans import Span
from claims.vocabulary import Certainty, Quotation, Stance

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENING, CLOSING = '“„«‹"「『', '”“»›"」』'
DISTANT = {"allegedly", "reportedly", "purportedly", "supposedly"}
TELLING = frozenset().union(
    hedges.DENIALS, hedges.DISTANCING, hedges.RETRACTIONS, hedges.DECLINING, hedges.CONFIRMING,
    hedges.POSSIBLE_CUES, hedges.PROBABLE_CUES, hedges.CERTAIN_CUES, hedges.UNCOMMITTED_CUES,
)  # fmt: skip
BASES: dict[str, set[str]] = defaultdict(set)
for _base in TELLING:
    _forms = forms(_base)
    for _word in (_forms.base, _forms.present, _forms.past, _forms.participle, _forms.gerund):
        BASES[_word].add(_base)


def stance_of(cue: str) -> Stance | None:
    """None where the cue does not tell: then its place in the chain decides."""
    words = _words(cue)
    bases = _bases(words)
    if bases & hedges.DECLINING and bases & hedges.CONFIRMING:
        return Stance.DECLINES_TO_CONFIRM
    negated = bool(set(words) & hedges.NOT_YET)
    if bases & hedges.RETRACTIONS and not negated:
        return Stance.RETRACTS
    if bases & hedges.DENIALS and not negated:
        return Stance.DENIES
    # Who claims responsibility, or by whom an attack is claimed, says so; who claims something is kept at a distance.
    claims_a_deed = "claim" in bases and bool({"by", "responsibility", "credit"} & set(words))
    if (bases & hedges.DISTANCING and not claims_a_deed) or DISTANT & set(words):
        return Stance.DISTANCES
    return None


def certainty_of(cue: str) -> Certainty:
    """How sure a source is by the verb that brings it: "fears", "believes", "knows"."""
    words = _words(cue)
    bases = _bases(words)
    for known, certainty in (
        (hedges.UNCOMMITTED_CUES, Certainty.UNCOMMITTED),
        (hedges.POSSIBLE_CUES, Certainty.POSSIBLE),
        (hedges.PROBABLE_CUES, Certainty.PROBABLE),
    ):
        if bases & known:
            return certainty
    return (
        Certainty.CERTAIN if bases & hedges.CERTAIN_CUES and not set(words) & hedges.NOT_YET else Certainty.NOT_STATED
    )


def certainty_within(content: str) -> Certainty:
    """How sure the statement sounds: "may have been" is possible. A capital makes a name of "May"."""
    words = {found.group() for found in WORD.finditer(content) if not found.group()[0].isupper()}
    if words & hedges.POSSIBLE:
        return Certainty.POSSIBLE
    if words & hedges.PROBABLE:
        return Certainty.PROBABLE
    return Certainty.CERTAIN if words & hedges.CERTAIN else Certainty.NOT_STATED


def quotation_of(text: str, spans: Sequence[Span]) -> Quotation:
    """Direct where all parts stand in quotation marks, mixed where a part of them does."""
    if all(_is_quoted(text, span) for span in spans):
        return Quotation.DIRECT
    said = " ".join(text[span.start : span.end] for span in spans)
    return Quotation.MIXED if any(mark in said for mark in OPENING) else Quotation.INDIRECT


def _is_quoted(text: str, span: Span) -> bool:
    inside = text[span.start : span.end].rstrip(".,;!?")
    if inside[:1] and inside[0] in OPENING and inside[-1] in CLOSING:
        return not any(mark in inside[1:-1] for mark in OPENING)
    before = text[: span.start].rstrip()[-1:]
    after = text[span.end :].lstrip(".,;!? ")[:1]
    return bool(before and after) and before in OPENING and after in CLOSING


def _words(words: str) -> list[str]:
    return [found.group().casefold() for found in WORD.finditer(words)]


def _bases(words: Sequence[str]) -> set[str]:
    return {base for word in words for base in BASES.get(word, ())}

"""How a step is said: stance, certainty, verification, quotation; who says it is for `source_kinds`."""

from claims.suggestions.findings import Finding
from claims.suggestions.lexicons import hedges
from claims.suggestions.tokens import Reading
from claims.vocabulary import Certainty, Quotation, Stance, Verification

MAIN_CLAUSE = 16
CHECK_WINDOW = 45


def stance(reading: Reading, finding: Finding, *, holds_another: bool) -> Stance:
    """Whoever passes on another's word relays; else the cue decides."""
    words = reading.words[finding.cue.start : finding.cue.stop]
    negated = finding.group is not None and finding.group.negated
    if finding.base in hedges.DECLINING or (negated and finding.base in hedges.CONFIRMING):
        said = reading.words[finding.cue.start : finding.content[0].start + 4]
        if hedges.CONFIRMING & set(said):
            return Stance.DECLINES_TO_CONFIRM
    if finding.base in hedges.RETRACTIONS and not negated:
        return Stance.RETRACTS
    if finding.base in hedges.DENIALS and not negated:
        return Stance.DENIES
    if holds_another:
        return Stance.RELAYS
    if finding.rule == "passive-by":
        return Stance.ASSERTS
    if finding.base in hedges.DISTANCING or "allegedly" in words or "reportedly" in words:
        return Stance.DISTANCES
    return Stance.ASSERTS


def certainty(reading: Reading, finding: Finding, *, holds_another: bool) -> Certainty:
    """How sure the source is, by its own words; what another one says inside of them does not count."""
    if finding.base in hedges.UNCOMMITTED_CUES:
        return Certainty.UNCOMMITTED
    if holds_another:
        return Certainty.NOT_STATED
    content = finding.content[0]
    said = _hedges(reading, content.start, min(content.stop, content.start + MAIN_CLAUSE))
    if said & hedges.POSSIBLE or finding.base in hedges.POSSIBLE_CUES:
        return Certainty.POSSIBLE
    if said & hedges.PROBABLE or finding.base in hedges.PROBABLE_CUES:
        return Certainty.PROBABLE
    if said & hedges.CERTAIN or (finding.base in hedges.CERTAIN_CUES and not _is_negated(finding)):
        return Certainty.CERTAIN
    return Certainty.NOT_STATED


def _hedges(reading: Reading, first: int, stop: int) -> set[str]:
    """The words between two tokens, without names: "May" is a month or a minister."""
    return {reading.words[place] for place in range(first, stop) if not reading.tokens[place].text[0].isupper()}


def _is_negated(finding: Finding) -> bool:
    return finding.group is not None and finding.group.negated


def verification(reading: Reading, finding: Finding, *, is_nested: bool) -> Verification:
    """Whether the text says that somebody checked: in the cue, or right behind the content."""
    if finding.base in {"confirm", "verify", "corroborate"}:
        return Verification.UNVERIFIED if _is_negated(finding) else Verification.VERIFIED
    if is_nested:
        return Verification.NOT_STATED
    last = max(finding.content[-1].stop, finding.cue.stop)
    sentence = reading.sentences[reading.sentence_of[last - 1]]
    stop = min(sentence.stop, last + CHECK_WINDOW)
    behind = set(reading.words[last:stop])
    if behind & hedges.UNCHECKED or (behind & hedges.CHECKING and behind & hedges.NOT_YET):
        return Verification.UNVERIFIED
    if {"independently", "verified"} <= behind:
        return Verification.VERIFIED
    return Verification.NOT_STATED


def quotation(reading: Reading, finding: Finding) -> Quotation:
    """Whether the content stands in quotation marks, wholly or in part."""
    outside = reading.depth_of[finding.cue.start]
    quoted = [reading.depth_of[place] > outside for part in finding.content for place in part]
    if all(quoted):
        return Quotation.DIRECT
    return Quotation.MIXED if any(quoted) else Quotation.INDIRECT

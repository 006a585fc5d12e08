"""Which findings stand inside the content of another one, and which of those are sure enough to be kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.suggestions.findings import Finding
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.entries import words
from claims.suggestions.lexicons.function_words import MODALS
from claims.suggestions.lexicons.verbs import Frame
from claims.suggestions.tokens import Reading
from claims.suggestions.verb_groups import CLAUSAL, VerbGroup

SURE = words(
    "according-to as-per passive-by verb-that verb-clause quotation-name-verb quotation-verb-name statement-name-verb "
    "statement-verb-name verb-quotation"
)
PRONOUNS = frozenset(("i", "we", "you", "who", "which", "that", "it", "they", "he", "she"))


@dataclass(frozen=True, slots=True)
class Nested:
    """A finding with the index, in the same list, of the one whose content holds it."""

    finding: Finding
    parent: int | None


def nest(reading: Reading, findings: Sequence[Finding]) -> tuple[Nested, ...]:
    """The findings to keep in the order of the text, parents first; what is half inside of another one is dropped."""
    ordered = sorted(_without_twins(findings), key=_order)
    kept: list[Nested] = []
    open_parents: list[int] = []
    for finding in ordered:
        start, _ = _extent(finding)
        while open_parents and _content_stop(kept[open_parents[-1]].finding) <= start:
            open_parents.pop()
        parent = _holder(kept, open_parents, finding)
        if parent is None:
            if reading.depth_of[finding.cue.start] or _touches_content(kept, open_parents, finding):
                continue
        elif not _is_sure(reading, finding):
            continue
        kept.append(Nested(finding, parent))
        open_parents.append(len(kept) - 1)
    return _in_text_order(kept)


def _in_text_order(kept: Sequence[Nested]) -> tuple[Nested, ...]:
    """By where they begin, then by their cues, each parent before what is nested in it."""
    paths: list[tuple[tuple[int, int], ...]] = []
    for nested in kept:
        above = () if nested.parent is None else paths[nested.parent]
        paths.append((*above, (_extent(nested.finding)[0], nested.finding.cue.start)))
    order = sorted(range(len(kept)), key=paths.__getitem__)
    places = {old: new for new, old in enumerate(order)}
    return tuple(
        Nested(kept[old].finding, None if (parent := kept[old].parent) is None else places[parent]) for old in order
    )


def _without_twins(findings: Sequence[Finding]) -> list[Finding]:
    """One finding a cue."""
    first: dict[int, Finding] = {}
    for finding in findings:
        first.setdefault(finding.cue.start, finding)
    return list(first.values())


def _order(finding: Finding) -> tuple[int, int]:
    start, stop = _extent(finding)
    return start, -stop


def _extent(finding: Finding) -> tuple[int, int]:
    parts = [finding.cue, *finding.content, *([finding.source] if finding.source else [])]
    return min(part.start for part in parts), max(part.stop for part in parts)


def _content_stop(finding: Finding) -> int:
    return max(part.stop for part in finding.content)


def _holder(kept: Sequence[Nested], open_parents: Sequence[int], finding: Finding) -> int | None:
    """The innermost finding whose content holds the whole of this one."""
    start, stop = _extent(finding)
    for index in reversed(open_parents):
        if any(part.start <= start and stop <= part.stop for part in kept[index].finding.content):
            return index
    return None


def _touches_content(kept: Sequence[Nested], open_parents: Sequence[int], finding: Finding) -> bool:
    cue = finding.cue
    return any(
        part.start < cue.stop and cue.start < part.stop
        for index in open_parents
        for part in kept[index].finding.content
    )


def _is_sure(reading: Reading, finding: Finding) -> bool:
    """Inside of what somebody says, only a step by a source that is named or described is proposed."""
    if finding.rule not in SURE or finding.source is None:
        return False
    is_pronoun = len(finding.source) == 1 and reading.words[finding.source.start] in PRONOUNS
    if is_pronoun or not can_speak(reading, finding.source):
        return False
    group = finding.group
    if group is None or group.verb is None:
        return True
    return Frame.SPEECH in group.verb.frames and group.form in CLAUSAL and not _is_imagined(reading, finding, group)


def _is_imagined(reading: Reading, finding: Finding, group: VerbGroup) -> bool:
    """Whether nobody says it in fact: "nobody would say that ...", "if they announce that ..."."""
    assert finding.source is not None
    before = reading.words[finding.source.start - 1] if finding.source.start else ""
    inside = reading.words[group.first : group.head]
    return group.negated or before in {"if", "when", "unless", "whether"} or any(word in MODALS for word in inside)

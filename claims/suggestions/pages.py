"""A text prepared for learning: tokens, their word classes, and what the rules found; features are made of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.suggestions.confidence import LEAST, score
from claims.suggestions.examples import Attribution
from claims.suggestions.findings import Finding
from claims.suggestions.lexicons import common_verbs
from claims.suggestions.lexicons.function_words import (
    ADVERBS,
    BE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    MONTHS,
    NEGATIONS,
    OBJECT_PRONOUNS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from claims.suggestions.lexicons.verbs import FORMS, VERBS
from claims.suggestions.nesting import Nested, nest
from claims.suggestions.rules import find
from claims.suggestions.tokens import Reading, read
from claims.suggestions.verb_groups import VerbGroup, parse
from claims.text.spans import Span

CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("be", BE),
    ("have", HAVE),
    ("do", DO),
    ("modal", MODALS),
    ("not", NEGATIONS),
    ("i", PERSONAL),
    ("me", OBJECT_PRONOUNS),
    ("my", POSSESSIVES),
    ("that", frozenset(("that",))),
    ("who", RELATIVES),
    ("the", DETERMINERS),
    ("and", COORDINATORS),
    ("to", frozenset(("to",))),
    ("of", frozenset(("of",))),
    ("by", frozenset(("by",))),
    ("in", PREPOSITIONS),
    ("if", SUBORDINATORS),
    ("day", DAYS | MONTHS),
    ("adverb", ADVERBS),
)
CLASS_OF: dict[str, str] = {word: name for name, words in reversed(CLASSES) for word in words}
ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ity", "ness", "ous", "ful", "ive", "al", "er", "s")


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution by the indices of its tokens, in order; `rule` is empty where a person marked it."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    rule: str = ""
    is_doubtful: bool = False
    """Seen by a rule that is not sure of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text read once, with one entry a token in `classes`, `bases` and `shapes`."""

    reading: Reading
    classes: tuple[str, ...]
    bases: tuple[str, ...]
    shapes: tuple[str, ...]
    groups: Mapping[int, VerbGroup]
    """The verb group of each token that is in one."""
    ruled: tuple[Nested, ...]
    """What the rules propose, in the order of the text."""
    found: tuple[Marked, ...]
    """The same by tokens, but for what is nested, and then what the rules see without being sure of it."""
    roles: tuple[str, ...]
    """What the rules make of each token: "cB verb-that" for the first one of a cue, "s" and "x" within its parts."""
    by_cue: Mapping[int, Marked]
    """What the rules found by the tokens of its cue."""


def open_page(text: str) -> Page:
    reading = read(text)
    groups: dict[int, VerbGroup] = {}
    findings: list[Finding] = []
    for tokens in reading.sentences:
        sentence = parse(reading, tokens)
        groups.update(sentence.group_at)
        findings.extend(find(sentence))
    sure = [finding for finding in findings if score(reading, finding) >= LEAST]
    ruled = nest(reading, sure)
    proposed = [nested.finding for nested in ruled if nested.parent is None]
    found = (
        *(marked_by(finding) for finding in proposed),
        *(marked_by(finding, doubtful=True) for finding in _doubtful(reading, findings, proposed)),
    )
    return Page(
        reading=reading,
        classes=tuple(_class_of(token.text, word) for token, word in zip(reading.tokens, reading.words, strict=True)),
        bases=tuple(_base_of(word) for word in reading.words),
        shapes=tuple(_shape_of(token.text) for token in reading.tokens),
        groups=groups,
        ruled=ruled,
        found=found,
        roles=_roles(len(reading.tokens), found),
        by_cue={place: one for one in reversed(found) for place in one.cue},
    )


def _roles(count: int, found: Iterable[Marked]) -> tuple[str, ...]:
    roles = [""] * count
    for one in found:
        for name, part in (("x", one.content), ("s", one.source)):
            for place in part:
                roles[place] = name
        for place in one.cue:
            roles[place] = ("cB " if place == one.cue[0] else "cI ") + one.rule
    return tuple(roles)


def _doubtful(reading: Reading, findings: Iterable[Finding], proposed: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that the rules leave out, but for those inside of quotations or over the cue of another one."""
    taken = {place for finding in proposed for place in finding.cue}
    for finding in findings:
        if taken.isdisjoint(finding.cue) and not reading.depth_of[finding.cue.start]:
            taken.update(finding.cue)
            yield finding


def marked_by(finding: Finding, *, doubtful: bool = False) -> Marked:
    return Marked(
        source=tuple(finding.source or ()),
        cue=tuple(finding.cue),
        content=tuple(place for part in finding.content for place in part),
        rule=("~" if doubtful else "") + finding.rule,
        is_doubtful=doubtful,
    )


def mark(reading: Reading, attributions: Iterable[Attribution]) -> tuple[Marked, ...]:
    return tuple(
        Marked(places(reading, one.source), places(reading, one.cue), places(reading, one.content))
        for one in attributions
    )


def places(reading: Reading, spans: Sequence[Span]) -> tuple[int, ...]:
    """The tokens that spans touch."""
    touched: set[int] = set()
    for span in spans:
        first = bisect_right(reading.tokens, span.start, key=lambda token: token.end)
        stop = bisect_left(reading.tokens, span.end, key=lambda token: token.start)
        touched.update(range(first, stop))
    return tuple(sorted(touched))


def runs(places: Iterable[int]) -> list[range]:
    """Neighbouring places put together."""
    found: list[range] = []
    for place in sorted(places):
        if found and place == found[-1].stop:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found


def _base_of(word: str) -> str:
    shapes = FORMS.get(word)
    return min(base for base, _ in shapes) if shapes else word


def _class_of(text: str, word: str) -> str:
    known = CLASS_OF.get(word)
    if known:
        return known
    shapes = FORMS.get(word)
    if shapes:
        frames = VERBS[min(base for base, _ in shapes)].frames
        return (
            "v" + "".join(sorted(frame[:2] for frame in frames)) + "".join(sorted({shape[:2] for _, shape in shapes}))
        )
    if word in common_verbs.FINITE:
        return "act" if word not in common_verbs.PAST else "acted"
    if not word[0].isalnum():
        return word[0]
    if word[0].isdigit():
        return "0"
    start = "A" if text[0].isupper() else "a"
    return start + next((ending for ending in ENDINGS if word.endswith(ending)), "")


def _shape_of(text: str) -> str:
    if text.islower():
        return "x" if text.isalpha() else "x-"
    shape = ""
    for sign in text[:12]:
        kind = "X" if sign.isupper() else "x" if sign.islower() else "0" if sign.isdigit() else sign
        if not shape.endswith(kind):
            shape += kind
    return shape[:5]

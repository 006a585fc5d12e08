"""Attributions by a noun or an adjective: "his claim that ...", "raised doubts about ...", "is confident that ..."."""

from collections.abc import Iterator

from claims.suggestions.clauses import is_subordinate
from claims.suggestions.contents import statement_stop, thing_stop
from claims.suggestions.findings import Finding
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.function_words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    is_adverb,
)
from claims.suggestions.lexicons.nouns import ADJECTIVES, LIGHT_VERBS, NOUNS, NOUNS_WITH_PREPOSITION, THAT, TO
from claims.suggestions.marks import FINAL_MARKS, QUOTE_MARKS
from claims.suggestions.sources import noun_before
from claims.suggestions.subjects import subject
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import CLAUSAL, Sentence, VerbGroup

MODIFIERS = 3
FEELING = frozenset(("feel", "feels", "felt", "feeling", "seem", "remain", "remains", "remained", "sound", "sounded"))


def find_by_noun(sentence: Sentence) -> Iterator[Finding]:
    words = sentence.reading.words
    for place in range(sentence.tokens.start + 1, sentence.tokens.stop - 2):
        if words[place] not in NOUNS:
            continue
        content = _behind_noun(sentence, place)
        if not content:
            continue
        owned = _possessed(sentence, place, content) if words[place + 1] == "that" else None
        finding = owned or _with_light_verb(sentence, place, content)
        if finding is not None:
            yield finding


def _behind_noun(sentence: Sentence, noun: int) -> range | None:
    """The content behind a noun that reports: "that ...", "to ..." or the object of its preposition."""
    base = NOUNS[sentence.word(noun)]
    start = noun + 1
    following = sentence.word(start)
    if following == "that" and base in THAT:
        return range(start, _clause_stop(sentence, start))
    if following == "to" and base in TO and start + 1 in sentence.group_at:
        return range(start, thing_stop(sentence, start))
    if following in NOUNS_WITH_PREPOSITION.get(base, "").split() and sentence.word(start + 1) not in FINAL_MARKS:
        return range(start + 1, thing_stop(sentence, start + 1))
    return None


def _clause_stop(sentence: Sentence, start: int) -> int:
    """Where "that ..." ends behind a noun: before the verb of the noun, where the noun is the subject."""
    stop = statement_stop(sentence, start)
    clausal = [group.first for group in sentence.groups if group.form in CLAUSAL and group.first < stop]
    before = [first for first in clausal if first < start]
    inside = [first for first in clausal if first > start]
    return inside[1] if not before and len(inside) > 1 else stop


def _possessed(sentence: Sentence, noun: int, content: range) -> Finding | None:
    """Possessor and noun: "her claim that", "the minister's demand that"."""
    for place in _words_before(sentence, noun):
        word = sentence.word(place)
        if word in POSSESSIVES - {"whose", "its"}:
            return _finding(sentence, "noun", range(place, place + 1), range(place + 1, content.start), content)
        if word.endswith(("'s", "s'")):
            owner = noun_before(sentence, place + 1)
            if owner is None or not can_speak(sentence.reading, owner):
                return None
            return _finding(sentence, "noun", owner, range(place + 1, content.start), content)
        if word in DETERMINERS or _breaks(sentence, place) or place in sentence.group_at:
            return None
    return None


def _with_light_verb(sentence: Sentence, noun: int, content: range) -> Finding | None:
    """Verb and noun: "raised doubts about", "issued a warning that"."""
    for place in _words_before(sentence, noun):
        group = sentence.group_at.get(place)
        if group is not None:
            if sentence.word(group.head) not in LIGHT_VERBS or group.form not in {Form.FINITE, Form.GERUND}:
                return None
            source = subject(sentence, group)
            if source is None or not can_speak(sentence.reading, source):
                return None
            return _finding(sentence, "verb-noun", source, range(group.first, content.start), content)
        if _breaks(sentence, place):
            return None
    return None


def _words_before(sentence: Sentence, noun: int) -> range:
    """The few places before a noun where its owner or its verb may stand, from right to left."""
    return range(noun - 1, max(sentence.tokens.start - 1, noun - MODIFIERS - 2), -1)


def _breaks(sentence: Sentence, place: int) -> bool:
    return sentence.word(place) in PREPOSITIONS | QUOTE_MARKS | FINAL_MARKS


def _finding(sentence: Sentence, rule: str, source: range, cue: range, content: range) -> Finding | None:
    if not cue:
        return None
    nouns = (NOUNS.get(sentence.word(place), "") for place in reversed(cue))
    return Finding(rule, source, cue, (content,), None, next((noun for noun in nouns if noun), ""))


def find_by_adjective(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """Being and adjective: "they are confident that", "she was critical of"."""
    head = sentence.word(group.head)
    if head not in BE | FEELING | AUXILIARIES:
        return None
    place = group.stop
    while is_adverb(sentence.word(place)):
        place += 1
    adjective, following = sentence.word(place), sentence.word(place + 1)
    if following not in ADJECTIVES.get(adjective, "").split() or place + 2 >= sentence.tokens.stop:
        return None
    source = subject(sentence, group)
    if source is None or sentence.word(source.start) in RELATIVES | {"it"} or not can_speak(sentence.reading, source):
        return None
    subordinate = is_subordinate(sentence, source, verb=group.first)
    if following in {"that", "whether"}:
        content = range(place + 1, statement_stop(sentence, place + 1, subordinate=subordinate))
        return Finding("adjective", source, range(group.first, place + 1), (content,), group, adjective)
    start = place + 1 if following == "to" and place + 2 in sentence.group_at else place + 2
    if start >= sentence.tokens.stop:
        return None
    content = range(start, thing_stop(sentence, start, subordinate=subordinate))
    return Finding("adjective", source, range(group.first, start), (content,), group, adjective) if content else None

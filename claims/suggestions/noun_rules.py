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
from claims.suggestions.verb_groups import Sentence, VerbGroup

MODIFIERS = 3
FEELING = frozenset(("feel", "feels", "felt", "feeling", "seem", "remain", "remains", "remained", "sound", "sounded"))


def find_by_noun(sentence: Sentence) -> Iterator[Finding]:
    words = sentence.reading.words
    for place in range(sentence.tokens.start + 1, sentence.tokens.stop - 1):
        if words[place] not in NOUNS:
            continue
        content = _behind_noun(sentence, place)
        if content is None:
            continue
        finding = (
            _possessed(sentence, place, content) if sentence.word(place + 1) in {"that"} else None
        ) or _with_light_verb(sentence, place, content)
        if finding is not None:
            yield finding


def _behind_noun(sentence: Sentence, place: int) -> range | None:
    """The content behind a noun that reports: "that ...", "to ..." or the object of its preposition."""
    noun = NOUNS[sentence.word(place)]
    following = sentence.word(place + 1)
    start = place + 1
    if following == "that" and noun in THAT:
        return range(start, statement_stop(sentence, start)) if start + 1 < sentence.tokens.stop else None
    if place + 2 >= sentence.tokens.stop:
        return None
    if following == "to" and noun in TO and place + 2 in sentence.group_at:
        return range(start, thing_stop(sentence, start))
    if following in NOUNS_WITH_PREPOSITION.get(noun, "").split() and sentence.word(place + 2) not in FINAL_MARKS:
        return range(start + 1, thing_stop(sentence, start + 1))
    return None


def _possessed(sentence: Sentence, noun: int, content: range) -> Finding | None:
    """Possessor and noun: "her claim that", "the minister's demand for"."""
    for place in range(noun - 1, max(sentence.tokens.start - 1, noun - MODIFIERS - 2), -1):
        word = sentence.word(place)
        if word in POSSESSIVES - {"whose", "its"}:
            return _finding(
                "noun",
                range(place, place + 1),
                range(place + 1, content_start(sentence, content)),
                content,
                sentence,
                noun,
            )
        if word.endswith(("'s", "s'")):
            source = noun_before(sentence, place + 1)
            if source is None or not can_speak(sentence.reading, source):
                return None
            return _finding("noun", source, range(place + 1, content_start(sentence, content)), content, sentence, noun)
        if word in PREPOSITIONS | DETERMINERS | QUOTE_MARKS | FINAL_MARKS or place in sentence.group_at:
            return None
    return None


def content_start(sentence: Sentence, content: range) -> int:
    return content.start


def _with_light_verb(sentence: Sentence, noun: int, content: range) -> Finding | None:
    """Verb and noun: "raised doubts about", "issued a warning that"."""
    for place in range(noun - 1, max(sentence.tokens.start - 1, noun - MODIFIERS - 2), -1):
        group = sentence.group_at.get(place)
        if group is not None:
            if sentence.word(group.head) not in LIGHT_VERBS or group.form not in {Form.FINITE, Form.GERUND}:
                return None
            source = subject(sentence, group)
            if source is None or not can_speak(sentence.reading, source):
                return None
            return _finding("verb-noun", source, range(group.first, content.start), content, sentence, noun)
        if sentence.word(place) in PREPOSITIONS | QUOTE_MARKS | FINAL_MARKS:
            return None
    return None


def _finding(rule: str, source: range, cue: range, content: range, sentence: Sentence, noun: int) -> Finding | None:
    if not content or not cue:
        return None
    return Finding(rule, source, cue, (content,), None, NOUNS[sentence.word(noun)])


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

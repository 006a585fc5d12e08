"""What leads into a subject ("But on Tuesday", "In a statement") and what trails it; subjects are for `sources`."""

from claims.suggestions.lexicons.contexts import LEADING
from claims.suggestions.lexicons.function_words import (
    ARTICLES,
    COORDINATORS,
    DAYS,
    PERSONAL,
    PREPOSITIONS,
    TIMES,
    is_adverb,
)
from claims.suggestions.marks import MARKS
from claims.suggestions.verb_groups import Sentence

OF_A_NAME = frozenset(("first", "once", "all", "both", "only", "long"))
"""Adverbs that open names, too: "First Deputy Ek"."""


def behind_leading_words(sentence: Sentence, start: int, stop: int) -> int:
    """Skips what only leads into a subject: "But on Tuesday", "In a statement"."""
    while start < stop:
        word = sentence.word(start)
        if word == "that" and not sentence.word(start - 1)[-1:].isalnum():
            break
        if (
            word in LEADING
            or word in MARKS
            or (is_adverb(word) and word not in OF_A_NAME)
            or word in COORDINATORS
            or (word in DAYS and start + 1 < stop)
        ):
            start += 1
        elif word in {"last", "this", "earlier"} and sentence.word(start + 1) in TIMES | DAYS:
            start += 2
        elif word in PREPOSITIONS:
            start = _behind_phrase(sentence, start, stop)
        else:
            break
    return start


def _behind_phrase(sentence: Sentence, start: int, stop: int) -> int:
    """The first token behind a leading phrase ("In a statement Mr. Ek ..."); `stop` where it holds the whole."""
    place = start + 1
    comma = next((spot for spot in range(start, stop) if sentence.word(spot) == ","), None)
    if comma is not None:
        return comma + 1
    if sentence.word(place) in DAYS:
        return place + 1
    if sentence.word(place).isdigit():
        return place + 1
    while place + 1 < stop:
        place += 1
        if _opens_subject(sentence, start, place):
            return place
    return stop


def _opens_subject(sentence: Sentence, start: int, place: int) -> bool:
    """Whether a subject begins here behind a phrase without a comma: a pronoun, an article, a first capital."""
    before = sentence.word(place - 1)
    if before in PREPOSITIONS | ARTICLES or before.endswith("'s") or before == "and":
        return False
    if sentence.word(place) in PERSONAL | ARTICLES:
        return place - start > 1
    tokens = sentence.reading.tokens
    return tokens[place].text[0].isupper() and tokens[place - 1].text[0].islower()


def before_adjuncts(sentence: Sentence, start: int, stop: int) -> int:
    """Leaves out when something was said: "The minister on Tuesday", "The minister during a visit"."""
    for place in range(stop - 1, start, -1):
        if sentence.word(place) == "during":
            return place
    if stop - 1 > start and sentence.word(stop - 1) in DAYS:
        stop -= 1
        if stop - 1 > start and sentence.word(stop - 1) in {"on", "late", "early", "last"}:
            stop -= 1
    return stop

"""Appositives and lists of names in front of a verb: where what stands between commas belongs to the subject."""

from claims.suggestions.lexicons.function_words import (
    ARTICLES,
    AUXILIARIES,
    DAYS,
    MONTHS,
    PERSONAL,
    PREPOSITIONS,
    is_adverb,
)
from claims.suggestions.lexicons.speakers import kind_of
from claims.suggestions.marks import QUOTE_MARKS
from claims.suggestions.openings import behind_leading_words
from claims.suggestions.verb_groups import CLAUSAL, Sentence
from claims.vocabulary import SourceKind

LONGEST_APPOSITIVE = 45
MOST_COMMAS = 5
PRONOUNS = PERSONAL | {"i", "this", "these", "those", "everyone", "someone", "nobody", "some", "many", "others", "both"}
RELATIVE = frozenset(("who", "whose", "which", "whom"))
PARTICIPLE_ENDINGS = ("ed", "wn", "en")


def appositive_start(sentence: Sentence, comma: int) -> int | None:
    """The opening comma of what stands between a name and its verb, when the comma at `comma` closes it."""
    mark = sentence.word(comma)
    limit = max(sentence.tokens.start, comma - LONGEST_APPOSITIVE)
    commas: list[int] = []
    for place in range(comma - 1, limit - 1, -1):
        word = sentence.word(place)
        if word in QUOTE_MARKS or len(commas) == MOST_COMMAS:
            break
        if word == mark:
            commas.append(place)
    for place in reversed(commas):
        if _opens_appositive(sentence, place, comma) and _ends_a_name(sentence, place):
            return place
    return None


def _opens_appositive(sentence: Sentence, place: int, stop: int) -> bool:
    first = sentence.word(place + 1)
    inner = {place for place in range(place + 1, stop) if place in sentence.group_at}
    finite = any(
        sentence.group_at[spot].form in CLAUSAL
        for spot in inner
        if spot != place + 1 or not sentence.word(spot).endswith(PARTICIPLE_ENDINGS)
    )
    if first in RELATIVE:
        return True
    if first in PERSONAL or first in {"but", "and", "so", "yet", "that", "because"}:
        return False
    return not finite or any(sentence.word(spot) in RELATIVE | {"that"} for spot in range(place, stop))


def _ends_a_name(sentence: Sentence, comma: int) -> bool:
    """Whether a subject can end before the comma: no leading phrase of place or time, no verb."""
    start = comma
    while start - 1 in sentence.tokens and sentence.word(start - 1) not in {",", ";", ":", "—", "–"}:
        if sentence.word(start - 1) in QUOTE_MARKS:
            break
        start -= 1
    start = behind_leading_words(sentence, start, comma)
    if start >= comma:
        return False
    first = sentence.word(start)
    if first in PREPOSITIONS or first in DAYS or first in MONTHS or is_adverb(first) or first in {"last", "this"}:
        return False
    if first in AUXILIARIES or start in sentence.group_at:
        return False
    return not any(spot in sentence.group_at for spot in range(start, comma)) or any(
        sentence.word(spot) in {"who", "which", "that"} for spot in range(start, comma)
    )


def joins_names(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands in a list ("A, B and C said") and not behind a leading phrase."""
    following = [sentence.word(place) for place in range(comma + 1, min(comma + 6, sentence.tokens.stop))]
    return "and" in following[:5] and _ends_a_name(sentence, comma) and following[0] not in PRONOUNS


def opens_role(sentence: Sentence, comma: int) -> bool:
    """Whether a comma opens an appositive that no comma closes ("Ann Ek, head of the port said")."""
    place = comma + 1
    if sentence.word(place) in ARTICLES:
        place += 1
    named = sentence.reading.tokens[comma - 1].text[0].isupper() if comma - 1 in sentence.tokens else False
    return named and kind_of(sentence.word(place)) is SourceKind.PERSON and _ends_a_name(sentence, comma)

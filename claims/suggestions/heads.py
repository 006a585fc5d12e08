"""The noun a source is about ("spokesman" in "a spokesman for the ministry"), and whether such a one can say things."""

from claims.suggestions.lexicons.function_words import PREPOSITIONS
from claims.suggestions.lexicons.speakers import kind_of
from claims.suggestions.tokens import Reading
from claims.vocabulary import SourceKind

STOPS = PREPOSITIONS - {"per"} | frozenset((",", "who", "whose", "which", "that", "(", "—", "–", ".", ":"))
SPEAKING_PRONOUNS = frozenset(("he", "she", "they", "we", "i", "who"))


def head(reading: Reading, source: range) -> int:
    """The token of the noun: the last one before a preposition, a comma or a clause."""
    for place in source:
        if reading.words[place] in STOPS and place > source.start:
            if reading.words[place] == "." and reading.words[place - 1] not in {"inc", "corp"}:
                continue
            return place - 1
    last = source.stop - 1
    while last > source.start and not reading.words[last][0].isalnum():
        last -= 1
    return last


def is_name(reading: Reading, source: range) -> bool:
    """Whether a source is a proper name, or ends in one ("the pollster Ann Ek")."""
    place = head(reading, source)
    return reading.tokens[place].text[0].isupper() and (
        place > source.start or len(source) == 1 or place == source.start
    )


def can_speak(reading: Reading, source: range) -> bool:
    """Whether a source is a name, a person, a group or a document, and not just any thing."""
    if reading.words[source.start] in SPEAKING_PRONOUNS:
        return True
    if is_name(reading, source):
        return True
    return kind_of(reading.words[head(reading, source)]) is not None


def noun_kind(reading: Reading, source: range) -> SourceKind | None:
    return kind_of(reading.words[head(reading, source)])

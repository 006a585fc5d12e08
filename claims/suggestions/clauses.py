"""Clauses around a verb: relative, subordinate, reduced, or a statement that begins; their borders are `contents`'."""

from claims.suggestions.lexicons.contexts import SUBORDINATE
from claims.suggestions.lexicons.function_words import COORDINATORS, DAYS, OBJECT_PRONOUNS, PREPOSITIONS
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import CLAUSAL, Sentence, VerbGroup

LONGEST_SUBJECT = 18
RELATIVE_WINDOW = 8


def is_clause(sentence: Sentence, place: int) -> bool:
    """Whether a statement with subject and verb begins at `place`."""
    first = sentence.word(place)
    if first in OBJECT_PRONOUNS - {"it", "her", "you"} or first in PREPOSITIONS | {"to", "and", "or", "but"}:
        return False
    opening = sentence.group_at.get(place)
    if opening is not None and opening.form is not Form.GERUND and first != "there":
        return False
    for spot in range(place + 1, min(sentence.tokens.stop, place + LONGEST_SUBJECT)):
        if sentence.word(spot) in {";", ":", "which", "who", "whose"}:
            return False
        group = sentence.group_at.get(spot)
        if group is None or group.first != spot:
            continue
        if group.form in CLAUSAL:
            return sentence.word(spot - 1) not in {"that", "and", "or"} or sentence.word(place) == "there"
        if group.form is Form.INFINITIVE:
            return False
    return False


def is_subordinate(sentence: Sentence, subject: range | None, *, verb: int) -> bool:
    """Whether a subject stands in a clause that leads into the sentence: "When they said"."""
    if subject is None:
        return False
    if verb == sentence.tokens.start or sentence.word(subject.start) in {"who", "which", "whose"}:
        return True
    for place in range(subject.start - 1, max(sentence.tokens.start, subject.start - 3) - 1, -1):
        if sentence.word(place) in SUBORDINATE:
            before = place - 1
            return before < sentence.tokens.start or sentence.word(before) in {"and", "but", "even", "just", "shortly"}
        if sentence.word(place) == ",":
            return False
    return False


def begins_main_clause(sentence: Sentence, place: int) -> bool:
    """Whether a subject with its verb stands here, as behind "When they said that ..."."""
    groups = (sentence.group_at.get(spot) for spot in range(place, min(place + 12, sentence.tokens.stop)))
    group = next((found for found in groups if found is not None), None)
    return group is not None and group.form in CLAUSAL and group.first > place


def relative_before(sentence: Sentence, group: VerbGroup) -> int | None:
    """Where the relative clause of a verb begins ("who" in "the man who runs the city"), if it is in one."""
    for place in range(group.first - 1, max(sentence.tokens.start, group.first - RELATIVE_WINDOW) - 1, -1):
        if sentence.word(place) in {"who", "which", "whose", "whom"}:
            return place
        if sentence.word(place) == "that" and place == group.first - 1:
            return place if sentence.word(place - 1) not in {"", ","} and place - 1 not in sentence.group_at else None
        if sentence.word(place) in {",", ";"} or place in sentence.group_at:
            return None
    return None


def is_reduced(sentence: Sentence, group: VerbGroup, stop: int) -> bool:
    """Whether a past form describes the noun before it: "polls taken in Velm", "a report published Monday"."""
    if len(range(group.first, group.stop)) > 1 or group.form is not Form.FINITE:
        return False
    behind = sentence.word(group.stop)
    if behind not in PREPOSITIONS | DAYS or not sentence.word(group.head).endswith(("ed", "n", "t", "d")):
        return False
    return not any(sentence.word(spot) in COORDINATORS | {","} for spot in range(group.stop, stop))


def has_verb(sentence: Sentence, part: range) -> bool:
    return any(group.first in part and group.form in CLAUSAL for group in sentence.groups)

"""What stands behind a verb that may report something: its content, whom it addresses, when and where it was said."""

from dataclasses import dataclass
from enum import StrEnum

from claims.suggestions.clauses import is_clause
from claims.suggestions.lexicons.contexts import OCCASIONS
from claims.suggestions.lexicons.function_words import (
    BE,
    CLAUSE_OPENERS,
    DAYS,
    DETERMINERS,
    MONTHS,
    OBJECT_PRONOUNS,
    PERSONAL,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.suggestions.lexicons.verbs import Frame
from claims.suggestions.marks import ENDING_MARKS, opens_quotation
from claims.suggestions.verb_groups import Sentence, VerbGroup

ABOUT = frozenset(("of", "about", "for", "against", "to", "with"))
CLOSES_AN_OCCASION = frozenset(("that", "whether", "if", "how", "why", ":", ",", "."))
LONGEST_ADJUNCT = 14
LONGEST_ADDRESSEE = 12


class Follows(StrEnum):
    """What stands behind a verb."""

    NOTHING = "nothing"
    QUOTATION = "quotation"
    THAT = "that"
    CLAUSE = "clause"
    QUESTION = "question"
    INFINITIVE = "infinitive"
    PREPOSITION = "preposition"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows a verb: the first token of the content, and where the cue ends ("called" or "called for")."""

    kind: Follows
    place: int
    cue_stop: int


def behind(sentence: Sentence, group: VerbGroup) -> Behind:
    """What stands behind a verb, as far as the verb allows it."""
    verb = group.verb
    assert verb is not None
    place = group.stop
    speaks = bool(verb.frames & {Frame.SPEECH, Frame.CLAUSE, Frame.BARE, Frame.TELL})
    if speaks:
        place = behind_adjuncts(sentence, place)
    if Frame.TELL in verb.frames and not _is_end(sentence, place):
        place = _behind_addressee(sentence, place)
        place = behind_adjuncts(sentence, place)
    found = _of_clauses(sentence, group, place) if speaks or Frame.QUESTION in verb.frames else None
    if found is not None:
        return found
    return _of_things(sentence, group)


def _of_clauses(sentence: Sentence, group: VerbGroup, place: int) -> Behind | None:
    verb = group.verb
    assert verb is not None
    word = sentence.word(place)
    if sentence.word(group.stop) in verb.prepositions & ABOUT:
        return None
    says = bool(verb.frames & {Frame.SPEECH, Frame.TELL})
    if says and word == ":":
        return Behind(Follows.QUOTATION, place + 1, group.stop if place > group.stop else place + 1)
    if says and word == "," and opens_quotation(sentence, place + 1):
        return Behind(Follows.QUOTATION, place + 1, group.stop)
    if says and opens_quotation(sentence, place):
        return Behind(Follows.QUOTATION, place, group.stop)
    if _is_end(sentence, place):
        return Behind(Follows.NOTHING, place, group.stop)
    if word == "that" and verb.frames & {Frame.CLAUSE, Frame.SPEECH, Frame.TELL}:
        return Behind(Follows.THAT, place, group.stop)
    if word in QUESTION_WORDS - {"that", "which", "who"} and (Frame.QUESTION in verb.frames or word in {"what", "how"}):
        return Behind(Follows.QUESTION, place, group.stop)
    if Frame.BARE in verb.frames and is_clause(sentence, place):
        return Behind(Follows.CLAUSE, place, group.stop)
    return None


def _of_things(sentence: Sentence, group: VerbGroup) -> Behind:
    verb = group.verb
    assert verb is not None
    place = group.stop
    word = sentence.word(place)
    if word == "to" and sentence.group_at.get(place + 1) is not None and Frame.INFINITIVE in verb.frames:
        return Behind(Follows.INFINITIVE, place, place)
    if word in verb.prepositions:
        return Behind(Follows.PREPOSITION, place + 1, place + 1)
    if sentence.word(place + 1) in verb.prepositions and is_adverb(word):
        return Behind(Follows.PREPOSITION, place + 2, place + 2)
    if _is_end(sentence, place) or word in PREPOSITIONS | SUBORDINATORS | {"to", "and", "or", "but"} or is_adverb(word):
        return Behind(Follows.NOTHING, place, place)
    return Behind(Follows.OBJECT, place, place)


def _is_end(sentence: Sentence, place: int) -> bool:
    return sentence.word(place) in ENDING_MARKS or place not in sentence.tokens


def behind_adjuncts(sentence: Sentence, place: int) -> int:
    """Skips when and where something was said: "on Tuesday", "in a statement", "last week"."""
    for _ in range(4):
        following = _behind_adjunct(sentence, place)
        if following == place:
            break
        place = following
    return place


def _behind_adjunct(sentence: Sentence, place: int) -> int:
    word, following = sentence.word(place), sentence.word(place + 1)
    if word in DAYS or word in {"recently", "earlier", "later", "again", "afterward", "afterwards"}:
        return place + 1
    if word in {"on", "in", "by", "since"} and following in DAYS | MONTHS:
        return place + 2 + sentence.word(place + 2).isdigit()
    if word == "in" and following.isdigit():
        return place + 2
    if word in {"last", "this", "earlier", "early", "late"} and following in TIMES | DAYS | {"month's", "in", "on"}:
        return place + 2
    if word in TIMES or (is_adverb(word) and word not in {"there", "so", "once", "all", "both", "much"}):
        return place + 1
    if word in OCCASIONS:
        return _behind_occasion(sentence, place)
    return place


def _behind_occasion(sentence: Sentence, place: int) -> int:
    """Skips "in an interview with the paper" where a statement, a mark or the end of the sentence follows."""
    for spot in range(place + 1, min(sentence.tokens.stop, place + LONGEST_ADJUNCT)):
        word = sentence.word(spot)
        if word in CLOSES_AN_OCCASION or (opens_quotation(sentence, spot) and spot > place + 1):
            return spot
        if spot > place + 2 and word in PERSONAL | {"there"}:
            return spot
        if spot in sentence.group_at or word in {";", "who", "which", "to"}:
            return place
    return sentence.tokens.stop if sentence.tokens.stop - place < LONGEST_ADJUNCT else place


def _behind_addressee(sentence: Sentence, place: int) -> int:
    """Skips whom something was told, where a content or the end follows; else stays."""
    first = sentence.word(place)
    if first in {"that", ":", ","} | QUESTION_WORDS or opens_quotation(sentence, place):
        return place
    if first in OBJECT_PRONOUNS:
        return place + 1
    if first in PREPOSITIONS | {"to", "and", "or"}:
        return place
    for spot in range(place + 1, min(sentence.tokens.stop, place + LONGEST_ADDRESSEE)):
        word = sentence.word(spot)
        if word in ENDING_MARKS | {":", "that"} | PERSONAL | DAYS or opens_quotation(sentence, spot):
            return spot
        if word in QUESTION_WORDS | {"in", "on", "at", "during", "to", "there", "about"}:
            return spot
        if spot in sentence.group_at:
            return _split_before(sentence, place, spot)
        if word in CLAUSE_OPENERS & DETERMINERS and sentence.word(spot - 1) not in PREPOSITIONS | BE:
            return spot
    return place


def _split_before(sentence: Sentence, place: int, verb: int) -> int:
    """Between addressee and statement without a mark: "told CNN Velm was wrong" splits at the second name."""
    tokens = sentence.reading.tokens
    if tokens[place].text[0].islower():
        return place + 1
    for spot in range(verb - 1, place, -1):
        if tokens[spot].text[0].isupper() and not tokens[spot - 1].text[0].isupper():
            return spot
    return place + 1 if verb - place > 1 else place

"""Who says it: the words of a source behind its cue ("said ...", "according to ..."), appositives included."""

from claims.suggestions.clauses import relative_before
from claims.suggestions.lexicons.contexts import ENDS_A_NAME, LEADING, NAMED_BY_PLACE
from claims.suggestions.lexicons.function_words import DAYS, PERSONAL, PREPOSITIONS
from claims.suggestions.lexicons.speakers import kind_of
from claims.suggestions.marks import DASHES, MARKS, QUOTE_MARKS
from claims.suggestions.verb_groups import CLAUSAL, Sentence
from claims.vocabulary import SourceKind

LONGEST = 60
LONG_QUOTATION = 8
APPOSITIVE_WINDOW = 25
OBJECTS = frozenset(("him", "them", "me", "us"))
MAY_OPEN = frozenset(("(", "[", "“", '"', "''"))
TAKES_UP_AGAIN = frozenset(("but", "although", "though", "because", "while", "whether"))
"""Behind a described name, the main clause takes up again with one of these."""
OPENS_ANOTHER_CLAUSE = TAKES_UP_AGAIN | {"that", "so", "than", "until", "before", "how", "why"}


def right_name(sentence: Sentence, start: int) -> range | None:
    """The tokens of a source behind its cue ("said ...", "according to ..."), appositives included."""
    end = sentence.tokens.stop
    if start >= end or sentence.word(start) in MARKS - MAY_OPEN:
        return None
    if sentence.word(start) in PERSONAL | OBJECTS:
        return range(start, start + 1)
    place = start
    described = False
    while place < min(end, start + LONGEST):
        word = sentence.word(place)
        if word in {";", ":", "?", "!"} or (word == "." and place + 1 == end):
            break
        if word == "," or word in DASHES:
            if not _goes_on_behind(sentence, place, end):
                break
            described = True
        elif word in QUOTE_MARKS and place > start and _is_long_quotation(sentence, place):
            break
        elif not described and place > start:
            if word in {"who", "whose"}:
                described = True
            elif _breaks_off(sentence, place):
                break
        elif described and place > start and word in TAKES_UP_AGAIN:
            break
        place += 1
    while place > start and sentence.word(place - 1) in {",", ";", ":", "—", "–", "-", "--"}:
        place -= 1
    return range(start, place) if place > start else None


def _is_long_quotation(sentence: Sentence, place: int) -> bool:
    pair = sentence.reading.pair_from.get(place)
    return pair is not None and pair.stop - pair.first > LONG_QUOTATION


def _breaks_off(sentence: Sentence, place: int) -> bool:
    """Whether a word starts something that is no longer the name."""
    word = sentence.word(place)
    if _describes_document(sentence, place):
        return False
    if word in ENDS_A_NAME:
        return not (word in {"in", "at", "on"} and sentence.word(place - 1) in NAMED_BY_PLACE)
    if word in OPENS_ANOTHER_CLAUSE:
        return word != "that" or place + 1 not in sentence.group_at
    if word == "and":
        return sentence.word(place + 1) in PERSONAL or place + 1 in sentence.group_at
    if word in DAYS or word in {"yesterday", "today"}:
        return True
    group = sentence.group_at.get(place)
    if group is None or group.first != place:
        return False
    return group.form in CLAUSAL and relative_before(sentence, group) is None


def _describes_document(sentence: Sentence, place: int) -> bool:
    """Whether a document goes on to say by whom or where it was made: "a suit filed in Velm"."""
    before = sentence.word(place - 1)
    is_document = kind_of(before) is SourceKind.DOCUMENT
    if sentence.word(place) == "by":
        return is_document or place - 1 in sentence.group_at
    group = sentence.group_at.get(place)
    if group is not None:
        return is_document and group.stop == place + 1 and sentence.word(place + 1) in PREPOSITIONS | DAYS
    return place - 1 in sentence.group_at and (sentence.word(place) in {"in", "on", "at"} | DAYS)


def _is_other_name(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands around a second name: "the Hand, or the Fist, ..."."""
    if sentence.word(comma + 1) == "or":
        return any(sentence.word(place) == "," for place in range(comma + 3, comma + 6))
    return any(
        sentence.word(place) == "," and sentence.word(place + 1) == "or" for place in range(comma - 5, comma - 2)
    )


def _goes_on_behind(sentence: Sentence, comma: int, end: int) -> bool:
    """Whether the words behind a comma still belong to the name before it."""
    following = sentence.word(comma + 1)
    if _is_other_name(sentence, comma):
        return True
    if comma + 1 >= end or not following or following in QUOTE_MARKS:
        return False
    if following in {"who", "whose"}:
        return True
    if (
        following in PERSONAL
        or following in LEADING - {"then", "now", "once"}
        or following in {"in", "on", "at", "during", "which", "with"}
    ):
        return False
    group = sentence.group_at.get(comma + 1)
    if group is not None and group.first == comma + 1:
        return False
    for place in range(comma + 1, min(end, comma + APPOSITIVE_WINDOW)):
        if sentence.word(place) in {"who", "whose", "which", "that"}:
            return True
        inner = sentence.group_at.get(place)
        if inner is not None and inner.form in CLAUSAL:
            return False
        if sentence.word(place) == "," and place > comma + 1:
            break
    return True

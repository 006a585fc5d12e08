"""Who says it: the words of a source in front of a verb; names behind one are for `names_behind`."""

from claims.suggestions.appositives import appositive_start, joins_names, opens_role
from claims.suggestions.clauses import is_reduced, relative_before
from claims.suggestions.lexicons.function_words import (
    COORDINATORS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from claims.suggestions.marks import DASHES, MARKS, QUOTE_MARKS
from claims.suggestions.openings import before_adjuncts, behind_leading_words
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import Sentence, VerbGroup

LONGEST = 60
OBJECT_RELATIVES = frozenset(("which", "who", "whom", "that", "what"))
BREAKS = frozenset((";", ":", "?", "!", "...")) | QUOTE_MARKS
OPENS_ANOTHER_CLAUSE = frozenset(
    (
        "but", "because", "although", "though", "while", "when", "if", "whether", "unless", "yet", "so", "nor",
        "as", "than", "where", "after", "before", "since", "how", "why", "what",
    )
)  # fmt: skip


def left_subject(sentence: Sentence, group: VerbGroup) -> range | None:
    """The tokens of the subject in front of a verb group, its appositives included."""
    stop = group.first
    if stop - 1 not in sentence.tokens:
        return None
    before = sentence.word(stop - 1)
    if before in PERSONAL or before in RELATIVES:
        return _pronoun(sentence, stop - 1)
    if before in COORDINATORS or before in SUBORDINATORS or before in QUOTE_MARKS:
        return None
    start = _subject_start(sentence, stop)
    start = behind_leading_words(sentence, start, stop)
    stop = before_adjuncts(sentence, start, stop)
    relative = sentence.word(start) in OBJECT_RELATIVES
    if relative and stop - start > 1 and sentence.word(start - 1)[-1:].isalnum():
        start += 1
    if start >= stop or not _has_a_word(sentence, start, stop):
        return None
    return range(start, stop)


def noun_before(sentence: Sentence, stop: int) -> range | None:
    """The noun with its article right before a token, and nothing further to the left."""
    start = stop
    while start - 1 in sentence.tokens and start - 1 not in sentence.group_at:
        word = sentence.word(start - 1)
        if word in PREPOSITIONS - {"of"} or word in MARKS | QUOTE_MARKS or word in COORDINATORS | SUBORDINATORS:
            break
        start -= 1
    return range(start, stop) if start < stop else None


def _pronoun(sentence: Sentence, place: int) -> range | None:
    if sentence.word(place) == "that" and (place == sentence.tokens.start or sentence.word(place - 1) == ","):
        return None
    return range(place, place + 1)


def _subject_start(sentence: Sentence, stop: int) -> int:
    """Walks left from a verb to where its subject begins."""
    place, start = stop - 1, stop
    limit = max(sentence.tokens.start, stop - LONGEST)
    while place >= limit:
        step = _step(sentence, place, start=start, stop=stop)
        if step is None:
            break
        place, start = step
    return start


def _step(sentence: Sentence, place: int, *, start: int, stop: int) -> tuple[int, int] | None:
    """Which token to read next and where the subject begins so far; None where it cannot go on to the left."""
    word = sentence.word(place)
    if word == "," or word in DASHES:
        opened = appositive_start(sentence, place) if start == stop else None
        if opened is not None:
            return opened - 1, stop
        return (place - 1, start) if joins_names(sentence, place) or opens_role(sentence, place) else None
    if word in {")", "]"}:
        return _bracket_start(sentence, place) - 1, start
    group = sentence.group_at.get(place)
    if group is not None and group.form not in {Form.REDUCED, Form.GERUND}:
        relative = relative_before(sentence, group)
        if relative is not None:
            return relative - 1, start
        return (group.first - 1, start) if is_reduced(sentence, group, stop) else None
    return None if _is_boundary(sentence, place) else (place - 1, place)


def _is_boundary(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word == "that":
        return sentence.word(place - 1)[-1:].isalnum()
    return word in BREAKS or word in OPENS_ANOTHER_CLAUSE


def _bracket_start(sentence: Sentence, place: int) -> int:
    limit = max(sentence.tokens.start, place - LONGEST)
    while place > limit and sentence.word(place) not in {"(", "["}:
        place -= 1
    return place


def _has_a_word(sentence: Sentence, start: int, stop: int) -> bool:
    return any(sentence.word(place)[:1].isalnum() for place in range(start, stop))

"""Who says it: the words of a source beside a verb, with appositives and relative clauses; not whom they stand for."""

from claims.suggestions.lexicons.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    MONTHS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.suggestions.lexicons.speakers import kind_of
from claims.suggestions.marks import DASHES, QUOTE_MARKS
from claims.suggestions.verb_groups import Form, Sentence, VerbGroup
from claims.vocabulary import SourceKind

LONGEST = 60
PRONOUNS = PERSONAL | {"i", "this", "these", "those", "everyone", "someone", "nobody", "some", "many", "others", "both"}
MARKS = frozenset(".,;:!?()[]{}…—–-\"'“”‘’«»`''")
LEADING = frozenset(
    "but and or so yet still however meanwhile moreover furthermore instead thus also then indeed now even though "
    "nor hence besides although while when as because if after before since until once that whereas unless where "
    "what why how whether than especially including particularly just only".split()
)
INSIDE_A_NAME = frozenset("of for from in at with on to by against about behind near between over".split())
ENDS_A_NAME = frozenset("in on at during after before as while when because if last this by via since amid".split())


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
    start = _behind_leading_words(sentence, start, stop)
    stop = _before_adjuncts(sentence, start, stop)
    relative = sentence.word(start) in {"which", "who", "whom", "that", "what"}
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


def _before_adjuncts(sentence: Sentence, start: int, stop: int) -> int:
    """Leaves out when something was said: "The minister on Tuesday"."""
    if stop - 1 > start and sentence.word(stop - 1) in DAYS:
        stop -= 1
        if stop - 1 > start and sentence.word(stop - 1) in {"on", "late", "early", "last"}:
            stop -= 1
    return stop


def _pronoun(sentence: Sentence, place: int) -> range | None:
    if sentence.word(place) == "that" and (place == sentence.tokens.start or sentence.word(place - 1) == ","):
        return None
    return range(place, place + 1)


def _subject_start(sentence: Sentence, stop: int) -> int:
    """Walks left from a verb to where its subject begins."""
    place = stop - 1
    start = stop
    limit = max(sentence.tokens.start, stop - LONGEST)
    while place >= limit:
        word = sentence.word(place)
        if word == "," or word in DASHES:
            opened = _appositive_start(sentence, place) if place == stop - 1 or start == stop else None
            if opened is None:
                if not _joins_names(sentence, place) and not _opens_role(sentence, place):
                    break
                place -= 1
                continue
            place = opened - 1
            start = stop
            if place < limit:
                break
            continue
        if word in ")]":
            place = _bracket_start(sentence, place, limit) - 1
            continue
        group = sentence.group_at.get(place)
        if group is not None and group.form not in {Form.REDUCED, Form.GERUND}:
            relative = _relative_before(sentence, group)
            if relative is None and not _is_reduced(sentence, group, stop):
                break
            place = group.first - 1 if relative is None else relative - 1
            continue
        if _is_boundary(sentence, place):
            break
        start = place
        place -= 1
    return start


def _is_boundary(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word in {";", ":", "?", "!", "..."} or word in QUOTE_MARKS:
        return True
    if word in {"but", "because", "although", "though", "while", "when", "if", "whether", "unless", "yet", "so", "nor"}:
        return True
    if word == "that":
        return sentence.word(place - 1)[-1:].isalnum()
    return word in {"as", "than", "where", "after", "before", "since", "how", "why", "what"}


def _is_reduced(sentence: Sentence, group: VerbGroup, stop: int) -> bool:
    """Whether a past form describes the noun before it: "polls taken in Velm", "a report published Monday"."""
    if len(range(group.first, group.stop)) > 1 or group.form is not Form.FINITE:
        return False
    behind = sentence.word(group.stop)
    if behind not in PREPOSITIONS | DAYS or not sentence.word(group.head).endswith(("ed", "n", "t", "d")):
        return False
    return not any(sentence.word(spot) in COORDINATORS | {","} for spot in range(group.stop, stop))


def _relative_before(sentence: Sentence, group: VerbGroup) -> int | None:
    """Where the relative clause of a verb begins ("who" in "the man who runs the city"), if it is in one."""
    for place in range(group.first - 1, max(sentence.tokens.start, group.first - 8) - 1, -1):
        if sentence.word(place) in {"who", "which", "whose", "whom"}:
            return place
        if sentence.word(place) == "that" and place == group.first - 1:
            return place if sentence.word(place - 1) not in {"", ","} and place - 1 not in sentence.group_at else None
        if sentence.word(place) in {",", ";"} or place in sentence.group_at:
            return None
    return None


def _appositive_start(sentence: Sentence, comma: int) -> int | None:
    """The opening comma of what stands between a name and its verb, when the comma at `comma` closes it."""
    mark = sentence.word(comma)
    limit = max(sentence.tokens.start, comma - 45)
    commas = [place for place in range(comma - 1, limit - 1, -1) if sentence.word(place) == mark][:5]
    for place in reversed(commas):
        if _opens_appositive(sentence, place, comma) and _ends_a_name(sentence, place):
            return place
    return None


def _opens_appositive(sentence: Sentence, place: int, stop: int) -> bool:
    first = sentence.word(place + 1)
    inner = {place for place in range(place + 1, stop) if place in sentence.group_at}
    finite = any(
        sentence.group_at[spot].form in {Form.FINITE, Form.PASSIVE}
        for spot in inner
        if spot != place + 1 or not sentence.word(spot).endswith(("ed", "wn", "en"))
    )
    if first in {"who", "whose", "which", "whom"}:
        return True
    if first in PERSONAL or first in {"but", "and", "so", "yet", "that", "because"}:
        return False
    if finite and not any(sentence.word(spot) in {"who", "which", "whose", "that"} for spot in range(place, stop)):
        return False
    return True


def _ends_a_name(sentence: Sentence, comma: int) -> bool:
    """Whether a subject can end before the comma: no leading phrase of place or time, no verb."""
    start = comma
    while start - 1 in sentence.tokens and sentence.word(start - 1) not in {",", ";", ":", "—", "–"}:
        if sentence.word(start - 1) in QUOTE_MARKS:
            break
        start -= 1
    start = _behind_leading_words(sentence, start, comma)
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


def _joins_names(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands in a list ("A, B and C said") and not behind a leading phrase."""
    following = [sentence.word(place) for place in range(comma + 1, min(comma + 6, sentence.tokens.stop))]
    return "and" in following[:5] and _ends_a_name(sentence, comma) and following[0] not in PRONOUNS


def _opens_role(sentence: Sentence, comma: int) -> bool:
    """Whether a comma opens an appositive that no comma closes ("Ann Ek, head of the port, said" written carelessly)."""
    place = comma + 1
    if sentence.word(place) in {"a", "an", "the"}:
        place += 1
    named = sentence.reading.tokens[comma - 1].text[0].isupper() if comma - 1 in sentence.tokens else False
    return named and kind_of(sentence.word(place)) is SourceKind.PERSON and _ends_a_name(sentence, comma)


def _bracket_start(sentence: Sentence, place: int, limit: int) -> int:
    while place > limit and sentence.word(place) not in {"(", "["}:
        place -= 1
    return place


def _behind_leading_words(sentence: Sentence, start: int, stop: int) -> int:
    """Skips what only leads into a subject: "But on Tuesday", "In a statement"."""
    while start < stop:
        word = sentence.word(start)
        if word == "that" and not sentence.word(start - 1)[-1:].isalnum():
            break
        if (
            word in LEADING
            or word in MARKS
            or (is_adverb(word) and word not in {"first", "once", "all", "both", "only", "long"})
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
    """The first token behind a leading phrase ("In a statement Trump ..."); `stop` where it holds the whole."""
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
        if sentence.word(place) in PERSONAL or sentence.word(place) in {"the", "a", "an"}:
            if sentence.word(place - 1) not in PREPOSITIONS and place - start > 1:
                return place
        word = sentence.reading.tokens[place].text
        last = sentence.reading.tokens[place - 1].text
        if (
            word[0].isupper()
            and last[0].islower()
            and sentence.word(place - 1) not in PREPOSITIONS | {"the", "a", "an"}
        ):
            if not last.endswith(("'s", "’s")) and sentence.word(place - 1) not in {"and"}:
                return place
    return stop


def _has_a_word(sentence: Sentence, start: int, stop: int) -> bool:
    return any(sentence.word(place)[:1].isalnum() for place in range(start, stop))


def right_name(sentence: Sentence, start: int) -> range | None:
    """The tokens of a source behind its cue ("said ...", "according to ..."), appositives included."""
    end = sentence.tokens.stop
    if start >= end or sentence.word(start) in MARKS - {"(", "[", "“", '"', "''"}:
        return None
    if sentence.word(start) in PERSONAL | {"him", "them", "me", "us"}:
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
        elif described and place > start and _breaks_off_description(sentence, place):
            break
        place += 1
    while place > start and sentence.word(place - 1) in {",", ";", ":", "—", "–", "-", "--"}:
        place -= 1
    return range(start, place) if place > start else None


def _is_long_quotation(sentence: Sentence, place: int) -> bool:
    pair = sentence.reading.pair_from.get(place)
    return pair is not None and pair.stop - pair.first > 8


def _breaks_off_description(sentence: Sentence, place: int) -> bool:
    """Whether the main clause takes up again behind a described name."""
    return sentence.word(place) in {"but", "although", "though", "because", "while", "whether"}


def _breaks_off(sentence: Sentence, place: int) -> bool:
    """Whether a word starts something that is no longer the name."""
    word = sentence.word(place)
    if word in ENDS_A_NAME:
        return not (word in {"in", "at", "on"} and sentence.word(place - 1) in NAMED_BY_PLACE)
    if word in {"that", "but", "so", "than", "although", "though", "until", "before", "whether", "how", "why"}:
        return word != "that" or place + 1 not in sentence.group_at
    if word == "and":
        return sentence.word(place + 1) in PERSONAL or place + 1 in sentence.group_at
    if word in DAYS or word in {"yesterday", "today"}:
        return True
    group = sentence.group_at.get(place)
    if group is None or group.first != place:
        return False
    return group.form in {Form.FINITE, Form.PASSIVE} and _relative_before(sentence, group) is None


NAMED_BY_PLACE = frozenset(
    "professor director officials official students researchers spokesman spokeswoman spokesperson head chairman "
    "people those leader leaders scientist fellow analyst analysts expert experts residents voters reporter "
    "correspondent officer officers person member members sources source man woman president dean chair".split()
)


def _is_other_name(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands around a second name: "ISIL, or ISIS, ..."."""
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
    for place in range(comma + 1, min(end, comma + 25)):
        if sentence.word(place) in {"who", "whose", "which", "that"}:
            return True
        inner = sentence.group_at.get(place)
        if inner is not None and inner.form in {Form.FINITE, Form.PASSIVE}:
            return False
        if sentence.word(place) == "," and place > comma + 1:
            break
    return True

"""What is said: where a content beside a cue begins and ends; whole quotations are for `quotations`."""

from collections.abc import Callable

from claims.suggestions.clauses import begins_main_clause
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.contexts import OCCASION_NOUNS
from claims.suggestions.lexicons.function_words import COORDINATORS, DAYS, PERSONAL, PREPOSITIONS
from claims.suggestions.lexicons.verbs import Frame
from claims.suggestions.marks import DASHES, FINAL_MARKS, pair_at
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import CLAUSAL, Sentence, VerbGroup

ANOTHER_WITHIN = 8
CONTRASTS = frozenset(("although", "though"))
NOT_A_SECOND_HALF = frozenset(
    ("but", "who", "which", "as", "while", "when", "after", "whose", "citing", "according", "because")
)
CLOSES_A_THING = frozenset(
    ("but", "while", "because", "although", "though", "when", "after", "before", "if", "since", "during")
)
BEHIND_A_THING = (COORDINATORS - {"and", "or"}) | PERSONAL | {"which", "with"}
TIME_RELATIONS = frozenset(("after", "before", "ago", "later"))
REPORTING = frozenset({Frame.SPEECH, Frame.LABEL, Frame.TELL, Frame.URGE})


def statement_stop(sentence: Sentence, start: int, *, subordinate: bool = False) -> int:
    """Where a statement ends that begins at `start`; one in a subordinate clause ends where the main clause begins."""
    return _stop(sentence, start, lambda place: _closes_statement(sentence, place, subordinate=subordinate))


def thing_stop(sentence: Sentence, start: int, *, subordinate: bool = False) -> int:
    """Where the thing ends that is praised, wanted or called something."""

    def closes(place: int) -> bool:
        return _closes_statement(sentence, place, subordinate=subordinate) or _closes_thing(sentence, place)

    return _stop(sentence, start, closes)


def _stop(sentence: Sentence, start: int, closes: Callable[[int], bool]) -> int:
    """The first place outside of quotations where a content closes; a comma counts inside of their last mark, too."""
    depths = sentence.reading.depth_of
    depth = _depth_outside(sentence, start)
    for place in range(start + 1, sentence.tokens.stop):
        if depths[place] < depth or (depths[place] == depth and closes(place)):
            return _trimmed(sentence, start, place)
        if depths[place] > depth and _mark(sentence, place) != sentence.word(place) and closes(place):
            return place + 1
    return _trimmed(sentence, start, _end(sentence, start))


def _depth_outside(sentence: Sentence, start: int) -> int:
    depth = sentence.reading.depth_of[start]
    return depth - 1 if pair_at(sentence, start) is not None else depth


def _end(sentence: Sentence, start: int) -> int:
    """The end of the sentence, or of the quotation that begins in it and ends behind it."""
    running_on = sentence.reading.running_on.get(sentence.tokens.stop - 1)
    return running_on.stop if running_on is not None and running_on.first > start else sentence.tokens.stop


def _closes_statement(sentence: Sentence, place: int, *, subordinate: bool) -> bool:
    word = _mark(sentence, place)
    if word == ";":
        return True
    if word in {"and", "but"}:
        return _reports_next(sentence, place + 1) or _another_says(sentence, place + 1)
    if word == "according" and sentence.word(place + 1) == "to":
        return True
    return word == "," and _closes_at_pause(sentence, place, subordinate=subordinate)


def _mark(sentence: Sentence, place: int) -> str:
    """The word at a place; the comma where the closing mark of a quotation stands behind one."""
    return "," if place + 1 in sentence.reading.pair_to and sentence.word(place - 1) == "," else sentence.word(place)


def _closes_at_pause(sentence: Sentence, comma: int, *, subordinate: bool) -> bool:
    """Whether what follows a comma is no longer part of the statement before it."""
    place = comma + 1
    following = sentence.word(place)
    if following == "according" or (following == "as" and _reports_soon(sentence, place)):
        return True
    if following in {"but", "and"} and (_reports_next(sentence, place + 1) or _another_says(sentence, place + 1)):
        return True
    if following in CONTRASTS:
        return True
    group = sentence.group_at.get(place)
    form = group.form if group is not None and group.first == place else None
    if subordinate and (begins_main_clause(sentence, place) or form in CLAUSAL):
        return True
    if group is not None and form is Form.GERUND:
        return reports(group)
    return _is_postposed(sentence, comma)


def _another_says(sentence: Sentence, place: int) -> bool:
    """Whether somebody else speaks here: "..., and others said"."""
    for spot in range(place, min(place + ANOTHER_WITHIN, sentence.tokens.stop)):
        group = sentence.group_at.get(spot)
        if group is not None:
            if group.first == place or group.form is not Form.FINITE or group.verb is None:
                return False
            speaks = {Frame.SPEECH, Frame.BARE} <= group.verb.frames
            return speaks and can_speak(sentence.reading, range(place, group.first))
        if sentence.word(spot) in PREPOSITIONS | {","}:
            return False
    return False


def reports(group: VerbGroup) -> bool:
    return group.verb is not None and bool(group.verb.frames & REPORTING or group.verb.prepositions)


def _reports_next(sentence: Sentence, place: int) -> bool:
    """Whether another attribution of the same subject begins: "and added ..."."""
    group = sentence.group_at.get(place)
    if group is None or group.first != place or group.form not in CLAUSAL:
        return False
    return group.verb is not None and bool(group.verb.frames & REPORTING)


def _reports_soon(sentence: Sentence, place: int) -> bool:
    groups = (sentence.group_at.get(spot) for spot in range(place + 1, place + 5))
    group = next((found for found in groups if found is not None), None)
    return group is not None and group.verb is not None and Frame.SPEECH in group.verb.frames


def _is_postposed(sentence: Sentence, comma: int) -> bool:
    """Whether ", he said." follows: another attribution of the same statement."""
    if sentence.word(comma + 1) not in PERSONAL:
        return False
    group = sentence.group_at.get(comma + 2)
    if group is None or group.verb is None or Frame.SPEECH not in group.verb.frames:
        return False
    return sentence.word(group.stop) in {".", "", ","}


def _closes_thing(sentence: Sentence, place: int) -> bool:
    word, following = _mark(sentence, place), sentence.word(place + 1)
    if word in CLOSES_A_THING:
        return True
    if word == "as":
        return sentence.word(place - 1) == "," or following in PERSONAL
    if word in {"in", "on", "at", "by"}:
        return is_occasion(sentence, place)
    if word not in {",", "and"}:
        return False
    group = sentence.group_at.get(place + 1)
    if group is not None and group.form in CLAUSAL | {Form.GERUND}:
        return True
    return word == "," and (following in BEHIND_A_THING or sentence.word(place + 2) in TIME_RELATIONS)


def is_occasion(sentence: Sentence, place: int) -> bool:
    """Whether a phrase tells when or where something was said: "on Tuesday", "in an interview"."""
    for spot in range(place + 1, min(sentence.tokens.stop, place + 7)):
        word = sentence.word(spot)
        if word in OCCASION_NOUNS or word in DAYS:
            return True
        if word in PREPOSITIONS or word in {",", ".", "and"} or spot in sentence.group_at:
            return False
    return False


def _trimmed(sentence: Sentence, start: int, stop: int) -> int:
    """Leaves out the marks that end a sentence, unless they stand inside of a quotation."""
    depth = _depth_outside(sentence, start)
    while stop - 1 > start and _is_final(sentence, start, stop, depth):
        stop -= 1
    return stop


def _is_final(sentence: Sentence, start: int, stop: int, depth: int) -> bool:
    """Whether the token before `stop` ends a sentence, a bracket or a quotation in which the content only stands."""
    reading = sentence.reading
    pair = reading.pair_to.get(stop)
    if pair is not None:
        return pair.first < start
    mark = reading.words[stop - 1]
    if mark not in FINAL_MARKS or reading.depth_of[stop - 1] > depth:
        return False
    return mark != ")" or "(" not in reading.words[start:stop]


def statement_before(sentence: Sentence, stop: int) -> range | None:
    """The statement that ends before `stop` ("..., he said"), with the sentence it begins."""
    start = _behind_dateline(sentence)
    while start < stop and sentence.word(start) in {"-", "•", "*", ",", "—", "–", ")", "("}:
        start += 1
    if sentence.word(start) in COORDINATORS and sentence.word(start + 1) == ",":
        start += 2
    for place in range(stop - 1, start, -1):
        if sentence.word(place) == ";":
            start = place + 1
            break
    return range(start, stop) if stop > start else None


def _behind_dateline(sentence: Sentence) -> int:
    """Behind "VELM, Eriand (AP) -", where a sentence opens so."""
    start = sentence.tokens.start
    if not sentence.reading.tokens[start].text.isupper() or len(sentence.word(start)) < 4:
        return start
    for place in range(start + 1, min(start + 9, sentence.tokens.stop)):
        if sentence.word(place) in DASHES | {"-"}:
            return place + 1
        if sentence.reading.tokens[place].text[0].islower():
            break
    return start


def rest_of_statement(sentence: Sentence, start: int) -> range | None:
    """The second half of a statement, behind the comma that closes its attribution; None where another clause opens."""
    following = sentence.word(start)
    group = sentence.group_at.get(start)
    if following in NOT_A_SECOND_HALF or not following:
        return None
    if following == "and" and start + 1 not in sentence.group_at and sentence.word(start + 1) not in PERSONAL:
        return None
    if group is not None and group.form is Form.GERUND and following != "including":
        return None
    stop = statement_stop(sentence, start)
    return range(start, stop) if stop > start else None

"""Quotations beside a cue: the one before it, the one behind it, and the one in which the speaker goes on."""

from claims.suggestions.contents import rest_of_statement, statement_stop
from claims.suggestions.marks import FINAL_MARKS, QUOTE_MARKS, pair_at, pair_until
from claims.suggestions.tokens import Pair
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import Sentence

SHORT = 6
WHOLE = 12
"""A quotation longer than this is not only a part of a statement."""
PAUSES = frozenset((",", "?", "!", "—", "–"))
BEHIND_A_WHOLE = frozenset(
    ("and", "according", "when", "while", "after", "as", "before", "because", "in", "on", "during")
)


def quotation_before(sentence: Sentence, place: int) -> Pair | None:
    """The quotation that ends right before `place`, in this sentence or as the question before it."""
    reading = sentence.reading
    if place - 1 in sentence.tokens and reading.words[place - 1] == ",":
        place -= 1
    pair = pair_until(sentence, place)
    if pair is None or not _is_speech(sentence, pair):
        return None
    if place > sentence.tokens.start:
        return pair
    runs_on = reading.words[place - 2] in PAUSES | {"…", "..."} and _same_paragraph(sentence, place)
    return pair if runs_on else None


def _is_speech(sentence: Sentence, pair: Pair) -> bool:
    """Whether a quotation is more than a word in somebody's own sentence: 'over a "disastrous" retreat'."""
    words = sentence.reading.words
    mark = words[pair.stop - 2] if pair.stop - pair.first > 2 else ""
    following = words[pair.stop] if pair.stop < len(words) else ""
    return pair.stop - pair.first > SHORT or bool({mark, following} & PAUSES)


def _same_paragraph(sentence: Sentence, place: int) -> bool:
    reading = sentence.reading
    before = reading.sentence_of[place - 1]
    return reading.paragraph_of[before] == reading.paragraph_of[reading.sentence_of[sentence.tokens.start]]


def later_quotation(sentence: Sentence) -> range | None:
    """The quotation in which a sentence goes on: the next of the paragraph, when it is a sentence by itself."""
    reading = sentence.reading
    place = sentence.tokens.stop
    if place >= len(reading.tokens):
        return None
    index = reading.sentence_of[place]
    if reading.paragraph_of[index] != reading.paragraph_of[index - 1]:
        return None
    pair = reading.pair_from.get(place)
    if pair is None:
        return None
    if pair.stop >= len(reading.tokens) or reading.sentence_of[pair.stop] != reading.sentence_of[pair.stop - 1]:
        return range(pair.first, pair.stop)
    return None


def quotation_at(sentence: Sentence, place: int) -> range | None:
    """The quotation that opens at `place`; with the rest of its statement, where only a part is quoted."""
    pair = pair_at(sentence, place)
    if pair is None:
        return None
    following = sentence.word(pair.stop)
    group = sentence.group_at.get(pair.stop)
    is_whole = (
        pair.stop - pair.first > WHOLE
        or not following
        or following in FINAL_MARKS | QUOTE_MARKS | BEHIND_A_WHOLE
        or (group is not None and group.form is Form.GERUND)
    )
    return range(pair.first, pair.stop if is_whole else statement_stop(sentence, pair.first))


def goes_on(sentence: Sentence, place: int) -> range | None:
    """The second half of a statement that is broken by its attribution ("The port, he said, is closed")."""
    if sentence.word(place) != ",":
        return None
    return quotation_at(sentence, place + 1) or rest_of_statement(sentence, place + 1)

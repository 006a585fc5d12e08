"""Quotations beside a cue: the one before it, the one behind it, and the one in which the speaker goes on."""

from collections.abc import Sequence

from claims.suggestions.contents import rest_of_statement, statement_stop
from claims.suggestions.lexicons.verbs import FORMS, VERBS, Frame
from claims.suggestions.marks import FINAL_MARKS, QUOTE_MARKS, pair_at, pair_until
from claims.suggestions.tokens import Pair
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import Sentence

SHORT = 6
WHOLE = 12
"""A quotation longer than this is not only a part of a statement."""
RESUMES_WITHIN = 25
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
    runs_on = reading.words[place - 2] in PAUSES | {"…", "..."} and _paragraph(sentence, place - 1) == _paragraph(
        sentence, sentence.tokens.start
    )
    return pair if runs_on else None


def _is_speech(sentence: Sentence, pair: Pair) -> bool:
    """Whether a quotation is more than a word in somebody's own sentence: 'over a "disastrous" retreat'."""
    words = sentence.reading.words
    mark = words[pair.stop - 2] if pair.stop - pair.first > 2 else ""
    following = words[pair.stop] if pair.stop < len(words) else ""
    return pair.stop - pair.first > SHORT or bool({mark, following} & PAUSES)


def later_quotation(sentence: Sentence) -> range | None:
    """The quotation in which a sentence goes on: behind it in its paragraph, or the whole of the next paragraph."""
    reading = sentence.reading
    place = sentence.tokens.stop
    pair = reading.pair_from.get(place)
    if pair is None:
        return None
    last = reading.sentence_of[pair.stop - 1]
    ends_sentence = pair.stop == reading.sentences[last].stop
    if _paragraph(sentence, place) != _paragraph(sentence, place - 1):
        ends_paragraph = ends_sentence and _paragraph(sentence, pair.stop) != _paragraph(sentence, place)
        return range(pair.first, pair.stop) if ends_paragraph else None
    return range(pair.first, pair.stop) if ends_sentence else _with_its_end(sentence, pair)


def _paragraph(sentence: Sentence, place: int) -> int:
    """The paragraph of a token, -1 behind the last one."""
    reading = sentence.reading
    return reading.paragraph_of[reading.sentence_of[place]] if place < len(reading.tokens) else -1


def _with_its_end(sentence: Sentence, pair: Pair) -> range | None:
    """A quotation with the words of its sentence behind it, unless they say whose it is."""
    reading = sentence.reading
    end = reading.sentences[reading.sentence_of[pair.stop]].stop
    is_short = pair.stop - pair.first < SHORT
    if is_short or reading.words[pair.stop - 2] in PAUSES | {".", "…"} or _speaks(reading.words[pair.stop : end]):
        return None
    return range(pair.first, end - (reading.words[end - 1] in FINAL_MARKS))


def _speaks(words: Sequence[str]) -> bool:
    """Whether a verb of speech stands among words, which then are somebody's own attribution."""
    return any(Frame.SPEECH in VERBS[base].frames for word in words for base, _ in FORMS.get(word, ()))


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


def with_its_beginning(sentence: Sentence, pair: Pair) -> range:
    """A quotation with the words of its sentence that stand before it: 'The port "is closed for good," he said'."""
    if pair.first not in sentence.tokens or pair.first == sentence.tokens.start:
        return range(pair.first, pair.stop)
    start = sentence.tokens.start
    attributed = any(
        group.stop <= pair.first and group.verb is not None and Frame.SPEECH in group.verb.frames
        for group in sentence.groups
    )
    if attributed or sentence.reading.depth_of[start] or sentence.word(pair.first - 1) == ":":
        return range(pair.first, pair.stop)
    return range(start, pair.stop)


def resumed(sentence: Sentence, place: int) -> range | None:
    """The quotation that goes on in the same sentence: '"It is late," she said on Monday, "and dark."'."""
    for spot in range(place, min(place + RESUMES_WITHIN, sentence.tokens.stop)):
        if sentence.word(spot) in {",", "—", "–"} and pair_at(sentence, spot + 1) is not None:
            return quotation_at(sentence, spot + 1)
    return None


def goes_on(sentence: Sentence, place: int) -> range | None:
    """The second half of a statement that is broken by its attribution ("The port, he said, is closed")."""
    if sentence.word(place) != ",":
        return None
    return quotation_at(sentence, place + 1) or rest_of_statement(sentence, place + 1)

"""Attributions by a phrase instead of a verb: "according to", "as per", "in the words of"."""

from collections.abc import Iterator

from claims.suggestions.contents import later_quotation, quotation_before, statement_before, statement_stop
from claims.suggestions.findings import Finding
from claims.suggestions.marks import DASHES, QUOTE_MARKS
from claims.suggestions.sources import right_name
from claims.suggestions.verb_groups import Form, Sentence

PHRASES = (("according", "to"), ("as", "per"), ("in", "the", "words", "of"), ("in", "the", "view", "of"))
PHRASES_BY_FIRST = {
    first: tuple(phrase for phrase in PHRASES if phrase[0] == first) for first in {phrase[0] for phrase in PHRASES}
}


def find_by_phrase(sentence: Sentence) -> Iterator[Finding]:
    words = sentence.reading.words
    for place in sentence.tokens:
        for phrase in PHRASES_BY_FIRST.get(words[place], ()):
            if all(sentence.word(place + offset) == word for offset, word in enumerate(phrase)):
                finding = _find(sentence, range(place, place + len(phrase)))
                if finding is not None:
                    yield finding


def _find(sentence: Sentence, cue: range) -> Finding | None:
    before = sentence.word(cue.start - 1)
    leads = cue.start == sentence.tokens.start or before in QUOTE_MARKS | DASHES | {"but", "and", ":", "that", "("}
    name = right_name(sentence, cue.stop)
    if name is None:
        return None
    if leads:
        name = _until_statement(sentence, name)
    pair = quotation_before(sentence, cue.start)
    if pair is not None:
        content = (range(pair.first, pair.stop), later_quotation(sentence))
    elif leads or (
        before == "," and sentence.word(name.stop) == "," and sentence.word(cue.start - 2) in {"but", "and"}
    ):
        if sentence.word(name.stop) != ",":
            return None
        stop = statement_stop(sentence, name.stop + 1) if name.stop + 1 < sentence.tokens.stop else 0
        if stop <= name.stop + 1:
            return None
        content = (range(name.stop + 1, stop), None)
    else:
        content = (statement_before(sentence, cue.start - (before == ",")), None)
    if leads is False and content[0] is not None and not _has_verb(sentence, content[0]):
        stop = sentence.tokens.stop
        if sentence.word(name.stop) == "," and name.stop + 1 < stop:
            content = (range(name.stop + 1, statement_stop(sentence, name.stop + 1)), None)
    contents = tuple(part for part in content if part)
    if not contents:
        return None
    return Finding("-".join(sentence.word(place) for place in cue), name, cue, contents)


def _until_statement(sentence: Sentence, name: range) -> range:
    """The name up to the comma behind which the statement begins; an appositive may stand between."""
    for place in name:
        if sentence.word(place) == "," and sentence.word(place + 1) not in {"a", "an", "who", "whose", "which"}:
            return range(name.start, place)
    return name


def _has_verb(sentence: Sentence, part: range) -> bool:
    return any(group.first in part and group.form in {Form.FINITE, Form.PASSIVE} for group in sentence.groups)

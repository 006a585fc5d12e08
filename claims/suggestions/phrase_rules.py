"""Attributions by a phrase instead of a verb: "according to", "as per", "in the words of"."""

from collections.abc import Iterator

from claims.suggestions.clauses import has_verb
from claims.suggestions.contents import rest_of_statement, statement_before
from claims.suggestions.findings import Finding
from claims.suggestions.marks import DASHES
from claims.suggestions.names_behind import right_name
from claims.suggestions.quotations import later_quotation, quotation_before, with_its_beginning
from claims.suggestions.tokens import OPENS
from claims.suggestions.verb_groups import Sentence

PHRASES = (
    ("according", "to"),
    ("as", "per"),
    ("as", "reported", "by"),
    ("as", "noted", "by"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
)
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
    name = right_name(sentence, cue.stop)
    if name is None:
        return None
    if _leads(sentence, cue):
        name = _until_statement(sentence, name)
        contents: tuple[range | None, ...] = (rest_of_statement(sentence, name.stop + 1),)
    else:
        contents = _around(sentence, cue, name)
    found = tuple(part for part in contents if part)
    return Finding("-".join(sentence.word(place) for place in cue), name, cue, found) if found else None


def _leads(sentence: Sentence, cue: range) -> bool:
    """Whether the statement stands behind: "According to the guard, ..."."""
    before = sentence.word(cue.start - 1)
    if before == ",":
        before = sentence.word(cue.start - 2)
        return before in {"but", "and"}
    return not before or before in DASHES | {"but", "and", ":", "that", "("} or before in OPENS


def _around(sentence: Sentence, cue: range, name: range) -> tuple[range | None, ...]:
    """The statement before the phrase, behind it, or both, where the phrase breaks it."""
    pair = quotation_before(sentence, cue.start)
    if pair is not None:
        return with_its_beginning(sentence, pair), later_quotation(sentence)
    before = statement_before(sentence, cue.start - (sentence.word(cue.start - 1) == ","))
    if before is None or has_verb(sentence, before) or sentence.word(name.stop) != ",":
        return (before,)
    behind = rest_of_statement(sentence, name.stop + 1)
    breaks = name.stop + 1 in sentence.group_at
    return (before, behind) if breaks or behind is None else (behind,)


def _until_statement(sentence: Sentence, name: range) -> range:
    """The name up to the comma behind which the statement begins; an appositive may stand between."""
    for place in name:
        if sentence.word(place) == "," and sentence.word(place + 1) not in {"a", "an", "who", "whose", "which"}:
            return range(name.start, place)
    return name

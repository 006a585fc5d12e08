"""Attributions by shape alone, for verbs the lexicon does not know: beside a quotation, or in front of "that"."""

from claims.suggestions.clauses import is_clause
from claims.suggestions.contents import statement_stop
from claims.suggestions.findings import Finding
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.function_words import AUXILIARIES, PREPOSITIONS
from claims.suggestions.marks import pair_at
from claims.suggestions.names_behind import right_name
from claims.suggestions.quotations import later_quotation, quotation_at, quotation_before
from claims.suggestions.sources import left_subject
from claims.suggestions.verb_forms import SHAPES, Form
from claims.suggestions.verb_groups import Sentence, VerbGroup

LONG_QUOTATION = 6


def find_by_structure(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """A quotation or "that" beside a verb that is not in the lexicon."""
    if group.form is not Form.FINITE or sentence.word(group.head) in AUXILIARIES:
        return None
    return _behind_quotation(sentence, group) or _before_quotation(sentence, group) or _before_that(sentence, group)


def _finding(sentence: Sentence, group: VerbGroup, rule: str, source: range, *parts: range | None) -> Finding | None:
    contents = tuple(part for part in parts if part)
    if not contents or not can_speak(sentence.reading, source):
        return None
    return Finding(rule, source, range(group.first, group.stop), contents, group, sentence.word(group.head))


def _behind_quotation(sentence: Sentence, group: VerbGroup) -> Finding | None:
    source = left_subject(sentence, group)
    pair = quotation_before(sentence, source.start) if source is not None else None
    if pair is None:
        pair = quotation_before(sentence, group.first)
        source = right_name(sentence, group.stop) if pair is not None else None
    if pair is None or source is None or pair.stop - pair.first < LONG_QUOTATION:
        return None
    if sentence.reading.words[pair.stop - 2] not in {",", "?", "!", "—"} and sentence.word(pair.stop) != ",":
        return None
    return _finding(
        sentence, group, "unknown-quotation", source, range(pair.first, pair.stop), later_quotation(sentence)
    )


def _before_quotation(sentence: Sentence, group: VerbGroup) -> Finding | None:
    mark = sentence.word(group.stop)
    place = group.stop + 1
    if mark not in {",", ":"}:
        return None
    pair = pair_at(sentence, place) if place in sentence.tokens else None
    source = left_subject(sentence, group)
    if pair is None or source is None or pair.stop - pair.first < LONG_QUOTATION:
        return None
    return _finding(
        sentence, group, "unknown-quotation", source, quotation_at(sentence, place), later_quotation(sentence)
    )


def _before_that(sentence: Sentence, group: VerbGroup) -> Finding | None:
    is_known = group.verb is not None or sentence.word(group.head) in SHAPES
    if is_known or sentence.word(group.stop) != "that" or not is_clause(sentence, group.stop + 1):
        return None
    source = left_subject(sentence, group)
    if source is None or sentence.word(group.stop + 1) in PREPOSITIONS:
        return None
    content = range(group.stop, statement_stop(sentence, group.stop))
    return _finding(sentence, group, "unknown-that", source, content)

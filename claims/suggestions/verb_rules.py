"""Attributions by a verb of the lexicon: "he said that ...", "..., said she", "they praised it"."""

from claims.suggestions.clauses import has_verb, is_subordinate
from claims.suggestions.contents import statement_before, statement_stop, thing_stop
from claims.suggestions.cues import Behind, Follows, behind, behind_adjuncts
from claims.suggestions.findings import Finding
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.contexts import SUBORDINATE
from claims.suggestions.lexicons.function_words import COORDINATORS, MODALS, PREPOSITIONS, RELATIVES, is_adverb
from claims.suggestions.lexicons.verbs import NEEDS_AS, Frame
from claims.suggestions.names_behind import right_name
from claims.suggestions.quotations import (
    goes_on,
    later_quotation,
    quotation_at,
    quotation_before,
    resumed,
    with_its_beginning,
)
from claims.suggestions.sources import left_subject
from claims.suggestions.subjects import subject
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import Sentence, VerbGroup

STATEMENTS = {
    Follows.THAT: "verb-that",
    Follows.CLAUSE: "verb-clause",
    Follows.QUESTION: "verb-question",
}
THINGS = {
    Follows.INFINITIVE: "verb-infinitive",
    Follows.PREPOSITION: "verb-preposition",
    Follows.OBJECT: "verb-object",
}
SMALL_WORD_WITHIN = 10


def find_by_verb(sentence: Sentence, group: VerbGroup) -> Finding | None:
    if group.verb is None or group.form not in {Form.FINITE, Form.GERUND}:
        return None
    following = behind(sentence, group)
    speaks = bool(group.verb.frames & {Frame.SPEECH, Frame.TELL})
    found = None
    if speaks and group.form is Form.FINITE:
        found = (
            _inverted(sentence, group)
            or _postposed(sentence, group, following)
            or _as_somebody_says(sentence, group, following)
        )
    return found or _preposed(sentence, group, following)


def _finding(
    group: VerbGroup, rule: str, source: range | None, content: tuple[range | None, ...], *, cue_stop: int | None = None
) -> Finding | None:
    contents = tuple(part for part in content if part)
    if not contents or group.verb is None:
        return None
    return Finding(rule, source, range(group.first, cue_stop or group.stop), contents, group, group.verb.base)


def _inverted(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """Content, verb, name: "..., said the minister"."""
    before = sentence.word(group.first - 1)
    pair = quotation_before(sentence, group.first)
    if pair is None and before != ",":
        return None
    name = right_name(sentence, group.stop)
    if name is None or sentence.word(name.start) in PREPOSITIONS | {"that", "to"}:
        return None
    if pair is not None:
        quoted = with_its_beginning(sentence, pair)
        more = resumed(sentence, name.stop) or later_quotation(sentence)
        return _finding(group, "quotation-verb-name", name, (quoted, more))
    if left_subject(sentence, group) is not None or sentence.word(name.stop) not in {".", "", ","}:
        return None
    return _finding(group, "statement-verb-name", name, (statement_before(sentence, group.first - 1),))


def _postposed(sentence: Sentence, group: VerbGroup, following: Behind) -> Finding | None:
    """Content, name, verb: "..., the minister said"."""
    source = left_subject(sentence, group)
    if source is None:
        return None
    pair = quotation_before(sentence, source.start)
    if pair is not None:
        if following.kind in STATEMENTS:
            return None
        more = resumed(sentence, group.stop) or later_quotation(sentence)
        return _finding(group, "quotation-name-verb", source, (with_its_beginning(sentence, pair), more))
    if sentence.word(source.start - 1) != "," or not _ends_soon(sentence, group, following):
        return None
    stated = statement_before(sentence, source.start - 1)
    if following.kind is Follows.QUOTATION and _only_leads(sentence, stated):
        return None
    end = behind_adjuncts(sentence, group.stop) if following.kind is not Follows.NOTHING else following.place
    more = quotation_at(sentence, following.place) if following.kind is Follows.QUOTATION else goes_on(sentence, end)
    if (stated is None or not has_verb(sentence, stated)) and more is None:
        return None
    if more is None:
        more = later_quotation(sentence)
    return _finding(group, "statement-name-verb", source, (stated, more))


def _as_somebody_says(sentence: Sentence, group: VerbGroup, following: Behind) -> Finding | None:
    """A statement with "as" and whose it is: "As the paper noted, ...", "..., as he put it"."""
    source = left_subject(sentence, group)
    if source is None or following.kind is not Follows.NOTHING or sentence.word(source.start - 1) != "as":
        return None
    place = source.start - 1
    if place == sentence.tokens.start or sentence.word(place - 1) in {"and", "but"}:
        content = goes_on(sentence, following.place)
    else:
        content = statement_before(sentence, place - (sentence.word(place - 1) == ","))
    if content is None or not has_verb(sentence, content):
        return None
    return _finding(group, "as-said", source, (content,))


def _ends_soon(sentence: Sentence, group: VerbGroup, following: Behind) -> bool:
    """Whether nothing that could be a content stands behind the verb."""
    if following.kind is Follows.QUOTATION:
        return sentence.word(following.place - 1) == ","
    return following.kind is Follows.NOTHING and sentence.word(following.place) in {".", "", ",", "?", "!", ")"}


def _only_leads(sentence: Sentence, part: range | None) -> bool:
    """Whether the words in front of a subject only lead into the sentence: "In a statement, ..."."""
    if part is None or has_verb(sentence, part):
        return part is None
    return sentence.word(part.start) in PREPOSITIONS | COORDINATORS or is_adverb(sentence.word(part.start))


def _preposed(sentence: Sentence, group: VerbGroup, following: Behind) -> Finding | None:
    """Name, verb, content: "the minister said that ..."."""
    assert group.verb is not None
    if following.kind is Follows.NOTHING or following.place not in sentence.tokens:
        return None
    source = subject(sentence, group)
    if source is None and group.form is not Form.GERUND:
        return None
    subordinate = is_subordinate(sentence, source, verb=group.first)
    place, cue_stop = following.place, following.cue_stop
    if following.kind is Follows.QUOTATION:
        quoted = quotation_at(sentence, place)
        if quoted is None and sentence.word(place - 1) != ":":
            return None
        quoted = quoted or range(place, statement_stop(sentence, place))
        return _finding(group, "verb-quotation", source, (quoted, later_quotation(sentence)), cue_stop=cue_stop)
    if following.kind in STATEMENTS:
        content = range(place, statement_stop(sentence, place, subordinate=subordinate))
        return _finding(group, STATEMENTS[following.kind], source, (content,), cue_stop=cue_stop)
    if source is None or not _may_be_thing(sentence, group, source, following):
        return None
    content = range(place, thing_stop(sentence, place, subordinate=subordinate))
    return _finding(group, THINGS[following.kind], source, (content,), cue_stop=cue_stop)


def _may_be_thing(sentence: Sentence, group: VerbGroup, source: range, following: Behind) -> bool:
    assert group.verb is not None
    reading = sentence.reading
    if any(word in MODALS or word == "if" for word in reading.words[group.first : group.head]) or group.negated:
        return False
    if sentence.word(source.start) in RELATIVES | {"it", "you"} or not can_speak(reading, source):
        return False
    if sentence.word(source.start - 1) in SUBORDINATE - {"as"}:
        return False
    if following.kind is not Follows.OBJECT:
        return True
    near = sentence.reading.words[following.place : min(following.place + SMALL_WORD_WITHIN, sentence.tokens.stop)]
    if group.verb.base in NEEDS_AS:
        return "as" in near
    frames = group.verb.frames
    return bool(frames & {Frame.OBJECT, Frame.LABEL}) or (Frame.URGE in frames and "to" in near)

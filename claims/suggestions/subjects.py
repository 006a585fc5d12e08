"""The subject of a verb that has none beside it: participles, infinitives and second verbs share one; see `sources`."""

from claims.suggestions.lexicons.function_words import COORDINATORS, PREPOSITIONS, RELATIVES, SUBORDINATORS
from claims.suggestions.lexicons.verbs import Frame
from claims.suggestions.marks import DASHES, QUOTE_MARKS
from claims.suggestions.names_behind import right_name
from claims.suggestions.sources import left_subject, noun_before
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import CLAUSAL, Sentence, VerbGroup


def subject(sentence: Sentence, group: VerbGroup) -> range | None:
    """Who does what a verb group says, wherever in the sentence that stands."""
    if group.form is Form.GERUND and _follows_its_noun(sentence, group):
        return noun_before(sentence, group.first)
    if group.form in {Form.GERUND, Form.INFINITIVE} or sentence.word(group.first - 1) in COORDINATORS | {","}:
        if group.form is Form.FINITE and sentence.word(group.first - 1) == ",":
            own = left_subject(sentence, group)
            if own is not None:
                return own
        return _shared_subject(sentence, group)
    return left_subject(sentence, group)


def _shared_subject(sentence: Sentence, group: VerbGroup) -> range | None:
    """The subject of the nearest verb before this one that has its own, or of the main clause behind a participle."""
    depth = sentence.reading.depth_of[group.first]
    before = [
        other
        for other in sentence.groups
        if other.stop <= group.first and other.form in CLAUSAL and sentence.reading.depth_of[other.first] <= depth
    ]
    nearest = None
    for other in reversed(before):
        found = _own_subject(sentence, other)
        if found is None or (sentence.word(found.start) in RELATIVES and group.form is Form.GERUND):
            continue
        nearest = nearest or found
        if not _is_within_a_clause(sentence, found):
            return found
    return nearest if before else _later_subject(sentence, group)


def _own_subject(sentence: Sentence, group: VerbGroup) -> range | None:
    """The subject beside a verb, on its right where a statement stands before it ("..., says the report, adding")."""
    found = left_subject(sentence, group)
    if found is not None or group.verb is None or Frame.SPEECH not in group.verb.frames:
        return found
    before = sentence.word(group.first - 1)
    return right_name(sentence, group.stop) if before in QUOTE_MARKS | {","} else None


def _later_subject(sentence: Sentence, group: VerbGroup) -> range | None:
    """The subject of the main clause, for a participle that opens the sentence."""
    if group.form is not Form.GERUND or group.first != sentence.tokens.start:
        return None
    comma = next((spot for spot in range(group.stop, sentence.tokens.stop) if sentence.word(spot) == ","), None)
    if comma is None:
        return None
    main = next((other for other in sentence.groups if other.first > comma and other.form is Form.FINITE), None)
    return left_subject(sentence, main) if main is not None else None


def _is_within_a_clause(sentence: Sentence, found: range) -> bool:
    """Whether a subject belongs to what somebody says or to a clause of time or reason, not to the main clause."""
    before = sentence.word(found.start - 1)
    return before in SUBORDINATORS | RELATIVES or found.start - 1 in sentence.group_at


def _follows_its_noun(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a participle describes the noun right before it: "a group supporting the plan"."""
    before = sentence.word(group.first - 1)
    if group.first == sentence.tokens.start or before in COORDINATORS | PREPOSITIONS | {",", "that"} | DASHES:
        return False
    return before[-1:].isalnum() and group.first - 1 not in sentence.group_at

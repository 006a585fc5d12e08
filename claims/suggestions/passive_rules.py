"""Attributions by a passive: "claimed by the group", "is expected to ...", "was asked whether ...", "seems to ..."."""

from claims.suggestions.clauses import is_clause, is_subordinate
from claims.suggestions.contents import statement_stop, thing_stop
from claims.suggestions.cues import behind_adjuncts
from claims.suggestions.findings import Finding
from claims.suggestions.heads import can_speak
from claims.suggestions.lexicons.entries import words
from claims.suggestions.lexicons.function_words import QUESTION_WORDS, RELATIVES
from claims.suggestions.lexicons.verbs import Frame
from claims.suggestions.marks import ENDING_MARKS
from claims.suggestions.names_behind import right_name
from claims.suggestions.sources import left_subject, noun_before
from claims.suggestions.verb_forms import Form
from claims.suggestions.verb_groups import Sentence, VerbGroup

HEARSAY = words(
    "expect believe say think report allege suppose assume rumor rumour estimate project predict presume understand "
    "deem consider know fear hold accuse claim describe"
)
LABELS = words("describe call dub brand deem consider view regard portray depict characterize label hail see")


def find_by_passive(sentence: Sentence, group: VerbGroup) -> Finding | None:
    if group.verb is None:
        return None
    if group.form is Form.REDUCED:
        return _asked_first(sentence, group) or _claimed_by(sentence, group)
    if group.form is Form.FINITE and Frame.SEEM in group.verb.frames:
        return _seeming(sentence, group)
    if group.form is not Form.PASSIVE:
        return None
    following = sentence.word(group.stop)
    if following == "by":
        return _by_agent(sentence, group)
    if following == "to" and group.verb.base in HEARSAY and group.stop + 1 in sentence.group_at:
        return _about_subject(sentence, group, "hearsay", group.stop)
    if group.verb.base in LABELS and following not in ENDING_MARKS | {
        "to",
        "in",
        "on",
        "at",
        "and",
        "for",
        "with",
        "that",
    }:
        start = group.stop + 1 if following == "as" else group.stop
        return _about_subject(sentence, group, "labelled", start) if start in sentence.tokens else None
    return _asked(sentence, group)


def _by_agent(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """Content, passive, name: "the attack was claimed by the group"."""
    assert group.verb is not None
    if not group.verb.frames & {Frame.SPEECH, Frame.LABEL, Frame.OBJECT} or group.negated:
        return None
    content = left_subject(sentence, group)
    source = right_name(sentence, group.stop + 1)
    if content is None or source is None or not can_speak(sentence.reading, source):
        return None
    return Finding("passive-by", source, range(group.first, group.stop), (content,), group, group.verb.base)


def _claimed_by(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """Content, participle, name: "the attack, claimed by the group, ..."."""
    assert group.verb is not None
    if sentence.word(group.stop) != "by" or Frame.SPEECH not in group.verb.frames:
        return None
    comma = sentence.word(group.first - 1) == ","
    content = noun_before(sentence, group.first - comma)
    source = right_name(sentence, group.stop + 1)
    if content is None or source is None or not can_speak(sentence.reading, source):
        return None
    return Finding("passive-by", source, range(group.first, group.stop), (content,), group, group.verb.base)


def _about_subject(sentence: Sentence, group: VerbGroup, rule: str, start: int) -> Finding | None:
    """Nobody is named who says it: "he is expected to win", "it is considered a risk"."""
    assert group.verb is not None
    about = left_subject(sentence, group)
    if about is None:
        return None
    subordinate = is_subordinate(sentence, about, verb=group.first)
    content = range(start, thing_stop(sentence, start, subordinate=subordinate))
    if not content:
        return None
    cue = range(group.first, start if sentence.word(start) != "to" else group.stop)
    parts = (content,) if sentence.word(about.start) == "it" else (about, content)
    return Finding(rule, None, cue, parts, group, group.verb.base)


def _asked(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """What somebody was asked or told, by whom is not said; or "it was said that"."""
    assert group.verb is not None
    place = behind_adjuncts(sentence, group.stop)
    word = sentence.word(place)
    about = word == "about" and group.verb.base in {"ask", "question"}
    states = word == "that" and bool(group.verb.frames & {Frame.CLAUSE, Frame.TELL})
    asks = word in QUESTION_WORDS and group.verb.base in {"ask", "tell", "question"}
    tells = group.verb.base == "tell" and is_clause(sentence, place)
    if not (about or states or asks or tells):
        return None
    start = place + about
    cue_stop = start if about else group.stop
    if start >= sentence.tokens.stop:
        return None
    subject = left_subject(sentence, group)
    subordinate = is_subordinate(sentence, subject, verb=group.first)
    content = range(start, statement_stop(sentence, start, subordinate=subordinate))
    return Finding("passive-asked", None, range(group.first, cue_stop), (content,), group, group.verb.base)


def _asked_first(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """A sentence that opens with a question: "Asked about the delay, he left"."""
    assert group.verb is not None
    if group.verb.base not in {"ask", "question", "press"} or group.first > sentence.tokens.start + 1:
        return None
    word = sentence.word(group.stop)
    if word not in QUESTION_WORDS | {"about", "by"} or word == "by":
        return None
    start = group.stop + (word == "about")
    content = range(start, statement_stop(sentence, start, subordinate=True)) if start < sentence.tokens.stop else None
    if not content:
        return None
    return Finding("passive-asked", None, range(group.first, start), (content,), group, group.verb.base)


def _seeming(sentence: Sentence, group: VerbGroup) -> Finding | None:
    """Nobody is named to whom it seems so: "the port seems closed"."""
    assert group.verb is not None
    following = sentence.word(group.stop)
    if following in ENDING_MARKS | {
        "at",
        "for",
        "in",
        "on",
        "forward",
        "up",
        "back",
        "into",
        "before",
        "after",
        "with",
    }:
        return None
    if group.verb.base in {"look", "sound"} and following not in {"like", "as"} and following in RELATIVES | {"to"}:
        return None
    return _about_subject(sentence, group, "seeming", group.stop)

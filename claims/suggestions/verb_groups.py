"""Verbs of a sentence with their auxiliaries and adverbs; who says what is for the rules."""

from dataclasses import dataclass

from claims.suggestions.lexicons.contexts import CHAINS
from claims.suggestions.lexicons.function_words import AUXILIARIES, NEGATIONS, is_adverb
from claims.suggestions.lexicons.verbs import FORMS, VERBS, Verb
from claims.suggestions.tokens import Reading
from claims.suggestions.verb_forms import Form, form_at

LONGEST_LEFT = 7
NOT_IN_A_GROUP = frozenset(("so", "then", "there", "both", "all", "since", "much", "well", "thus"))
CLAUSAL = frozenset((Form.FINITE, Form.PASSIVE))
"""The forms that make a clause of their own."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Tokens `first` to `stop` (exclusive) around the verb at `head`; `verb` is None for one that reports nothing."""

    first: int
    head: int
    stop: int
    form: Form
    verb: Verb | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reading with its verbs; `group_at` finds the verb group of a token."""

    reading: Reading
    tokens: range
    groups: tuple[VerbGroup, ...]
    group_at: dict[int, VerbGroup]
    is_headline: bool

    def word(self, place: int) -> str:
        """The word at a place, empty outside of the sentence."""
        return self.reading.words[place] if place in self.tokens else ""


def parse(reading: Reading, tokens: range) -> Sentence:
    headline = _is_headline(reading, tokens)
    groups: list[VerbGroup] = []
    group_at: dict[int, VerbGroup] = {}
    for place in tokens:
        form = form_at(reading, tokens, place, headline=headline)
        if form is None:
            continue
        group = _group(reading, tokens, place, form)
        while groups and groups[-1].first >= group.first:
            groups.pop()
        groups.append(group)
        group_at.update(dict.fromkeys(range(group.first, group.stop), group))
    return Sentence(reading, tokens, tuple(groups), group_at, headline)


def _is_headline(reading: Reading, tokens: range) -> bool:
    long_words = [reading.tokens[place].text for place in tokens if len(reading.tokens[place].text) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(tokens) <= 30 and len(long_words) > 2 and capitals >= 0.8 * len(long_words)


def _group(reading: Reading, tokens: range, head: int, form: Form) -> VerbGroup:
    words = reading.words
    first = head
    for place in range(head - 1, max(tokens.start, head - LONGEST_LEFT) - 1, -1):
        word = words[place]
        if not (is_adverb(word) or word in NEGATIONS or word in AUXILIARIES or _is_chained(words, place, first)):
            break
        first = place
    while first < head and words[first] in NOT_IN_A_GROUP:
        first += 1
    verb = _verb(words, head)
    stop = head + 1
    if verb is not None and stop in tokens and words[stop] in verb.particles:
        with_particle = VERBS.get(f"{verb.base}-{words[stop]}")
        if with_particle is not None:
            verb, stop = with_particle, stop + 1
    inside = words[first:head]
    chain = next((word for word in inside if word in CHAINS), "")
    if form is Form.INFINITIVE and chain:
        form = Form.GERUND if chain == inside[0] and chain.endswith("ing") else Form.FINITE
    negated = any(word in NEGATIONS or word.endswith("n't") for word in inside)
    return VerbGroup(first, head, stop, form, verb, negated)


def _is_chained(words: tuple[str, ...], place: int, first: int) -> bool:
    """Whether the word at `place` belongs to a verb of several words: "went on to", "continued to"."""
    word = words[place]
    if word == "to":
        return words[place - 1] in CHAINS or (words[place - 1] == "on" and words[place - 2] in CHAINS)
    if word == "on":
        return words[first] == "to" and words[place - 1] in CHAINS
    return word in CHAINS and words[first] in {"to", "on"}


def _verb(words: tuple[str, ...], head: int) -> Verb | None:
    bases = sorted(base for base, _ in FORMS.get(words[head], ()))
    return VERBS[bases[0]] if bases else None

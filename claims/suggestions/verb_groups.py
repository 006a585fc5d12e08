"""Verbs of a sentence with their auxiliaries and adverbs, told without a tagger; who says what is for the rules."""

from dataclasses import dataclass
from enum import StrEnum

from claims.suggestions.lexicons import common_verbs
from claims.suggestions.lexicons.function_words import (
    AUXILIARIES,
    BE,
    CLAUSE_OPENERS,
    COORDINATORS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    OBJECT_PRONOUNS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    is_adverb,
)
from claims.suggestions.lexicons.verbs import FORMS, VERBS, Verb
from claims.suggestions.tokens import Reading

LONGEST_LEFT = 7
CHAINS = frozenset(
    "go goes went going gone continue continues continued continuing begin begins began beginning start starts started "
    "try tries tried trying attempt attempts attempted need needs needed have has had used come came fail fails failed "
    "proceed proceeded rush rushed manage managed seem seems seemed appear appears appeared helped help rushes going "
    "tend tends tended happen happened prepare preparing prepared unable able ready likely quick".split()
)
NOUN_LIKE = frozenset(
    "claims reports calls plans demands questions comments remarks notes hopes fears concerns doubts offers requests "
    "orders promises pledges vows attacks charges cries shouts hints estimates projects guesses views looks sounds "
    "appeals talks boasts quips jokes posts tweets texts blogs emails messages broadcasts airs headlines chants rules "
    "signals details debates disputes challenges protests objects decrees supports fights campaigns answers replies "
    "documents records logs marks likes loves needs wishes feels reads rants swipes strikes moves takes votes backs "
    "counts counters insults slams jabs taunts cheers salutes values cares worries bets dreams forecasts studies "
    "surveys polls shows finds figures grants exhorts swears sides shares covers cuts deals drives falls gains hits "
    "holds homes increases leads lists lives parties plays races ranks results runs seats sets starts stays steps "
    "stops stores blasts slams advocates hands hails tests times tops trades turns uses visits walks watches wins works".split()
)
GERUND_NOUNS = frozenset(
    "briefing meeting hearing filing ruling finding polling building opening closing training spending funding "
    "beginning ending warning rating offering setting gathering shooting bombing killing advertising programming "
    "marketing housing manufacturing farming mining banking ring king thing evening morning during".split()
)
SAYING = frozenset(("say", "says", "said", "argue", "argued", "believe", "believed", "think", "thought"))
BEHIND_A_VERB = frozenset(
    "that if whether how why what to about for on with at as against of into it him her them us me".split()
)


class Form(StrEnum):
    FINITE = "finite"
    GERUND = "gerund"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    REDUCED = "reduced"
    """A past participle by itself: "asked about it, he left", "the plan proposed by them"."""


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
        form = _form(reading, tokens, place, headline=headline)
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


def _before(reading: Reading, tokens: range, place: int) -> int:
    """The token before `place` and its adverbs; one before the sentence if there is none."""
    place -= 1
    while place >= tokens.start and (is_adverb(reading.words[place]) or reading.words[place] in NEGATIONS):
        place -= 1
    return place


def _form(reading: Reading, tokens: range, place: int, *, headline: bool) -> Form | None:
    """Whether the word at `place` is the main verb of a group, and how."""
    word = reading.words[place]
    if word in AUXILIARIES:
        return _auxiliary_form(reading, tokens, place)
    if len(word) < 3 or not word[0].isalpha():
        return None
    shapes = shapes_of(word)
    if not shapes:
        return None
    left = _before(reading, tokens, place)
    before = reading.words[left] if left in tokens else ""
    is_name = reading.tokens[place].text[0].isupper() and place > tokens.start and not headline
    if is_name and not _opens_quotation(reading, place):
        return None
    if before in AUXILIARIES and left in tokens:
        return _form_behind_auxiliary(before, shapes)
    if before == "to":
        return Form.INFINITIVE if "base" in shapes else None
    if "gerund" in shapes:
        is_noun = _is_nominal(before) or (word in GERUND_NOUNS and before not in {",", "by", "and", "after"})
        return None if is_noun else Form.GERUND
    if "past" in shapes:
        return _past_form(reading, tokens, place, left, before, shapes)
    if "participle" in shapes and "base" not in shapes:
        return None if _is_nominal(before) or before in PREPOSITIONS else Form.REDUCED
    return _present_form(reading, tokens, place, left, before, shapes)


def shapes_of(word: str) -> frozenset[str]:
    """The verb forms a word may be; an unknown word is told by its ending."""
    known = SHAPES.get(word)
    if known is not None or "-" in word:
        return known or frozenset()
    if word.endswith("ed") and len(word) > 4:
        return PAST_SHAPES
    return GERUND_SHAPES if word.endswith("ing") and len(word) > 5 else frozenset()


PAST_SHAPES = frozenset(("past", "participle"))
GERUND_SHAPES = frozenset(("gerund",))


def _known_shapes() -> dict[str, frozenset[str]]:
    found = {word: {shape for _, shape in shapes} for word, shapes in FORMS.items()}
    for word in common_verbs.FINITE:
        found.setdefault(word, set()).add("present" if word in common_verbs.PRESENT else "base")
    for word in common_verbs.PAST:
        found[word] |= PAST_SHAPES
        found[word] -= {"base"} if word not in common_verbs.BASES else set()
    return {word: frozenset(shapes) for word, shapes in found.items()}


SHAPES: dict[str, frozenset[str]] = _known_shapes()


def _opens_quotation(reading: Reading, place: int) -> bool:
    return place > 0 and reading.depth_of[place] > reading.depth_of[place - 1]


def _auxiliary_form(reading: Reading, tokens: range, place: int) -> Form | None:
    """An auxiliary is a verb by itself where no other verb follows it."""
    ahead = place + 1
    while ahead in tokens and (is_adverb(reading.words[ahead]) or reading.words[ahead] in NEGATIONS):
        ahead += 1
    following = reading.words[ahead] if ahead in tokens else ""
    if following in AUXILIARIES or following in FORMS or following in common_verbs.FINITE:
        return None
    if following.endswith(("ed", "ing")) and following not in DETERMINERS:
        return None
    return Form.FINITE


def _form_behind_auxiliary(before: str, shapes: frozenset[str]) -> Form | None:
    bare = before.replace("n't", "") if before.endswith("n't") else before
    if before in MODALS or bare in DO or before in DO or bare in {"wo", "would", "ca", "could", "should", "might"}:
        return Form.FINITE if "base" in shapes else None
    if bare in BE or before in BE:
        if "gerund" in shapes:
            return Form.FINITE
        return Form.PASSIVE if "participle" in shapes else None
    if bare in HAVE or before in HAVE:
        return Form.FINITE if "participle" in shapes else None
    return None


def _is_nominal(before: str) -> bool:
    return before in DETERMINERS or before.endswith(("'s", "s'")) or before.isdigit()


def _past_form(
    reading: Reading, tokens: range, place: int, left: int, before: str, shapes: frozenset[str]
) -> Form | None:
    following = reading.words[place + 1] if place + 1 in tokens else ""
    if before in RELATIVES or before in PERSONAL or before in {"this", "that", "these", "those", "both", "one"}:
        return Form.FINITE
    if _is_nominal(before) or before in PREPOSITIONS - {"as"}:
        return None
    if following == "by":
        return Form.REDUCED
    if before in {"as", "when", "if", "while", "once", "than", "unless"}:
        return Form.REDUCED
    if left < tokens.start and "participle" in shapes:
        return Form.REDUCED
    return Form.FINITE


def _present_form(
    reading: Reading, tokens: range, place: int, left: int, before: str, shapes: frozenset[str]
) -> Form | None:
    """A present form may be a noun ("claims", "report"): what stands around it decides."""
    following = reading.words[place + 1] if place + 1 in tokens else ""
    if reading.words[place] in {"like", "likes"} and before not in PERSONAL:
        return None
    if before == "that" and (left == tokens.start or not reading.words[left - 1][-1].isalnum()):
        return None
    if before in PERSONAL or before in RELATIVES:
        return Form.FINITE
    if following in AUXILIARIES or following in SAYING or before.isdigit():
        return None
    if not before or _is_nominal(before) or before in PREPOSITIONS or before in OBJECT_PRONOUNS:
        return None
    neighbour = reading.tokens[left].text
    plural = before.endswith("s") or before in {"people", "men", "women", "police", "and", "media", "many", "some"}
    if "base" in shapes and "present" not in shapes and not plural and before not in COORDINATORS:
        return None
    verbal_right = (
        following in BEHIND_A_VERB
        or following in CLAUSE_OPENERS
        or following in DETERMINERS
        or following in QUESTION_WORDS
        or following in POSSESSIVES
        or (place + 1 in tokens and _opens_quotation(reading, place + 1))
        or (place + 1 in tokens and reading.tokens[place + 1].text[0].isupper())
    )
    if "present" in shapes and (before in COORDINATORS or before == ","):
        return Form.FINITE if verbal_right and following != "of" else None
    word = reading.words[place]
    if "present" in shapes and neighbour[0].isupper() and following != "of" and word not in NOUN_LIKE:
        return Form.FINITE
    unambiguous = "present" in shapes and word not in NOUN_LIKE and word in FORMS
    return Form.FINITE if unambiguous or (verbal_right and following not in {"of", "for", "on", "at", "as"}) else None


def _group(reading: Reading, tokens: range, head: int, form: Form) -> VerbGroup:
    words = reading.words
    first = head
    for place in range(head - 1, max(tokens.start, head - LONGEST_LEFT) - 1, -1):
        word = words[place]
        if not (is_adverb(word) or word in NEGATIONS or word in AUXILIARIES or _is_chained(words, place, first)):
            break
        first = place
    while first < head and words[first] in {"so", "then", "there", "both", "all", "since", "much", "well", "thus"}:
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

"""Which words of a sentence are verbs, and in which form, told without a tagger; their groups are `verb_groups`'."""

from enum import StrEnum

from claims.suggestions.lexicons import common_verbs
from claims.suggestions.lexicons.contexts import BEHIND_A_VERB, GERUND_NOUNS, NOUN_LIKE
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
from claims.suggestions.lexicons.verbs import FORMS
from claims.suggestions.tokens import Reading

SAYING = frozenset(("say", "says", "said", "argue", "argued", "believe", "believed", "think", "thought"))
PLURALS = frozenset(("people", "men", "women", "police", "and", "media", "many", "some"))
PAST_SHAPES = frozenset(("past", "participle"))
GERUND_SHAPES = frozenset(("gerund",))


class Form(StrEnum):
    FINITE = "finite"
    GERUND = "gerund"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    REDUCED = "reduced"
    """A past participle by itself: "asked about it, he left", "the plan proposed by them"."""


def form_at(reading: Reading, tokens: range, place: int, *, headline: bool) -> Form | None:
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


def _before(reading: Reading, tokens: range, place: int) -> int:
    """The token before `place` and its adverbs; one before the sentence if there is none."""
    place -= 1
    while place >= tokens.start and (is_adverb(reading.words[place]) or reading.words[place] in NEGATIONS):
        place -= 1
    return place


def shapes_of(word: str) -> frozenset[str]:
    """The verb forms a word may be; an unknown word is told by its ending."""
    known = SHAPES.get(word)
    if known is not None or "-" in word:
        return known or frozenset()
    if word.endswith("ed") and len(word) > 4:
        return PAST_SHAPES
    return GERUND_SHAPES if word.endswith("ing") and len(word) > 5 else frozenset()


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
    if following in AUXILIARIES:
        return None
    return Form.FINITE if _form_behind_auxiliary(reading.words[place], shapes_of(following)) is None else None


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


def _is_postposed(before: tuple[str, ...]) -> bool:
    """Whether only a name stands between a comma and the last word: "..., the Gazette reports"."""
    if "," not in before:
        return False
    name = before[len(before) - before[::-1].index(",") :]
    return not PREPOSITIONS & set(name)


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
    ends = following in {"", "."} and neighbour[0].isupper()
    if "present" in shapes and ends and _is_postposed(reading.words[max(tokens.start, place - 8) : place]):
        return Form.FINITE
    if "present" in shapes and neighbour[0].isupper() and following != "of" and word not in NOUN_LIKE:
        return Form.FINITE
    unambiguous = "present" in shapes and word not in NOUN_LIKE and word in FORMS
    return Form.FINITE if unambiguous or (verbal_right and following not in {"of", "for", "on", "at", "as"}) else None

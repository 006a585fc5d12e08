"""Punctuation as the rules need it: what ends a statement, what opens and closes a quotation."""

from claims.suggestions.tokens import CLOSES, OPENS, Pair
from claims.suggestions.verb_groups import Sentence

QUOTE_MARKS = (frozenset(CLOSES) | OPENS) - {"'", "’", "‘"}
ENDING_MARKS = frozenset((".", ",", ";", "?", "!", ")", "", "—", "–", "--"))
FINAL_MARKS = frozenset(".,;:!?…—–-)]")
MARKS = frozenset(".,;:!?()[]{}…—–-\"'“”‘’«»`")
DASHES = frozenset(("—", "–", "--"))


def opens_quotation(sentence: Sentence, place: int) -> bool:
    depths = sentence.reading.depth_of
    return place in sentence.tokens and depths[place] > 0 and pair_at(sentence, place) is not None


def pair_at(sentence: Sentence, place: int) -> Pair | None:
    """The quotation that opens at a token."""
    return sentence.reading.pair_from.get(place)


def pair_until(sentence: Sentence, stop: int) -> Pair | None:
    """The quotation that closes right before a token."""
    return sentence.reading.pair_to.get(stop)

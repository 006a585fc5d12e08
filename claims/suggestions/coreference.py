"""Whom a pronoun or a short form stands for: the nearest source before it that fits, by the words of the same text."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.suggestions.heads import head
from claims.suggestions.lexicons.speakers import singular
from claims.suggestions.source_kinds import identifiability, source_kind
from claims.suggestions.tokens import Reading
from claims.vocabulary import Identifiability, SourceKind

REMEMBERED = 30
MALE = frozenset(
    ("he", "him", "his", "mr", "spokesman", "chairman", "father", "son", "brother", "husband", "king", "sir")
)
FEMALE = frozenset(
    ("she", "her", "mrs", "ms", "spokeswoman", "chairwoman", "mother", "daughter", "sister", "wife", "queen")
)
PERSON_PRONOUNS = frozenset(("he", "she", "his", "her", "him"))
GROUP_PRONOUNS = frozenset(("it", "its"))
PLURAL_PRONOUNS = frozenset(("they", "their", "them"))
POINTING = frozenset(("the", "that", "this", "those", "these"))
SHORT = 5
LONGEST_NAME = 7
TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "gen", "col", "sen", "rep", "gov", "lt", "sgt", "capt", "st"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as this text names it."""

    tokens: range
    words: frozenset[str]
    name: str
    head: str
    kind: SourceKind
    plural: bool


class Mentions:
    """The sources a text has named so far, the latest last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: list[Mention] = []
        self._read = 0

    def refers_to(self, source: range | None) -> str:
        """Whom a source stands for; empty where it names itself or nobody fits. Remembers the source."""
        if source is None:
            return ""
        self._note_names(source.start)
        found = self._find(source)
        if found is None:
            self._remember(source)
            return ""
        self._known.append(found)
        del self._known[:-REMEMBERED]
        return found.name

    def _find(self, source: range) -> Mention | None:
        words = self._reading.words[source.start : source.stop]
        if words[0] in PERSON_PRONOUNS and len(words) == 1:
            return self._latest(kinds={SourceKind.PERSON}, gender=_gender(words))
        if words[0] in GROUP_PRONOUNS and len(words) == 1:
            return self._latest(kinds=set(SourceKind) - {SourceKind.PERSON}, gender="")
        if words[0] in PLURAL_PRONOUNS and len(words) == 1:
            return next((known for known in reversed(self._known) if known.plural), None)
        if len(words) > SHORT:
            return None
        return self._longer(source, words)

    def _latest(self, *, kinds: set[SourceKind], gender: str) -> Mention | None:
        for known in reversed(self._known):
            if known.kind in kinds and not known.plural and _gender(known.words) in {gender, ""}:
                return known
        return None

    def _longer(self, source: range, words: Sequence[str]) -> Mention | None:
        """A fuller name that ends alike ("Ek"), or a source of the same noun ("the report", "the general")."""
        place = head(self._reading, source)
        noun = self._reading.words[place]
        points = words[0] in POINTING
        is_surname = not points and self._reading.tokens[place].text[0].isupper()
        for known in reversed(self._known):
            fuller = len(known.words) > len(set(words) - POINTING) and known.tokens.start < source.start
            same = noun == known.head or (singular(noun) in {singular(word) for word in known.words} and points)
            if fuller and same and (points or is_surname) and (is_surname or known.kind is not SourceKind.UNKNOWN):
                return known
        return None

    def _note_names(self, stop: int) -> None:
        """Remembers the names of two or more words that stand before a token, sources or not."""
        place = self._read
        while place < stop:
            end = place
            while end < stop and end - place < LONGEST_NAME and self._goes_on(end):
                end += 1
            if end - place > 1:
                self._remember(range(place, end))
            place = end + 1
        self._read = max(self._read, place)

    def _goes_on(self, place: int) -> bool:
        """Whether a token belongs to a name: a capital, or the full stop of an initial."""
        text = self._reading.tokens[place].text
        if text != ".":
            return text[0].isupper()
        before = self._reading.words[place - 1] if place else ""
        return len(before) == 1 or before in TITLES

    def _remember(self, source: range) -> None:
        reading = self._reading
        words = reading.words[source.start : source.stop]
        if words[0] in PERSON_PRONOUNS | GROUP_PRONOUNS | PLURAL_PRONOUNS:
            return
        place = head(reading, source)
        name = reading.text[reading.tokens[source.start].start : reading.tokens[place].end]
        plural = identifiability(reading, source) is Identifiability.COLLECTIVE
        kind = source_kind(reading, source)
        self._known.append(Mention(source, frozenset(words), name, reading.words[place], kind, plural))
        del self._known[:-REMEMBERED]


def _gender(words: Sequence[str] | frozenset[str]) -> str:
    found = set(words)
    if found & MALE:
        return "male"
    return "female" if found & FEMALE else ""

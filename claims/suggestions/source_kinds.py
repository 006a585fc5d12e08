"""What kind of source speaks and how it is named ("one member state": a government body, described)."""

from claims.suggestions.heads import head
from claims.suggestions.lexicons.entries import words as listed
from claims.suggestions.lexicons.places import GOVERNING
from claims.suggestions.lexicons.speakers import COLLECTIVE, DESCRIBED, IRREGULAR_PLURALS, kind_of, singular
from claims.suggestions.tokens import Reading
from claims.vocabulary import Identifiability, SourceKind

PERSONS = listed("he she i him her his my who mr mrs ms dr prof sen rep gov gen col sir lord lady")
INDEFINITE = frozenset(("a", "an", "one", "another", "some", "several", "many", "two", "three", "few", "most", "other"))
HIDING = frozenset(("anonymous", "unnamed", "anonymity", "undisclosed", "unidentified", "familiar", "briefed"))
STATES = frozenset(("state", "states", "country", "nation", "ministry", "minister's"))


def source_kind(reading: Reading, source: range | None) -> SourceKind:
    if source is None:
        return SourceKind.UNKNOWN
    words = reading.words[source.start : source.stop]
    if words[0] in PERSONS or (len(words) > 1 and words[0] == "." and words[1] in PERSONS):
        return SourceKind.PERSON
    place = head(reading, source)
    word = reading.words[place]
    kind = _kind_of_head(word, reading.words[source.start : place + 1])
    if kind is not None:
        return kind
    name = [reading.tokens[spot].text for spot in range(source.start, place + 1)]
    titled = [kind_of(part) for part in reading.words[source.start : place]]
    if SourceKind.PERSON in titled or _looks_like_a_person(name):
        return SourceKind.PERSON
    return SourceKind.ORGANIZATION if name[-1].isupper() and len(name[-1]) > 1 else SourceKind.UNKNOWN


def _kind_of_head(word: str, words: tuple[str, ...]) -> SourceKind | None:
    if word in GOVERNING or (word in STATES and len(words) > 1):
        return SourceKind.GOVERNMENT_BODY
    kind = kind_of(word)
    if kind is SourceKind.ORGANIZATION and any(part in GOVERNING | {"security", "national"} for part in words[:-1]):
        return SourceKind.GOVERNMENT_BODY
    return kind


def _looks_like_a_person(name: list[str]) -> bool:
    """Two or three capitalised words, none of them all in capitals: "Ann Ek", "J. Lind"."""
    parts = [part for part in name if part[0].isalpha() and part.lower() not in {"the", "of"}]
    return 2 <= len(parts) <= 4 and all(part[0].isupper() and not (part.isupper() and len(part) > 1) for part in parts)


def identifiability(reading: Reading, source: range | None) -> Identifiability:
    """Named, described, a group that is not named, or hidden on purpose."""
    if source is None:
        return Identifiability.ANONYMOUS
    words = reading.words[source.start : source.stop]
    last = reading.words[head(reading, source)]
    if HIDING & set(words) or last in DESCRIBED or singular(last) in {"source", "insider"}:
        return Identifiability.ANONYMOUS
    if _has_a_name(reading, source):
        return Identifiability.NAMED
    plural = last in COLLECTIVE | IRREGULAR_PLURALS or (last.endswith("s") and not last.endswith("ss"))
    return Identifiability.COLLECTIVE if plural else Identifiability.DESCRIBED


def _has_a_name(reading: Reading, source: range) -> bool:
    """Whether a source is a proper name; one inside of "a US official" or "US officials" is only a description."""
    if reading.words[source.start] not in INDEFINITE:
        place = head(reading, source)
        return reading.tokens[place].text[0].isupper() or _carries_a_name(reading, place, source.start)
    return any(
        reading.words[place - 1] == "," and reading.tokens[place].text[0].isupper()
        for place in range(source.start + 1, source.stop)
    )


def _carries_a_name(reading: Reading, noun: int, start: int) -> bool:
    """Whether a noun has a name of two words before it that is its own: "the Red Hand militia"."""
    if kind_of(reading.words[noun]) in {None, SourceKind.PERSON, SourceKind.DOCUMENT} or noun - start < 2:
        return False
    first, second = reading.tokens[noun - 2].text, reading.tokens[noun - 1].text
    return first[0].isupper() and second[0].isupper() and first.casefold() != "the"

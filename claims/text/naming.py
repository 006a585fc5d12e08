"""How a mention names its source, told by its words; which source it is, is for the registry."""

import re

from claims.vocabulary import Identifiability

INDEFINITE = re.compile(r"(?:an?|one|another|some|several|two|three|four|many|multiple|various)\b", re.IGNORECASE)
PLURAL = re.compile(r"(?:[a-z]+s|people|police|media)$")
NAMELESS = re.compile(r"\b(?:anonymous|unnamed|undisclosed|unidentified)\b|\bsources?$", re.IGNORECASE)


def how_named(words: str) -> Identifiability:
    """A proposal: "John Kirby" is named, "one Member State" described, "officials" collective, "a source" anonymous."""
    words = words.strip()
    if NAMELESS.search(words):
        return Identifiability.ANONYMOUS
    indefinite = INDEFINITE.match(words)
    lower = words[:1].islower() and words == words.lower()
    if not indefinite and not lower:
        return Identifiability.NAMED
    return Identifiability.COLLECTIVE if PLURAL.search(words) else Identifiability.DESCRIBED

"""The key under which two spellings of one name meet; whether they are the same source, a person decides."""

import re
import unicodedata
from functools import lru_cache

KEY_CHARACTERS = 500
# Compatibility forms may unfold to 18 characters each; what stands beyond this never reaches the key.
READ_CHARACTERS = 4 * KEY_CHARACTERS

APOSTROPHES = "'‘’‚‛′`´ʹʻʼʽʾʿˈ՚＇"
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
POSSESSIVE = re.compile(r"'s?[\W_]*$")
INITIALISM = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
ARTICLE = re.compile(r"(?:the )+(?=.)")


# An import asks for the same few names tens of thousands of times.
@lru_cache(maxsize=4096)
def match_key(name: str) -> str:
    """Case, typography, dots of initialisms, a leading "the" and a closing possessive make no difference."""
    key, before = _key(name[:READ_CHARACTERS]), name
    while key != before:
        # What is taken out may let its neighbours combine; a key of a key must be that key.
        key, before = _key(key), key
    return key


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKC", APOSTROPHE.sub("'", name)).casefold()
    undotted = INITIALISM.sub(lambda found: found.group().replace(".", ""), folded)
    bare = POSSESSIVE.sub("", undotted).replace("'", "")
    words = "".join(map(_letter_or_space, bare)).split()
    key = ARTICLE.sub("", " ".join(words), count=1) or " ".join(folded.split())
    return key[:KEY_CHARACTERS].strip()


def _letter_or_space(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    return "" if category == "Cf" else " "

"""Which words two texts share, and in which order: runs of words (shingles) and phrases; whose texts, callers know."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

# Scripts without spaces between words count a word by character.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+)?")
RUN = 5
"""So many words in a row that two texts share are no chance."""
MOST_PHRASES = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    key: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    return [Word(found.group().casefold(), found.start(), found.end()) for found in WORD.finditer(text)]


def keys_of(text: str) -> list[str]:
    """The words of the text as they are compared."""
    return [found.group().casefold() for found in WORD.finditer(text)]


def shingles(keys: Sequence[str], length: int = RUN) -> list[str]:
    """Every run of so many words."""
    return [" ".join(keys[start : start + length]) for start in range(len(keys) - length + 1)]


def covered(keys: Sequence[str], other: Collection[str], length: int = RUN) -> list[bool]:
    """Of each word whether it stands in a run that is among the shingles `other`."""
    found = [False] * len(keys)
    for start, shingle in enumerate(shingles(keys, length)):
        if shingle in other:
            found[start : start + length] = [True] * length
    return found


def share_in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Which part of the words of the shorter text stands in the same order in the longer one, in runs of RUN words."""
    short, long = sorted((one, other), key=len)
    marks = covered(short, set(shingles(long)))
    return sum(marks) / len(marks) if marks else 0.0


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Of all that is in either, which part is in both."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def containment(one: Collection[str], other: Collection[str]) -> float:
    """Of the smaller of the two, which part is in the other."""
    first, second = set(one), set(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def shared_runs(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Start and end of each passage of the text whose words stand in the same order in the other one."""
    words = words_of(text)
    marks = covered([word.key for word in words], set(shingles(keys_of(other))))
    start: Word | None = None
    last: Word | None = None
    for word, is_shared in zip(words, marks, strict=True):
        if is_shared:
            start, last = start or word, word
        elif start and last:
            yield start.start, last.end
            start = None
    if start and last:
        yield start.start, last.end


def shared_phrases(text: str, other: str, *, ignored: Collection[str]) -> tuple[list[str], int]:
    """The longest phrases of the text that the other one has, too, and how many more words both have.

    A phrase is one or several words in a row that are not all `ignored`; the words are as the text writes them.
    """
    words = words_of(text)
    theirs = keys_of(other)
    pairs = set(shingles(theirs, 2))
    known = set(theirs)
    phrases = sorted(_phrases(text, words, known, pairs, ignored), key=lambda one: -one[1])
    chosen: dict[str, str] = {}
    for phrase, _ in phrases:
        chosen.setdefault(phrase.casefold(), phrase)
    named = list(chosen.values())[:MOST_PHRASES]
    told = {key for phrase in named for key in keys_of(phrase)}
    rest = {word.key for word in words if word.key in known and word.key not in ignored} - told
    return named, len(rest)


def _phrases(
    text: str, words: Sequence[Word], known: Collection[str], pairs: Collection[str], ignored: Collection[str]
) -> Iterator[tuple[str, int]]:
    """Each phrase with how many of its words count."""
    run: list[Word] = []
    for word in [*words, Word("", 0, 0)]:
        if run and f"{run[-1].key} {word.key}" in pairs:
            run.append(word)
            continue
        while run and run[0].key in ignored:
            run.pop(0)
        while run and run[-1].key in ignored:
            run.pop()
        if run:
            yield text[run[0].start : run[-1].end], sum(one.key not in ignored for one in run)
        run = [word] if word.key in known else []

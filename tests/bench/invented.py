"""Articles nobody wrote: words, names, sentences and who says them, the same for the same seed; no rows, no files."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "l", "n", "r", "nd", "rt", "ck", "m")
WORDS = 20_000
SOURCES = 5_000
OUTLETS = 300
KINDS = ("", "Group", "Agency", "Ministry", "Institute", "Council")
UNNAMED = ("an official", "a resident", "a trader", "a guard", "a witness", "a diplomat")
CUES = ("said", "reported", "stated", "wrote", "announced")
CITING = ("citing", "quoting", "relaying")
CLAIM_WORDS = (7, 20)
CHAIN_LENGTHS = ((0, 20), (1, 55), (2, 18), (3, 7))
"""How many of a hundred claims have a chain of so many steps; 0 is the outlet's own words."""
PARALLEL = 0.04
"""The share of claims that rest on two chains."""
UNNAMED_SHARE = 0.15

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """`source` counts into the names of the world; a step of a source that is not named says which words are used."""

    source: int | None
    unnamed: str
    source_at: Stretch
    cue_at: Stretch


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: where it stands, and its chains from the outlet to the origin; no chain is the outlet's own words."""

    start: int
    end: int
    chains: tuple[tuple[Step, ...], ...]

    @property
    def stretches(self) -> int:
        """How many marks a reader sees: the claim, and a source and a cue a step."""
        return 1 + 2 * sum(len(chain) for chain in self.chains)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article."""

    title: str
    text: str
    outlet: int
    claims: tuple[Said, ...]


class World:
    """Words in falling frequency (Zipf), and the names of sources and outlets."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same numbers every time are wanted
        self.words = self._distinct(WORDS, parts=(2, 3))
        self._word_weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, WORDS + 1)))
        names = self._distinct_names()
        self.names, self.outlets = names[:SOURCES], [f"The {name}" for name in names[SOURCES:]]
        self._name_weights = list(accumulate(1 / (rank + 10) for rank in range(SOURCES)))

    def _distinct(self, count: int, *, parts: tuple[int, int]) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found["".join(self._syllable() for _ in range(self.random.randint(*parts)))] = None
        return list(found)

    def _syllable(self) -> str:
        return self.random.choice(ONSETS) + self.random.choice(VOWELS) + self.random.choice(CODAS)

    def _capital(self) -> str:
        return (self._syllable() + self._syllable()).capitalize()

    def _distinct_names(self) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < SOURCES + OUTLETS:
            found[f"{self._capital()} {self._capital()} {KINDS[len(found) % len(KINDS)]}".strip()] = None
        return list(found)

    def word(self, *, rank: int) -> str:
        """The word of this place by frequency, counted from 1."""
        return self.words[rank - 1]

    def some_words(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self._word_weights, k=count))

    def some_sources(self, count: int) -> list[int]:
        """Distinct, so that no source relays itself."""
        found: dict[int, None] = {}
        while len(found) < count:
            found[self.random.choices(range(SOURCES), cum_weights=self._name_weights)[0]] = None
        return list(found)

    def pieces(self, count: int, *, claims: int) -> Iterator[Piece]:
        """So many articles, with the claims spread evenly over them."""
        for number in range(count):
            yield self.piece(claims * (number + 1) // count - claims * number // count)

    def piece(self, claims: int, *, filler: int = 0) -> Piece:
        """One article; `filler` words without a claim stand before each sentence with one."""
        title = self.some_words(6).capitalize()
        writer = _Writer(title)
        outlet = self.random.randrange(OUTLETS)
        return Piece(
            title=title,
            outlet=outlet,
            claims=tuple(self._sentence(writer, place, filler) for place in range(claims)),
            text=writer.text,
        )

    def _sentence(self, writer: "_Writer", place: int, filler: int) -> Said:
        writer.say("\n\n" if place % 3 == 0 else " ")
        if filler:
            writer.say(f"{self.some_words(filler).capitalize()}. ")
        lengths, weights = zip(*CHAIN_LENGTHS, strict=True)
        length = self.random.choices(lengths, weights)[0]
        chains = [self._steps(writer, length)] if length else []
        if length == 1 and self.random.random() < PARALLEL * 100 / CHAIN_LENGTHS[1][1]:
            writer.say(" and ")
            chains.append(self._steps(writer, 1, but=chains[0][0].source))
        if length:
            writer.say(" that ")
        words = self.some_words(self.random.randint(*CLAIM_WORDS))
        start, end = writer.say(words if length else words.capitalize())
        writer.say(".")
        return Said(start, end, tuple(chains))

    def _steps(self, writer: "_Writer", length: int, *, but: int | None = None) -> tuple[Step, ...]:
        sources: Sequence[int] = [one for one in self.some_sources(length + 1) if one != but][:length]
        steps = []
        for place, source in enumerate(sources):
            if place:
                writer.say(", ")
                cue_at = writer.say(self.random.choice(CITING))
                writer.say(" ")
            unnamed = ""
            if place == length - 1 and but is None and self.random.random() < UNNAMED_SHARE:
                unnamed = self.random.choice(UNNAMED)
            source_at = writer.say(unnamed or self.names[source])
            if not place:
                writer.say(" ")
                cue_at = writer.say(self.random.choice(CUES))
            steps.append(Step(None if unnamed else source, unnamed, source_at, cue_at))
        return tuple(steps)


class _Writer:
    """Text that grows, and where each part of it came to stand."""

    def __init__(self, title: str) -> None:
        self._parts = [title]
        self._length = len(title)

    def say(self, words: str) -> Stretch:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start, self._length

    @property
    def text(self) -> str:
        return "".join(self._parts)

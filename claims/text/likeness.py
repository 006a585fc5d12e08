"""Which names may be of one and the same source, and why; deciding it is for people."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from uuid import UUID

from rapidfuzz import fuzz

MOST_IN_BLOCK = 60
"""A word that more names have than this says nothing about any two of them."""
LEAST_ALIKE = 85
LEAST_LETTERS = 5
INITIALS = range(3, 7)
SAME_NAME = 100
SAME_LETTERS = 95
INITIALS_SCORE = 84
PART_SCORE = 80
REPORTED_EVERY = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Called:
    """A source with the keys of its names; `is_person` None where it is not known."""

    id: UUID
    names: tuple[str, ...]
    is_person: bool | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two sources, the lower id first; `score` (0 to 100) orders them and `why` says what is alike."""

    one: UUID
    other: UUID
    score: int
    why: str


def find(sources: Sequence[Called], *, only: UUID | None = None, progress: Progress | None = None) -> list[Alike]:
    """Pairs that may be one, of all sources or those with `only`; the most alike first."""
    by_id = {source.id: source for source in sources}
    if only is not None and only not in by_id:
        return []
    blocks = _blocks(sources, only=by_id[only] if only else None)
    best: dict[tuple[UUID, UUID], Alike] = {}
    for number, names in enumerate(blocks, start=1):
        for alike in _within(names, by_id, only=only):
            known = best.get((alike.one, alike.other))
            if known is None or alike.score > known.score:
                best[alike.one, alike.other] = alike
        if progress and number % REPORTED_EVERY == 0:
            progress(number, len(blocks))
    return sorted(best.values(), key=lambda alike: (-alike.score, alike.one, alike.other))


Name = tuple[UUID, str]


def _blocks(sources: Sequence[Called], *, only: Called | None) -> list[Sequence[Name]]:
    """Names that share a word, a pair of words, the beginning of a word or initials. Common words make no block."""
    wanted = {mark for name in only.names for mark in _marks(name)} if only else None
    found: dict[str, list[Name]] = defaultdict(list)
    for source in sources:
        for name in source.names:
            for mark in _marks(name):
                if wanted is None or mark in wanted:
                    found[mark].append((source.id, name))
    return [names for names in found.values() if 1 < len(names) <= MOST_IN_BLOCK or _is_small(names, only)]


def _is_small(names: Collection[Name], only: Called | None) -> bool:
    """One source is compared with many more at no cost."""
    return only is not None and 1 < len(names) <= MOST_IN_BLOCK * MOST_IN_BLOCK


def _marks(name: str) -> set[str]:
    words = name.split()
    marks = {f"w {word}" for word in words if len(word) > 1}
    marks |= {f"p {' '.join(sorted(two))}" for two in pairwise(words)}
    marks.add(f"b {max(words, key=len)[:4]}")
    marks.add(f"a {''.join(words)}")
    if len(words) == 1 and len(name) in INITIALS:
        marks.add(f"i {name}")
    if len(words) in INITIALS:
        marks.add(f"i {_initials(words)}")
    return marks


def _within(names: Sequence[Name], by_id: dict[UUID, Called], *, only: UUID | None) -> Iterator[Alike]:
    for (one, name), (other, its_name) in combinations(names, 2):
        if one == other or (only is not None and only not in (one, other)):
            continue
        people = by_id[one].is_person, by_id[other].is_person
        if None not in people and people[0] != people[1]:
            continue
        told = _compared(name, its_name, are_people=people == (True, True))
        if told:
            score, why = told
            low, high = sorted((one, other))
            yield Alike(low, high, score, why)


def _compared(one: str, other: str, *, are_people: bool) -> tuple[int, str] | None:
    if one == other:
        return SAME_NAME, f"Both are called “{one}”."
    words, its_words = one.split(), other.split()
    if [word for word in words if word.isdigit()] != [word for word in its_words if word.isdigit()]:
        return None
    if "".join(words) == "".join(its_words):
        return SAME_LETTERS, f"“{one}” and “{other}” differ in spaces alone."
    short, long = sorted((words, its_words), key=len)
    if len(short) == 1 and len(long) in INITIALS and short[0] == _initials(long):
        return INITIALS_SCORE, f"“{' '.join(short)}” is made of the initials of “{' '.join(long)}”."
    if set(short) < set(long) and (len(short) > 1 or (are_people and len(short[0]) >= LEAST_LETTERS - 1)):
        return PART_SCORE, f"“{' '.join(short)}” is a part of “{' '.join(long)}”."
    if min(len(one), len(other)) >= LEAST_LETTERS:
        score = fuzz.token_sort_ratio(one, other, score_cutoff=LEAST_ALIKE)
        if score:
            return min(int(score), SAME_LETTERS - 1), f"“{one}” and “{other}” are spelled almost alike."
    return None


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)

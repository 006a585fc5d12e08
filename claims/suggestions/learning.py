"""Fits the two fields of a model, in processes beside this one where that pays; measuring is for `tuning`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context

from claims.suggestions.crf import Settings
from claims.suggestions.examples import Example
from claims.suggestions.links import fit_links
from claims.suggestions.pages import Marked, Page, mark, open_page
from claims.suggestions.tagger import fit_cues
from claims.suggestions.tokens import tokenize

MANY = 400
"""From so many articles on, features that are seen rarely are left out, and fewer steps are enough."""
WORTH_A_PROCESS = 40
"""With fewer articles, starting a process takes longer than it saves."""


class Part(StrEnum):
    """What is fitted by itself."""

    CUES = "cues"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Fields:
    """What was learned of cues and of links, as bytes, and how often words stood and were marked as cues."""

    cues: bytes
    links: bytes
    seen: dict[str, tuple[int, int]]


def learn_all(parts: Sequence[Sequence[Example]], *, processes: int) -> Iterator[Fields]:
    """Fields of every list of examples, in order."""
    jobs = [(part, examples) for examples in parts for part in Part]
    if processes < 2 or max(len(examples) for examples in parts) < WORTH_A_PROCESS:
        fitted: Iterator[bytes] = (_fit(job) for job in jobs)
        yield from _put_together(parts, fitted)
        return
    # Spawned, not forked: whoever trains may have threads and a connection to the database.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from _put_together(parts, pool.map(_fit, jobs))


def _put_together(parts: Sequence[Sequence[Example]], fitted: Iterator[bytes]) -> Iterator[Fields]:
    for examples in parts:
        cues, links = next(fitted), next(fitted)
        yield Fields(cues, links, count_words(examples))


def _fit(job: tuple[Part, Sequence[Example]]) -> bytes:
    part, examples = job
    many = len(examples) >= MANY
    seen = 3 if many else 2
    if part is Part.CUES:
        settings = Settings(l2=1.0, iterations=45 if many else 60, seen=seen)
        return fit_cues(_pages(examples), settings=settings)
    # Links have more labels: with fewer steps or a weaker pull to zero they were 3 points of F1 worse.
    settings = Settings(l2=3.0, iterations=80, seen=seen)
    return fit_links(((page, marked) for page, marked, _ in _pages(examples)), settings=settings)


def _pages(examples: Sequence[Example]) -> Iterator[tuple[Page, Sequence[Marked], Sequence[Marked]]]:
    """One page at a time: all of them would take more memory than what is learned from them."""
    for example in examples:
        page = open_page(example.text)
        yield page, mark(page.reading, example.attributions), mark(page.reading, example.rejected)


def count_words(examples: Sequence[Example]) -> dict[str, tuple[int, int]]:
    """For every word that was ever marked as a cue: how often it stood, and how often it was marked."""
    stood: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for example in examples:
        words = words_of(example.text)
        stood.update(words)
        for one in example.attributions:
            for span in one.cue:
                marked.update(words_of(example.text[span.start : span.end]))
    return {word: (stood[word], count) for word, count in sorted(marked.items()) if word[0].isalpha()}


def words_of(text: str) -> list[str]:
    return [token.text.casefold().replace("’", "'") for token in tokenize(text)]

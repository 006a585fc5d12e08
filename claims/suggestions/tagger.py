"""Finds cues: which tokens say that somebody says something, and how probable that is; what they say is `links`'."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.suggestions.crf import Features, Field, Settings, fit
from claims.suggestions.cue_features import cue_features
from claims.suggestions.pages import Marked, Page, runs

BEGIN, INSIDE, OUTSIDE = "B", "I", "O"


@dataclass(frozen=True, slots=True)
class Cue:
    """The tokens of a cue, and how probable it is one."""

    tokens: range
    score: float


def fit_cues(pages: Iterable[tuple[Page, Sequence[Marked], Sequence[Marked]]], *, settings: Settings) -> bytes:
    """Learns from pages with what was marked and what was rejected on them."""
    return fit(_sequences(pages), settings=settings)


def _sequences(
    pages: Iterable[tuple[Page, Sequence[Marked], Sequence[Marked]]],
) -> Iterator[tuple[Features, list[str]]]:
    for page, marked, rejected in pages:
        labels = cue_labels(page, marked)
        thrown_out = {page.reading.sentence_of[one.cue[0]] for one in rejected if one.cue}
        for number, tokens in enumerate(page.reading.sentences):
            example = cue_features(page, tokens), labels[tokens.start : tokens.stop]
            yield example
            if number in thrown_out:
                # Somebody looked at this very sentence and said no: it counts twice.
                yield example


def cue_labels(page: Page, marked: Iterable[Marked]) -> list[str]:
    labels = [OUTSIDE] * len(page.reading.tokens)
    for one in marked:
        for tokens in runs(one.cue):
            for place in tokens:
                labels[place] = BEGIN if place == tokens.start else INSIDE
    return labels


def find_cues(field: Field, page: Page, *, threshold: float) -> list[Cue]:
    """Cues at least as probable as `threshold`, and every cue of a rule that none of them touches."""
    ruled: dict[int, list[Marked]] = defaultdict(list)
    for one in page.found:
        if not one.is_doubtful:
            ruled[page.reading.sentence_of[one.cue[0]]].append(one)
    found: list[Cue] = []
    for number, tokens in enumerate(page.reading.sentences):
        chances = field.marginals(cue_features(page, tokens), of=(BEGIN, INSIDE))
        learned = list(_cues(chances, tokens, threshold=threshold))
        touched = {place for cue in learned for place in cue.tokens}
        for one in ruled[number]:
            if touched.isdisjoint(one.cue):
                score = max(sum(chances[place - tokens.start]) for place in one.cue if place in tokens)
                learned.append(Cue(range(one.cue[0], one.cue[-1] + 1), min(1.0, score)))
        found.extend(learned)
    return found


def _cues(chances: Sequence[tuple[float, ...]], tokens: range, *, threshold: float) -> Iterator[Cue]:
    place = 0
    while place < len(chances):
        begins, continues = chances[place]
        if begins + continues < threshold or begins < continues:
            place += 1
            continue
        stop = place + 1
        while stop < len(chances) and chances[stop][1] > max(chances[stop][0], 0.5 * (begins + continues)):
            stop += 1
        score = begins + continues
        yield Cue(range(tokens.start + place, tokens.start + stop), min(1.0, score))
        place = stop

"""Finds who (source) says what (content) for a cue that is known; which tokens are cues is `tagger`'s question."""

from collections.abc import Iterable, Iterator, Sequence, Set

from claims.suggestions.crf import Features, Field, Settings, fit
from claims.suggestions.link_features import Window, link_features, window
from claims.suggestions.pages import Marked, Page

CUE, OUTSIDE, WHOLE = "C", "O", "XX"


def fit_links(pages: Iterable[tuple[Page, Sequence[Marked]]], *, settings: Settings) -> bytes:
    return fit(_sequences(pages), settings=settings)


def _sequences(pages: Iterable[tuple[Page, Sequence[Marked]]]) -> Iterator[tuple[Features, list[str]]]:
    for page, marked in pages:
        taken = {place for one in marked for place in one.cue}
        for one in marked:
            if one.cue:
                looked_at = window(page, range(one.cue[0], one.cue[-1] + 1))
                yield link_features(page, looked_at, taken), link_labels(looked_at, one)


def link_labels(looked_at: Window, one: Marked) -> list[str]:
    content, source = set(one.content), set(one.source)

    def of_sentence(tokens: range) -> str:
        return WHOLE if sum(place in content for place in tokens) * 2 > len(tokens) else OUTSIDE

    labels = [of_sentence(tokens) for tokens in looked_at.before]
    previous = OUTSIDE
    for place in looked_at.tokens:
        role = CUE if place in looked_at.cue else "S" if place in source else "X" if place in content else OUTSIDE
        labels.append(role if role in (CUE, OUTSIDE) else role + ("I" if previous == role else "B"))
        previous = role
    labels.extend(of_sentence(tokens) for tokens in looked_at.behind)
    return labels


def find_link(field: Field, page: Page, cue: range, *, taken: Set[int]) -> tuple[Marked, float]:
    """The source and the content of a cue, and how probable they are together; `taken` are the tokens of all cues."""
    looked_at = window(page, cue)
    labels, score = field.best(link_features(page, looked_at, taken))
    source: list[int] = []
    content: list[int] = []
    units = [*looked_at.before, *(range(place, place + 1) for place in looked_at.tokens), *looked_at.behind]
    for unit, label in zip(units, labels, strict=True):
        if label.startswith("X"):
            content.extend(unit)
        elif label.startswith("S"):
            source.extend(unit)
    return Marked(tuple(source), tuple(cue), tuple(content)), score

"""A text as tokens, with the sentence and the quotation depth of each; what they mean is for the modules beside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text.segments import paragraphs
from claims.text.sentences import sentences
from claims.text.spans import Span
from claims.text.wrapping import unwrap

TOKEN = re.compile(
    r"\b(?:i|you|he|she|it|we|they|who|that|there)(?=['’](?:s|re|ve|d|ll|m)\b)|['’](?:s|re|ve|d|ll|m)\b"  # he's
    r"|(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,:]\d+)+"  # 3.5, 1,000, 10:30
    r"|\w+(?:['’\-‑]\w+)*"  # don't, US-led
    r"|\.{3}|''|``|[^\w\s]",
    re.IGNORECASE,
)
CLOSES: dict[str, tuple[str, ...]] = {
    '"': ('"', "“"), "'": ("'",), "''": ("''", "``"), "”": ("“", "„", '"'), "“": ("„",), "’": ("‘", "‚"), "‘": ("‚",),
    "»": ("«",), "›": ("‹",), "」": ("「",), "』": ("『",),
}  # fmt: skip
STRAIGHT = frozenset(('"', "'", "''"))
OPENS = frozenset((*"“„‘‚«‹「『", "``"))
SINGLE = frozenset("'‘‚")
OPEN_AT_ONCE = 8
LONGEST_SENTENCE = 400
"""In tokens. What is longer is no sentence, and is read in pieces, so that reading takes time by its length only."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: code points `start` to `end` (exclusive) of the text, and the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation by the indices of its tokens: its opening mark, and the first token behind it."""

    first: int
    stop: int
    closed: bool
    """False for one that runs on into the next paragraph, where its mark is repeated."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: everything that is counted by token has one entry a token."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    """The tokens case-folded, with straight apostrophes."""
    sentence_of: tuple[int, ...]
    depth_of: tuple[int, ...]
    """How many quotations a token stands in; the marks themselves stand inside."""
    sentences: tuple[range, ...]
    """The tokens of each sentence."""
    paragraph_of: tuple[int, ...]
    """The paragraph of each sentence."""
    pairs: tuple[Pair, ...]
    pair_from: dict[int, Pair]
    """The outermost quotation that opens at a token."""
    pair_to: dict[int, Pair]
    """The outermost quotation that closes right before a token."""
    running_on: dict[int, Pair]
    """The quotation that holds the last token of a sentence and the first of the next, by that last token."""


def tokenize(text: str) -> tuple[Token, ...]:
    return tuple(Token(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text))


def read(text: str) -> Reading:
    tokens = tokenize(text)
    blocks = unwrap(text, paragraphs(text))
    sentence_of: list[int] = []
    ranges: list[range] = []
    paragraph_of: list[int] = []
    for place, block in enumerate(blocks):
        for span in sentences(text, block):
            first = len(sentence_of)
            stop = _first_behind(tokens, span.end, start=first)
            for start in range(first, stop, LONGEST_SENTENCE):
                piece = range(start, min(stop, start + LONGEST_SENTENCE))
                sentence_of.extend([len(ranges)] * len(piece))
                ranges.append(piece)
                paragraph_of.append(place)
    pairs = _pairs(text, tokens, sorted(_paragraph_ranges(ranges, paragraph_of), key=lambda found: found.start))
    return Reading(
        text=text,
        tokens=tokens,
        words=tuple(token.text.casefold().replace("’", "'") for token in tokens),
        sentence_of=tuple(sentence_of),
        depth_of=_depths(len(tokens), pairs),
        sentences=tuple(ranges),
        paragraph_of=tuple(paragraph_of),
        pairs=pairs,
        pair_from={pair.first: pair for pair in reversed(pairs)},
        running_on=_running_on(ranges, pairs),
        pair_to={pair.stop: pair for pair in reversed(pairs) if pair.closed},
    )


def span_of(reading: Reading, first: int, stop: int) -> Span:
    """The code points of the tokens `first` to `stop` (exclusive)."""
    return Span(reading.tokens[first].start, reading.tokens[stop - 1].end)


def _first_behind(tokens: Sequence[Token], end: int, *, start: int) -> int:
    place = start
    while place < len(tokens) and tokens[place].start < end:
        place += 1
    return place


def _paragraph_ranges(ranges: Sequence[range], paragraph_of: Sequence[int]) -> Iterator[range]:
    found: dict[int, range] = {}
    for sentence, paragraph in zip(ranges, paragraph_of, strict=True):
        first = found.get(paragraph, sentence).start
        found[paragraph] = range(first, sentence.stop)
    yield from found.values()


def _pairs(text: str, tokens: Sequence[Token], blocks: Sequence[range]) -> tuple[Pair, ...]:
    found: list[Pair] = []
    for place, block in enumerate(blocks):
        still_open = _pair_within(text, tokens, block, found)
        following = blocks[place + 1].start if place + 1 < len(blocks) else None
        if still_open is not None and following is not None and _is_mark(tokens[following].text):
            found.append(Pair(still_open, block.stop, closed=False))
    return tuple(sorted(found, key=lambda pair: (pair.first, -pair.stop)))


def _pair_within(text: str, tokens: Sequence[Token], block: range, found: list[Pair]) -> int | None:
    """Adds the quotations of a paragraph to `found`; the double mark that stays open, if one does."""
    opened: list[int] = []
    for place in block:
        mark = tokens[place].text
        if not _is_mark(mark):
            continue
        partner = None if _must_open(text, tokens[place]) else _partner(tokens, opened, mark)
        if partner is not None:
            found.append(Pair(opened[partner], place + 1, closed=True))
            del opened[partner:]
        elif _may_open(text, tokens[place]):
            if mark in STRAIGHT:
                opened = [other for other in opened if tokens[other].text != mark]
            opened = [*opened[1 - OPEN_AT_ONCE :], place]
    doubles = [place for place in opened if tokens[place].text not in SINGLE]
    return doubles[0] if doubles else None


def _is_mark(mark: str) -> bool:
    return mark in OPENS or mark in CLOSES


def _partner(tokens: Sequence[Token], opened: Sequence[int], mark: str) -> int | None:
    partners = CLOSES.get(mark, ())
    for place in reversed(range(len(opened))):
        if tokens[opened[place]].text in partners:
            return place
    return None


def _must_open(text: str, token: Token) -> bool:
    return token.text in STRAIGHT and _touches_right(text, token) and not _touches_left(text, token)


def _may_open(text: str, token: Token) -> bool:
    if token.text == "'":
        return _must_open(text, token)
    return token.text in OPENS or (token.text in STRAIGHT and _touches_right(text, token))


def _touches_left(text: str, token: Token) -> bool:
    return token.start > 0 and not text[token.start - 1].isspace() and text[token.start - 1] not in "([{—–-“‘\"'"


def _touches_right(text: str, token: Token) -> bool:
    return token.end < len(text) and not text[token.end].isspace()


def _running_on(ranges: Sequence[range], pairs: Sequence[Pair]) -> dict[int, Pair]:
    """Each quotation is asked only for the sentence in which it begins, so that long ones cost nothing."""
    found: dict[int, Pair] = {}
    place = 0
    for pair in pairs:
        while place < len(ranges) and ranges[place].stop <= pair.first:
            place += 1
        if place < len(ranges) and pair.stop > ranges[place].stop:
            found.setdefault(ranges[place].stop - 1, pair)
    return found


def _depths(count: int, pairs: Sequence[Pair]) -> tuple[int, ...]:
    changes = [0] * (count + 1)
    for pair in pairs:
        changes[pair.first] += 1
        changes[pair.stop] -= 1
    depths: list[int] = []
    depth = 0
    for change in changes[:-1]:
        depth += change
        depths.append(depth)
    return tuple(depths)

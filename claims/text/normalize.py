"""Captured text to the canonical text that offsets count in, with the map between the two; bytes are for ingestion."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from io import StringIO
from itertools import chain, groupby

from claims.errors import NotText, SpanOutsideText
from claims.text.spans import Span

NORMALISATION_VERSION = 1

Change = tuple[int, int, int]
"""Raw start, raw length, canonical length."""

DROPPED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
NOT_CANONICAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# "[x][x]*" finds what "[x]+" finds, five times as fast: only the former lets `re` skip ahead.
DROPPED_RUN = re.compile(f"[{DROPPED}][{DROPPED}]*")
RETURN_OF_PAIR = re.compile("\r(?=\n)")
LEADING_MARKS = re.compile(f"[\ufeff{DROPPED}]+")
SHORT_CLUSTER = 64
REMEMBERED_CLUSTERS = 50_000

# Where characters stand that combine or decompose; a test looks through all the others.
BASIC_PLANE = (range(0xA0, 0xD800), range(0xE000, 0x10000))
ASTRAL_PLANES = (range(0x10000, 0x1F000), range(0x2F800, 0x2FA20))
ASTRAL = re.compile("[\U00010000-\U0001efff\U0002f800-\U0002fa1f]")
HANGUL_VOWELS = range(0x1161, 0x1176)
HANGUL_FINALS = range(0x11A8, 0x11C3)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The stretches that changed their length, by start and end in the raw text; between them offsets only shift."""

    raw_starts: "array[int]"
    raw_ends: "array[int]"
    shifts: "array[int]"
    """Canonical minus raw offset behind each stretch."""

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[int]]) -> "OffsetMap":
        """Reads rows of raw start, raw length and canonical length, in order of the text."""
        changes = Changes()
        for raw_start, raw_length, length in rows:
            changes.add(raw_start, raw_length, length)
        return changes.as_map()

    def as_rows(self) -> list[list[int]]:
        before = chain((0,), self.shifts)
        return [
            [start, end - start, end - start + shift - shift_before]
            for start, end, shift, shift_before in zip(
                self.raw_starts, self.raw_ends, self.shifts, before, strict=False
            )
        ]

    def to_canonical(self, start: int, end: int) -> Span:
        """A border within a changed stretch moves out to the border of that stretch."""
        if not 0 <= start < end:
            raise SpanOutsideText(f"The span {start}-{end} is empty or begins before the text.")
        return Span(self._map(start, at_start=True), self._map(end, at_start=False))

    def _map(self, offset: int, *, at_start: bool) -> int:
        place = bisect_right(self.raw_starts, offset) - 1
        if place < 0:
            return offset
        raw_start, raw_end = self.raw_starts[place], self.raw_ends[place]
        if offset >= raw_end:
            return offset + self.shifts[place]
        if at_start or offset == raw_start:
            return raw_start + (self.shifts[place - 1] if place else 0)
        return raw_end + self.shifts[place]


class Changes:
    """Collects changed stretches in order of the text; arrays, because a hostile text has millions."""

    __slots__ = ("_raw_ends", "_raw_starts", "_shift", "_shifts")

    def __init__(self) -> None:
        self._raw_starts = array("q")
        self._raw_ends = array("q")
        self._shifts = array("q")
        self._shift = 0

    def add(self, raw_start: int, raw_length: int, length: int) -> None:
        self._shift += length - raw_length
        self._raw_starts.append(raw_start)
        self._raw_ends.append(raw_start + raw_length)
        self._shifts.append(self._shift)

    def as_map(self) -> OffsetMap:
        return OffsetMap(self._raw_starts, self._raw_ends, self._shifts)


@dataclass(frozen=True, slots=True)
class Normalized:
    text: str
    offset_map: OffsetMap


def normalize(raw: str) -> Normalized:
    """NFC, LF for every line break, space for TAB, no other control characters, no leading byte order mark."""
    _refuse_surrogates(raw)
    if _is_canonical(raw):
        return Normalized(raw, OffsetMap.from_rows(()))
    changes = Changes()
    leading = LEADING_MARKS.match(raw)
    body = leading.end() if leading else 0
    if body:
        changes.add(0, body, 0)
    text = _clean(raw[body:])
    if unicodedata.is_normalized("NFC", text):
        for start, end in _deletions(raw, body):
            changes.add(start, end - start, 0)
    else:
        text = _compose(raw, body, changes)
    return Normalized(text, changes.as_map())


def _refuse_surrogates(raw: str) -> None:
    if raw.isascii():
        return
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError as wrong:
        raise NotText(
            f"Character {wrong.start + 1} of the text is half of a surrogate pair (U+{ord(raw[wrong.start]):04X}), "
            "which is no character; save the text as UTF-8 again."
        ) from wrong


def _is_canonical(raw: str) -> bool:
    return not raw.startswith("\ufeff") and NOT_CANONICAL.search(raw) is None and unicodedata.is_normalized("NFC", raw)


def _clean(raw: str) -> str:
    plain = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return DROPPED_RUN.sub("", plain)


def _deletions(raw: str, body: int = 0) -> Iterator[tuple[int, int]]:
    """All that `_clean` takes out; what it replaces keeps its length."""
    returns = (found.span() for found in RETURN_OF_PAIR.finditer(raw, body))
    if DROPPED_RUN.search(raw, body) is None:
        return returns
    return merge(returns, (found.span() for found in DROPPED_RUN.finditer(raw, body)))


def _compose(raw: str, body: int, changes: Changes) -> str:
    """Text whose characters combine: each cluster that may change is normalised by itself, so that the map is exact."""
    text = StringIO(newline="")
    remembered: dict[str, tuple[str, tuple[Change, ...]]] = {}
    done = body
    for found in _clusters(raw).finditer(raw, body):
        # The character before a mark may become one with it.
        start = max(found.start() - 1, done)
        cluster = raw[start : found.end()]
        known = remembered.get(cluster)
        if known is None:
            known = _compose_cluster(cluster)
            if len(cluster) < SHORT_CLUSTER and len(remembered) < REMEMBERED_CLUSTERS:
                remembered[cluster] = known
        text.write(raw[done:start])
        text.write(known[0])
        for at, raw_length, length in known[1]:
            changes.add(start + at, raw_length, length)
        done = found.end()
    text.write(raw[done:])
    return text.getvalue()


def _compose_cluster(cluster: str) -> tuple[str, tuple[Change, ...]]:
    cleaned = _clean(cluster)
    composed = _nfc(cleaned)
    if composed == cleaned:
        return cleaned, tuple((start, end - start, 0) for start, end in _deletions(cluster))
    return composed, tuple(_changed_stretch(cluster, composed))


def _changed_stretch(cluster: str, composed: str) -> Iterator[Change]:
    """What is left of a cluster when its equal beginning and end are taken off."""
    shorter = min(len(cluster), len(composed))
    head = 0
    while head < shorter and cluster[head] == composed[head]:
        head += 1
    tail = 0
    while tail < shorter - head and cluster[-1 - tail] == composed[-1 - tail]:
        tail += 1
    old, new = cluster[head : len(cluster) - tail], composed[head : len(composed) - tail]
    if len(old) == len(new) and all(_nfc(_clean(one)) == other for one, other in zip(old, new, strict=True)):
        return
    yield head, len(old), len(new)


def _nfc(text: str) -> str:
    if len(text) > SHORT_CLUSTER:
        # CPython sorts marks by insertion: quadratic on a hostile run of thousands, unless they come in order.
        text = "".join(_in_canonical_order(unicodedata.normalize("NFD", one) for one in text))
    return unicodedata.normalize("NFC", text)


def _in_canonical_order(decomposed: Iterable[str]) -> Iterator[str]:
    characters = (one for group in decomposed for one in group)
    for is_mark, run in groupby(characters, key=lambda one: unicodedata.combining(one) != 0):
        ordered = sorted(run, key=unicodedata.combining if is_mark else lambda _: 0)
        yield from ordered


def _clusters(raw: str) -> re.Pattern[str]:
    """The many small ranges of the astral planes make a class slow, so it has them only where the text does."""
    if ASTRAL.search(raw):
        return _clusters_within((*BASIC_PLANE, *ASTRAL_PLANES))
    return _clusters_within(BASIC_PLANE)


@cache
def _clusters_within(blocks: tuple[range, ...]) -> re.Pattern[str]:
    changed = f"\r\t{DROPPED}" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(_combining(blocks)))
    return re.compile(f"[{changed}][\n{changed}]*")


def _combining(blocks: tuple[range, ...]) -> list[int]:
    """The characters that NFC may change, reorder, or join to the one before."""
    points = {*HANGUL_VOWELS, *HANGUL_FINALS}
    for point in chain(*blocks):
        character = chr(point)
        if unicodedata.combining(character) or not unicodedata.is_normalized("NFC", character):
            points.add(point)
        parts = unicodedata.decomposition(character).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            points.add(int(parts[1], 16))
    return sorted(points)


def _ranges(points: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = points[0]
    for point in points[1:]:
        if point != last + 1:
            yield first, last
            first = point
        last = point
    yield first, last

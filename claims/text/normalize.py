"""Captured text to the canonical text that offsets count in, with the map between the two; bytes are for ingestion."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby

from claims.errors import NotText, SpanOutsideText
from claims.text.spans import Span

NORMALISATION_VERSION = 1

DROPPED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
NOT_CANONICAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
DROPPED_RUN = re.compile(f"[{DROPPED}]+")
CHANGED_LENGTH = re.compile(f"\r\n|[{DROPPED}]+")
LEADING_MARKS = re.compile(f"[\ufeff{DROPPED}]+")
SHORT_CLUSTER = 64

# Planes that hold characters which combine or decompose; a test looks through all the others.
PLANES = (range(0xA0, 0xD800), range(0xE000, 0x20000), range(0x2F800, 0x2FA20))
HANGUL_VOWELS = range(0x1161, 0x1176)
HANGUL_FINALS = range(0x11A8, 0x11C3)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where stretches changed their length; between them offsets only shift. All four arrays run in step."""

    raw_starts: "array[int]" = field(default_factory=lambda: array("q"))
    raw_ends: "array[int]" = field(default_factory=lambda: array("q"))
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[int]]) -> "OffsetMap":
        """Reads rows of raw start, raw length and canonical length, in order of the text."""
        found = cls()
        shift = 0
        for raw_start, raw_length, length in rows:
            found.raw_starts.append(raw_start)
            found.raw_ends.append(raw_start + raw_length)
            found.starts.append(raw_start + shift)
            shift += length - raw_length
            found.ends.append(raw_start + raw_length + shift)
        return found

    def as_rows(self) -> list[list[int]]:
        return [
            [raw_start, raw_end - raw_start, end - start]
            for raw_start, raw_end, start, end in zip(
                self.raw_starts, self.raw_ends, self.starts, self.ends, strict=True
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
        if offset >= self.raw_ends[place]:
            return offset - self.raw_ends[place] + self.ends[place]
        if at_start or offset == self.raw_starts[place]:
            return self.starts[place]
        return self.ends[place]


@dataclass(frozen=True, slots=True)
class Normalized:
    text: str
    offset_map: OffsetMap


def normalize(raw: str) -> Normalized:
    """NFC, LF for every line break, space for TAB, no other control characters, no leading byte order mark."""
    _refuse_surrogates(raw)
    if _is_canonical(raw):
        return Normalized(raw, OffsetMap())
    leading = LEADING_MARKS.match(raw)
    dropped = leading.end() if leading else 0
    cleaned = _clean(raw[dropped:])
    if unicodedata.is_normalized("NFC", cleaned):
        return Normalized(cleaned, OffsetMap.from_rows(_length_changes(raw, dropped=dropped)))
    text, rows = _compose(raw, dropped=dropped)
    return Normalized(text, OffsetMap.from_rows(rows))


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


def _length_changes(raw: str, *, dropped: int) -> Iterator[tuple[int, int, int]]:
    if dropped:
        yield 0, dropped, 0
    for found in CHANGED_LENGTH.finditer(raw, dropped):
        start, end = found.span()
        yield start, end - start, 1 if raw[start] == "\r" else 0


def _compose(raw: str, *, dropped: int) -> tuple[str, list[tuple[int, int, int]]]:
    """Text whose characters combine: each cluster that may change is normalised by itself, so that the map is exact."""
    parts: list[str] = []
    rows: list[tuple[int, int, int]] = [(0, dropped, 0)] if dropped else []
    done = dropped
    for found in _clusters().finditer(raw, dropped):
        start, end = found.span()
        if not _combining().search(raw, start, end):
            parts += raw[done:start], _clean(raw[start:end])
            rows += ((start + at, length, new) for at, length, new in _length_changes(raw[start:end], dropped=0))
        else:
            # The character before a mark may become one with it.
            start = max(start - 1, done)
            cluster = raw[start:end]
            composed = _nfc(_clean(cluster))
            parts += raw[done:start], composed
            rows += _changed_stretch(cluster, composed, offset=start)
        done = end
    parts.append(raw[done:])
    return "".join(parts), rows


def _changed_stretch(cluster: str, composed: str, *, offset: int) -> Iterator[tuple[int, int, int]]:
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
    yield offset + head, len(old), len(new)


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


@cache
def _clusters() -> re.Pattern[str]:
    changed = f"\r\t{DROPPED}{_combining_class()}"
    return re.compile(f"[{changed}][\n{changed}]*")


@cache
def _combining() -> re.Pattern[str]:
    return re.compile(f"[{_combining_class()}]")


@cache
def _combining_class() -> str:
    """The characters that NFC may change, reorder, or join to the one before, as the inside of a character class."""
    points = {*HANGUL_VOWELS, *HANGUL_FINALS}
    for point in chain(*PLANES):
        character = chr(point)
        if unicodedata.combining(character) or not unicodedata.is_normalized("NFC", character):
            points.add(point)
        parts = unicodedata.decomposition(character).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            points.add(int(parts[1], 16))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(sorted(points)))


def _ranges(points: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = points[0]
    for point in points[1:]:
        if point != last + 1:
            yield first, last
            first = point
        last = point
    yield first, last

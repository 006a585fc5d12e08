"""Captured text to the canonical text that offsets count in, with the map between the two; bytes are for ingestion."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from itertools import chain, groupby

from claims.errors import NotText
from claims.text.offset_map import Changes, OffsetMap

__all__ = ["NORMALISATION_VERSION", "Normalized", "OffsetMap", "normalize"]

NORMALISATION_VERSION = 1

Change = tuple[int, int, int]
"""Raw start, raw length, canonical length."""

DROPPED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
NOT_CANONICAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
LEADING_MARKS = re.compile(f"[\ufeff{DROPPED}]+")
LONE_RETURN = re.compile("\r(?!\n)")
# "[x][x]*" finds what "[x]+" finds, five times as fast: only the former lets `re` skip ahead.
TAKEN_OUT = re.compile(f"[\r{DROPPED}][\r{DROPPED}]*")
SHORT_CLUSTER = 64
REMEMBERED_CLUSTERS = 50_000

# Where characters stand that combine or decompose; a test looks through all the others.
BASIC_PLANE = (range(0xA0, 0xD800), range(0xE000, 0x10000))
ASTRAL_PLANES = (range(0x10000, 0x1F000), range(0x2F800, 0x2FA20))
ASTRAL = re.compile("[\U00010000-\U0001efff\U0002f800-\U0002fa1f]")
HANGUL_VOWELS = range(0x1161, 0x1176)
HANGUL_FINALS = range(0x11A8, 0x11C3)


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
    level = LONE_RETURN.sub("\n", raw.replace("\t", " "))
    text = TAKEN_OUT.sub("", level[body:])
    if not unicodedata.is_normalized("NFC", text):
        text = _compose(level, body, changes)
        return Normalized(text, changes.as_map())
    for found in TAKEN_OUT.finditer(level, body):
        changes.add(found.start(), found.end() - found.start(), 0)
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


def _compose(level: str, body: int, changes: Changes) -> str:
    """Text whose characters combine: each cluster that may change is normalised by itself, so that the map is exact."""
    text = StringIO(newline="")
    remembered: dict[str, tuple[str, tuple[Change, ...]]] = {}
    done = body
    for found in _clusters(level).finditer(level, body):
        # The character before a mark may become one with it.
        start = max(found.start() - 1, done)
        cluster = level[start : found.end()]
        known = remembered.get(cluster)
        if known is None:
            known = _compose_cluster(cluster)
            if len(cluster) < SHORT_CLUSTER and len(remembered) < REMEMBERED_CLUSTERS:
                remembered[cluster] = known
        text.write(level[done:start])
        text.write(known[0])
        for at, raw_length, length in known[1]:
            changes.add(start + at, raw_length, length)
        done = found.end()
    text.write(level[done:])
    return text.getvalue()


def _compose_cluster(cluster: str) -> tuple[str, tuple[Change, ...]]:
    cleaned = TAKEN_OUT.sub("", cluster)
    composed = _nfc(cleaned)
    if composed == cleaned:
        return cleaned, tuple((found.start(), len(found.group()), 0) for found in TAKEN_OUT.finditer(cluster))
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
    if len(old) == len(new) and all(_nfc(one) == other for one, other in zip(old, new, strict=True)):
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
    changed = f"\r{DROPPED}" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(_combining(blocks)))
    return re.compile(f"[{changed}][{changed}]*")


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

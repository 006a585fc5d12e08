"""Where captured offsets stand in the canonical text; what makes the text canonical is in `normalize`."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from claims.errors import SpanOutsideText
from claims.text.spans import Span


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

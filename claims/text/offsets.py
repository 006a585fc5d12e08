"""Code points to UTF-16 code units and back, for the border to JavaScript; everything inside counts code points."""

import re
from bisect import bisect_left

from claims.errors import SpanOutsideText, SplitCharacter

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Index:
    """Converts many offsets of one text; built in one pass, each conversion is a binary search."""

    __slots__ = ("_astral", "_astral_units", "_length")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [] if text.isascii() else [found.start() for found in ASTRAL.finditer(text)]
        self._astral_units = [position + before for before, position in enumerate(self._astral)]

    @property
    def units(self) -> int:
        """Length of the text as JavaScript counts it."""
        return self._length + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        if not 0 <= offset <= self._length:
            raise SpanOutsideText(f"The offset {offset} lies outside the text, which has {self._length} characters.")
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, offset: int) -> int:
        if not 0 <= offset <= self.units:
            raise SpanOutsideText(f"The offset {offset} lies outside the text, which has {self.units} UTF-16 units.")
        before = bisect_left(self._astral_units, offset)
        if before and self._astral_units[before - 1] == offset - 1:
            raise SplitCharacter(f"The UTF-16 offset {offset} cuts a character in two; move it by one.")
        return offset - before


def to_utf16(text: str, offset: int) -> int:
    return Utf16Index(text).to_utf16(offset)


def from_utf16(text: str, offset: int) -> int:
    return Utf16Index(text).from_utf16(offset)

"""What the passages of an article are (headline, body, boilerplate ...), told by shape; one line: see `furniture`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.text.furniture import is_caption, is_furniture, is_label
from claims.text.sentences import sentences
from claims.text.spans import Span
from claims.vocabulary import SegmentKind

__all__ = ["Segment", "find_segments", "guess_title", "paragraphs", "sentences"]

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
HEADLINE_CHARACTERS = 250
SUBHEADING_CHARACTERS = 120
SUBHEADING_WORDS = 14
DEK_CHARACTERS = 300
BODY_CHARACTERS = 80
TITLE_LINES = 40
NEARLY_EQUAL = 0.9
FINAL_STOP = re.compile(r"[.!?…:;,。！？؟۔।][\"'”’»)\]」』）]*$")
FULL_STOP = re.compile(r"(?<!\.)[.。۔।][\"'”’»)\]」』）]*$")
DENSE_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage and what it is; the kinds below `headline` include headings within the text."""

    kind: SegmentKind
    start: int
    end: int


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines that are not blank, without the white space around them."""
    found: list[Span] = []
    for line in LINE.finditer(text):
        words = line.group()
        stripped = words.strip()
        if stripped:
            start = line.start() + len(words) - len(words.lstrip())
            found.append(Span(start, start + len(stripped)))
    return tuple(found)


def find_segments(text: str, *, title: str = "") -> tuple[Segment, ...]:
    """One segment a paragraph, in order; a proposal for a person to correct."""
    spans = paragraphs(text)
    lines = [text[span.start : span.end] for span in spans]
    kinds = _kinds(lines, title=title)
    return tuple(Segment(kind, span.start, span.end) for kind, span in zip(kinds, spans, strict=True))


def guess_title(text: str) -> str:
    """The line that reads like a headline above the body, or nothing."""
    spans = paragraphs(text)[:TITLE_LINES]
    lines = [text[span.start : span.end] for span in spans]
    place = _headline_place(lines)
    return "" if place is None else lines[place]


def _kinds(lines: Sequence[str], *, title: str) -> list[SegmentKind]:
    top = _title_place(lines, title=title)
    if top is None:
        top = _headline_place(lines)
    kinds: list[SegmentKind] = []
    for place, line in enumerate(lines):
        kinds.append(SegmentKind.HEADLINE if place == top else _kind(lines, place, line, top=top))
    _mark_dek(lines, kinds, top=top)
    _mark_footnotes(lines, kinds)
    return _with_some_body(lines, kinds)


def _kind(lines: Sequence[str], place: int, line: str, *, top: int | None) -> SegmentKind:
    if is_furniture(line):
        return SegmentKind.BOILERPLATE
    if is_caption(line):
        return SegmentKind.CAPTION
    if _is_one_word(line) or is_label(line):
        return SegmentKind.BOILERPLATE
    if _is_subheading(lines, place):
        return SegmentKind.HEADLINE
    return SegmentKind.BODY


def _title_place(lines: Sequence[str], *, title: str) -> int | None:
    wanted = _letters(title)
    if not wanted:
        return None
    for place, line in enumerate(lines[:TITLE_LINES]):
        if len(line) > 2 * len(title) + 20:
            continue
        here = _letters(line)
        if here == wanted or SequenceMatcher(None, here, wanted, autojunk=False).ratio() >= NEARLY_EQUAL:
            return place
    return None


def _headline_place(lines: Sequence[str]) -> int | None:
    """The first line above the body that could be a headline; a lone label only when nothing better follows."""
    label: int | None = None
    for place, line in enumerate(lines[:TITLE_LINES]):
        if is_furniture(line) or is_caption(line):
            continue
        if is_label(line):
            continue
        if _is_one_word(line):
            label = place if label is None else label
            continue
        if len(line) <= HEADLINE_CHARACTERS and not FULL_STOP.search(line) and place + 1 < len(lines):
            return place
        break
    return label if label is not None and label + 1 < len(lines) else None


def _is_subheading(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    if place + 1 >= len(lines) or len(line) > SUBHEADING_CHARACTERS or FINAL_STOP.search(line):
        return False
    if not 2 <= _word_count(line) <= SUBHEADING_WORDS or not line[0].isalnum() or line[0].islower():
        return False
    return _is_body_like(lines[place + 1]) and (place == 0 or _is_body_like(lines[place - 1]))


def _mark_dek(lines: Sequence[str], kinds: list[SegmentKind], *, top: int | None) -> None:
    if top is None or top + 2 >= len(lines) or kinds[top + 1] not in (SegmentKind.BODY, SegmentKind.HEADLINE):
        return
    line = lines[top + 1]
    if len(line) <= DEK_CHARACTERS and not FINAL_STOP.search(line) and SegmentKind.BODY in kinds[top + 2 :]:
        kinds[top + 1] = SegmentKind.DEK


def _mark_footnotes(lines: Sequence[str], kinds: list[SegmentKind]) -> None:
    """A line with an asterisk below everything else is the outlet's notice."""
    for place in range(len(lines) - 1, 0, -1):
        if lines[place].startswith("*"):
            kinds[place] = SegmentKind.BOILERPLATE
        elif kinds[place] is not SegmentKind.BOILERPLATE:
            return


def _with_some_body(lines: Sequence[str], kinds: list[SegmentKind]) -> list[SegmentKind]:
    """A text of a few words is still the text; only page furniture stays what it is."""
    if SegmentKind.BODY in kinds or SegmentKind.HEADLINE in kinds:
        return kinds
    return [
        kind if is_furniture(line) or kind is SegmentKind.CAPTION else SegmentKind.BODY
        for kind, line in zip(kinds, lines, strict=True)
    ]


def _is_body_like(line: str) -> bool:
    return len(line) >= BODY_CHARACTERS or FINAL_STOP.search(line) is not None


def _is_one_word(line: str) -> bool:
    return _word_count(line) <= 1 and not FINAL_STOP.search(line)


def _word_count(line: str) -> int:
    """Scripts without spaces count two characters a word."""
    dense = len(DENSE_SCRIPT.findall(line))
    return len(line.split()) if dense < 2 else max(len(line.split()), dense // 2)


def _letters(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))

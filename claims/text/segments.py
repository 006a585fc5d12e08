"""What the passages of an article are (headline, body, boilerplate ...), told by shape; one line: see `furniture`."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.furniture import is_caption, is_furniture, is_label
from claims.text.sentences import sentences
from claims.text.spans import Span
from claims.text.wrapping import unwrap
from claims.vocabulary import SegmentKind

__all__ = ["Segment", "find_segments", "guess_title", "paragraphs", "sentences"]

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
CLOSING = "\"'”’»)]」』）"
TOP_LINES = 40
HEADLINE_CHARACTERS = 250
HEADLINE_WORDS = 4
KICKER_WORDS = 3
SUBHEADING_CHARACTERS = 120
SUBHEADING_WORDS = 14
DEK_CHARACTERS = 300
BODY_CHARACTERS = 80
NEARLY_EQUAL = 0.85
ENDING = re.compile(r"[.!?…:;,。！？؟۔।]$")
FULL_STOP = re.compile(r"(?<!\.)[.。۔।]$|[,:]$")
INITIALISM = re.compile(r"\b\w\.(?:\w\.)+$")
DENSE_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage and what it is. Headings within the text are headlines too."""

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
    spans = unwrap(text, paragraphs(text))
    lines = [text[span.start : span.end] for span in spans]
    kinds = _kinds(lines, title=title)
    return tuple(Segment(kind, span.start, span.end) for kind, span in zip(kinds, spans, strict=True))


def guess_title(text: str) -> str:
    """The line that reads like a headline above the body, or nothing."""
    spans = unwrap(text, paragraphs(text))[: TOP_LINES + 1]
    lines = [text[span.start : span.end] for span in spans]
    place = _headline_place(lines)
    return "" if place is None else " ".join(lines[place].split())


def _kinds(lines: Sequence[str], *, title: str) -> list[SegmentKind]:
    top = _title_place(lines, title=title)
    if top is None:
        top = _headline_place(lines)
    kinds = [_kind(lines, place, top=top) for place in range(len(lines))]
    _mark_headings(lines, kinds)
    if top is not None:
        _mark_dek(lines, kinds, top=top)
    _mark_footnotes(lines, kinds)
    return _with_some_body(lines, kinds)


def _kind(lines: Sequence[str], place: int, *, top: int | None) -> SegmentKind:
    """What a line is by itself, and by whether it stands above the headline."""
    line = lines[place]
    if top is not None and (place == top or (place <= TOP_LINES and _letters(line) == _letters(lines[top]))):
        return SegmentKind.HEADLINE
    if is_furniture(line):
        return SegmentKind.BOILERPLATE
    if is_caption(line):
        return SegmentKind.CAPTION
    if is_label(line) or _is_one_word(line):
        return SegmentKind.BOILERPLATE
    if top is not None and place < top and not _is_body_like(line):
        return SegmentKind.BOILERPLATE
    return SegmentKind.BODY


def _title_place(lines: Sequence[str], *, title: str) -> int | None:
    wanted = _letters(title)
    if not wanted:
        return None
    return next((place for place, line in enumerate(lines[:TOP_LINES]) if _is_title(line, wanted)), None)


def _is_title(line: str, wanted: str) -> bool:
    """Pages write "Headline - Name of the outlet" into their title, so the line may be the beginning of it."""
    if len(line) > 2 * len(wanted) + 20:
        return False
    here = _letters(line)
    if here == wanted:
        return True
    if not _could_be_headline(line) or 2 * len(here) < len(wanted):
        return False
    if wanted.startswith(f"{here} "):
        return _word_count(line) >= HEADLINE_WORDS
    return _likeness(here, wanted) >= NEARLY_EQUAL


def _likeness(one: str, other: str) -> float:
    """Share of the pairs of neighbouring letters that both have (Dice); linear, whatever the length."""
    pairs = Counter(pairwise(one))
    others = Counter(pairwise(other))
    return 2 * (pairs & others).total() / max(1, pairs.total() + others.total())


def _headline_place(lines: Sequence[str]) -> int | None:
    """The first line above the body that could be a headline; a kicker or label only where nothing better follows."""
    short: int | None = None
    for place, line in enumerate(lines[:TOP_LINES]):
        if is_furniture(line) or is_caption(line) or is_label(line):
            continue
        if not _could_be_headline(line):
            break
        if _word_count(line) > KICKER_WORDS:
            return place if place + 1 < len(lines) else short
        short = place if short is None else short
    return short if short is not None and short + 1 < len(lines) else None


def _could_be_headline(line: str) -> bool:
    if len(line) > HEADLINE_CHARACTERS:
        return False
    bare = line.rstrip(CLOSING)
    if INITIALISM.search(bare):
        return True
    return not FULL_STOP.search(bare) or (bare.endswith(".") and _is_title_case(line))


def _is_title_case(line: str) -> bool:
    long_words = [word for word in re.findall(r"\w+", line) if len(word) > 3 and word[0].isalpha()]
    return len(long_words) >= HEADLINE_WORDS and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)


def _mark_headings(lines: Sequence[str], kinds: list[SegmentKind]) -> None:
    """A short line between two paragraphs; what the page put between them does not count."""
    body = [place for place, kind in enumerate(kinds) if kind is SegmentKind.BODY]
    for before, place, after in zip(body, body[1:], body[2:], strict=False):
        if _is_heading(lines[place]) and _is_body_like(lines[before]) and _is_body_like(lines[after]):
            kinds[place] = SegmentKind.HEADLINE


def _is_heading(line: str) -> bool:
    if len(line) > SUBHEADING_CHARACTERS or _has_ending(line) or not line[0].isalnum() or line[0].islower():
        return False
    return 2 <= _word_count(line) <= SUBHEADING_WORDS


def _mark_dek(lines: Sequence[str], kinds: list[SegmentKind], *, top: int) -> None:
    below = (place for place in range(top + 1, len(lines)) if kinds[place] is not SegmentKind.BOILERPLATE)
    first = next(below, None)
    if first is None or kinds[first] is not SegmentKind.BODY:
        return
    line = lines[first]
    is_dek = len(line) <= DEK_CHARACTERS and not _has_ending(line) and _word_count(line) >= HEADLINE_WORDS
    if is_dek and SegmentKind.BODY in kinds[first + 1 :]:
        kinds[first] = SegmentKind.DEK


def _mark_footnotes(lines: Sequence[str], kinds: list[SegmentKind]) -> None:
    """A line with an asterisk below everything else is the outlet's notice, unless it is one of a list."""
    for place in range(len(lines) - 1, 0, -1):
        if lines[place].startswith("*") and not lines[place - 1].startswith("* "):
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
    return len(line) >= BODY_CHARACTERS or _has_ending(line)


def _has_ending(line: str) -> bool:
    return ENDING.search(line.rstrip(CLOSING)) is not None


def _is_one_word(line: str) -> bool:
    return len(line) <= SUBHEADING_CHARACTERS and _word_count(line) <= 1 and not _has_ending(line)


def _word_count(line: str) -> int:
    """Scripts without spaces count two characters a word."""
    dense = len(DENSE_SCRIPT.findall(line))
    return len(line.split()) if dense < 2 else max(len(line.split()), dense // 2)


def _letters(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))

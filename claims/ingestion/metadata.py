"""Publisher, byline and date of plain text, read from lines that hold nothing else; the text itself is not searched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.ingestion.written_dates import is_ambiguous, read_date
from claims.text.dates import PartialDate
from claims.text.furniture import is_caption, is_furniture, is_label

TOP_LINES = 15
BOTTOM_LINES = 6
LINES_BELOW_TITLE = 6
LONG_LINE = 80
LONGEST_CREDIT = 120
LONGEST_NAME = 40
MOST_WORDS = 5
PARTS = re.compile(r"\s*[|·•]\s*")
PUBLISHED = re.compile(
    r"(?:first )?(?:published|posted|issued)(?: on| at)?\s*:?\s*|(?:publication )?date\s*:\s*|"
    r"veröffentlicht(?: am)?\s*:?\s*|publié le\s*:?\s*|publicado(?: el| em)?\s*:?\s*|опубликовано\s*:?\s*",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|edited)(?: on| at)?\s*:?\s*|aktualisiert(?: am)?\s*:?\s*|"
    r"mis à jour le\s*:?\s*|actualizado(?: el)?\s*:?\s*|обновлено\s*:?\s*",
    re.IGNORECASE,
)
NAME = r"[^\W\d_a-z][\w&.'’!+ -]{1,38}?"
BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Door|Автор:?)\s+(?P<name>[^\W\d_a-z]\S*(?:\s+\S+){1,11})")
STATED_PUBLISHER = re.compile(rf"(?i:publisher|published by|outlet|newspaper)\s*:?\s+(?P<name>{NAME})\.?")
COPYRIGHT = re.compile(
    rf"(?:(?i:copyright)|©|\([cC]\))(?: ?©| ?\([cC]\))?\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s*)?(?:by\s+)?"
    rf"(?P<name>{NAME})(?:\s+\d{{4}})?(?:[.,;]\s.*|\.?)"
)
WORD = r"[^\W\d_a-z][\w.'’-]{0,20}"
PLACE = rf"{WORD}(?:[ /]{WORD}){{0,3}}(?:, {WORD})?"
DATELINE = re.compile(
    rf"{PLACE}(?:,? (?P<date>[^()–—]{{0,20}}\d[^()–—]{{0,20}}?))?\s*"
    r"(?:\((?P<agency>[^\W\d_a-z][\w .&'’/-]{1,40})\)\s*)?[-–—]\s"
)
# Short headings within an article, which stand alone just like the name of an outlet.
HEADINGS = frozenset(
    (
        *("analysis", "background", "context", "conclusion", "details", "history", "introduction", "key points"),
        *("overview", "reaction", "reactions", "summary", "timeline", "update", "updates", "what we know"),
    )
)
SMALL_WORDS = frozenset(
    ("a", "and", "at", "da", "de", "del", "der", "des", "die", "el", "for", "für", "in", "la", "le")
)
SMALL_WORDS |= frozenset(("of", "on", "the", "und", "y", "&"))


@dataclass(frozen=True, slots=True)
class Metadata:
    publisher: str = ""
    byline: str = ""
    published: PartialDate | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """What was found and the sentence that tells the reader where."""

    value: str
    note: str


def find_metadata(lines: Sequence[str], *, title: str = "", language: str = "") -> Metadata:
    """`lines` are the paragraphs of the text, in order."""
    publisher = _publisher(lines, title=title, language=language)
    byline = next((found["name"] for part in _credits(lines) if (found := BYLINE.fullmatch(part))), "")
    published, date_note = _published(lines, title=title, language=language)
    notes = [note for note in (publisher.note if publisher else "", date_note) if note]
    return Metadata(publisher.value if publisher else "", byline, published, tuple(notes))


def _credits(lines: Sequence[str]) -> Iterator[str]:
    """The short lines above and below the text, cut where a bar or a bullet divides them."""
    bottom = max(len(lines) - BOTTOM_LINES, TOP_LINES)
    for line in (*lines[:TOP_LINES], *lines[bottom:]):
        if len(line) <= LONGEST_CREDIT:
            yield from (part for part in PARTS.split(line) if part)


def _publisher(lines: Sequence[str], *, title: str, language: str) -> Clue | None:
    for part in _credits(lines):
        found = STATED_PUBLISHER.fullmatch(part) or COPYRIGHT.fullmatch(part)
        if found:
            return Clue(found["name"].strip(), f"The publisher was read from the line “{part}”; check it.")
    for name in _lines_below_title(lines, title=title):
        if _is_outlet_like(name, language=language):
            return Clue(name, f"The publisher was guessed from “{name}”, which stands alone above the text; check it.")
    for line in lines[:TOP_LINES]:
        found = DATELINE.match(line)
        if found and found["agency"] and len(line) > len(found[0]) + LONG_LINE // 2:
            agency = found["agency"].strip()
            return Clue(agency, f"The publisher was guessed from the place line “{found[0].strip()}”; check it.")
    return None


def _lines_below_title(lines: Sequence[str], *, title: str) -> Iterator[str]:
    """Lines between title and body: after at most one long line, the dek, and before a long one."""
    if title not in lines[:TOP_LINES]:
        return
    first = lines.index(title) + 1
    deks = 0
    for place in range(first, min(first + LINES_BELOW_TITLE, len(lines) - 1)):
        deks += len(lines[place]) >= LONG_LINE
        if deks > 1:
            return
        if len(lines[place + 1]) >= LONG_LINE:
            yield lines[place]


def _is_outlet_like(line: str, *, language: str) -> bool:
    words = line.split()
    if len(line) > LONGEST_NAME or not 1 <= len(words) <= MOST_WORDS or not line[-1].isalnum():
        return False
    if not line[0].isalnum() or line.casefold() in HEADINGS or BYLINE.fullmatch(line):
        return False
    if is_furniture(line) or is_label(line) or is_caption(line) or read_date(line, language=language):
        return False
    if PUBLISHED.match(line) or UPDATED.match(line):
        return False
    return all(not word[0].islower() or word.casefold() in SMALL_WORDS for word in words) and not line.isdigit()


def _published(lines: Sequence[str], *, title: str, language: str) -> tuple[PartialDate | None, str]:
    updated: tuple[PartialDate | None, str] = (None, "")
    unclear = ""
    for part in _credits(lines):
        prefix = PUBLISHED.match(part)
        if prefix and (found := read_date(part[prefix.end() :], language=language)):
            return found, f"The date was read from the line “{part}”."
        prefix = UPDATED.match(part)
        if prefix and updated[0] is None and (found := read_date(part[prefix.end() :], language=language)):
            updated = found, f"The date was read from “{part}”, the last change; the first printing may be earlier."
        if is_ambiguous(part) and len(part) < LONGEST_NAME:
            unclear = f"“{part}” can be read as two different days; enter the date by hand."
    bare = _bare_date(lines, title=title, language=language)
    if bare:
        return bare, f"The date was read from “{bare.words}” above the text; check it."
    return updated if updated[0] else (None, unclear)


def _bare_date(lines: Sequence[str], *, title: str, language: str) -> PartialDate | None:
    """A date alone on a line near the title, or in the line that names the place; never one from the text."""
    for line in lines[:TOP_LINES]:
        for part in PARTS.split(line) if len(line) <= LONGEST_CREDIT else ():
            if part != title and (found := read_date(part, language=language)):
                return found
        dateline = DATELINE.match(line)
        if dateline and dateline["date"] and (found := read_date(dateline["date"], language=language)):
            return found
    return None

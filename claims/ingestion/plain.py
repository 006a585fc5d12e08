"""Plain text, from a file or pasted, to a document; web pages are read in `html`."""

import hashlib
from dataclasses import replace
from pathlib import PurePath

from claims.errors import EmptyText
from claims.ingestion.decode import LARGEST_TEXT, check_size, decode, lost_characters
from claims.ingestion.document import Document
from claims.ingestion.language import guess_language
from claims.ingestion.metadata import find_metadata
from claims.text.normalize import Normalized, normalize
from claims.text.segments import find_segments, guess_title

LONGEST_TITLE = 120


def read_text(
    raw: bytes, *, filename: str = "", url: str = "", charset: str = "", at_most: int = LARGEST_TEXT
) -> Document:
    """`charset` is what a server said of the bytes."""
    decoded = decode(raw, declared=charset, at_most=at_most)
    document = _document(normalize(decoded.text), filename=filename, raw=raw)
    return replace(document, url=url, encoding=decoded.encoding, notes=(*decoded.notes, *document.notes))


def read_pasted(text: str, *, url: str = "", at_most: int = LARGEST_TEXT) -> Document:
    """The raw bytes of what was pasted are its UTF-8."""
    check_size(len(text), at_most=at_most)
    normalized = normalize(text)
    raw = text.encode("utf-8")
    check_size(len(raw), at_most=at_most)
    return replace(_document(normalized, filename="", raw=raw), url=url, encoding="utf-8")


def _document(normalized: Normalized, *, filename: str, raw: bytes) -> Document:
    text = normalized.text
    if not text.strip():
        raise EmptyText("There is no text in it, only white space; choose a file with an article in it.")
    title = guess_title(text)
    language = guess_language(text)
    segments = find_segments(text, title=title)
    lines = [" ".join(text[segment.start : segment.end].split()) for segment in segments]
    found = find_metadata(lines, title=title, language=language)
    notes = (*lost_characters(text), *found.notes)
    if not title:
        title, title_note = _stand_in_title(text, filename=filename)
        notes = (title_note, *notes)
    return Document(
        title=title,
        text=text,
        publisher=found.publisher,
        byline=found.byline,
        published=found.published,
        language=language,
        segments=segments,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        offset_map_rows=tuple((start, old, new) for start, old, new in normalized.offset_map.as_rows()),
        notes=notes,
    )


def _stand_in_title(text: str, *, filename: str) -> tuple[str, str]:
    name = PurePath(filename.replace("\\", "/")).stem.replace("_", " ").strip()
    if name:
        return name[:LONGEST_TITLE], "No headline was found in the text; the title is the name of the file."
    first = " ".join(text[: 4 * LONGEST_TITLE].split())
    cut = first if len(first) <= LONGEST_TITLE else first[:LONGEST_TITLE].rpartition(" ")[0] or first[:LONGEST_TITLE]
    return cut, "No headline was found in the text; the title is its first words."

"""A web page to a document: its main text, one paragraph a line, and what the page says about itself."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from claims.errors import EmptyText
from claims.ingestion.decode import MEGABYTE, decode, lost_characters
from claims.ingestion.document import Document
from claims.ingestion.language import guess_language
from claims.ingestion.main_text import NO_ARTICLE, Line, MainText, extract, parse
from claims.ingestion.page_metadata import date_in_address, declared_language, outlet_in_title, published
from claims.text.segments import Segment, find_segments, guess_title
from claims.vocabulary import SegmentKind

META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{1,40})", re.IGNORECASE)
HEAD_BYTES = 4096
LONGEST_TITLE = 120
# Extraction takes 2 to 3 s a megabyte.
LARGEST_PAGE = 10 * MEGABYTE


def read_html(raw: bytes, *, url: str = "", charset: str = "", at_most: int = LARGEST_PAGE) -> Document:
    """`charset` is what a server said of the bytes; it outranks what the page says, as in a browser."""
    decoded = decode(raw, declared=charset or _declared_charset(raw), at_most=at_most)
    tree = parse(decoded.text)
    declared = declared_language(tree)
    date, date_note = published(tree, language=declared)
    main = extract(tree, url=url)
    publisher = main.publisher or outlet_in_title(tree, title=main.title)
    if date is None:
        date, date_note = date_in_address(url or main.url)
    text = "\n".join(line.text for line in main.lines)
    guessed = guess_language(text)
    title = main.title or guess_title(text) or main.lines[0].text[:LONGEST_TITLE]
    segments = tuple(_segments(text, main.lines, title=title))
    if all(segment.kind is SegmentKind.BOILERPLATE for segment in segments):
        raise EmptyText(NO_ARTICLE)
    return Document(
        title=title,
        text=text,
        publisher=publisher,
        byline=main.byline,
        published=date,
        language=declared or guessed,
        url=url or main.url,
        segments=segments,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        notes=(
            *decoded.notes,
            *lost_characters(text),
            *_notes(main, publisher=publisher, date_note=date_note, declared=declared, guessed=guessed),
        ),
    )


def _declared_charset(raw: bytes) -> str:
    found = META_CHARSET.search(raw[:HEAD_BYTES])
    return found[1].decode("ascii") if found else ""


def _segments(text: str, lines: Iterable[Line], *, title: str) -> Iterator[Segment]:
    """What the markup says stands; what it calls plain paragraphs may still be furniture of the page."""
    told = {segment.start: segment.kind for segment in find_segments(text, title=title)}
    start = 0
    for line in lines:
        end = start + len(line.text)
        kind = line.kind if line.kind is not SegmentKind.BODY else told.get(start, line.kind)
        yield Segment(kind, start, end)
        start = end + 1


def _notes(main: MainText, *, publisher: str, date_note: str, declared: str, guessed: str) -> Iterator[str]:
    if not main.title:
        yield "The page names no title; the title was taken from its text."
    if publisher:
        yield f"The publisher “{publisher}” was read from what the page says about itself."
    if date_note:
        yield date_note
    if declared and guessed and declared != guessed:
        yield f"The page says its language is “{declared}”, but the text reads like “{guessed}”; check it."

"""What ingestion hands over: one article as it was captured, before anyone has corrected it; nothing is stored here."""

from dataclasses import dataclass

from claims.text.dates import PartialDate
from claims.text.segments import Segment


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is canonical, `offset_map_rows` lead to it from the decoded text, `notes` tell what was guessed."""

    title: str
    text: str
    publisher: str = ""
    byline: str = ""
    published: PartialDate | None = None
    language: str = ""
    """ISO 639-1, empty where it is not known."""
    url: str = ""
    segments: tuple[Segment, ...] = ()
    raw_sha256: str = ""
    encoding: str = ""
    offset_map_rows: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = ()

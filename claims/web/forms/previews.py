"""What a preview keeps of a captured text until it is saved: signed, so that what is saved is what was captured."""

import hashlib
from dataclasses import dataclass, replace
from uuid import uuid4

from django.core import signing

from claims.errors import ClaimsError
from claims.ingestion.document import Document
from claims.queries.access import Access
from claims.services.article_rows import Capture
from claims.text.dates import PartialDate, format_date, parse_date
from claims.text.segments import Segment
from claims.vocabulary import CaptureMethod, SegmentKind

SALT = "claims.previews"
SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Preview:
    """A capture that is not saved yet. `key` is used once, so that a form sent twice makes one article."""

    key: str
    method: CaptureMethod
    captured_from: str
    raw_sha256: str
    text_sha256: str
    published: PartialDate | None
    segments: tuple[Segment, ...]
    notes: tuple[str, ...]

    @property
    def capture(self) -> Capture:
        return Capture(self.method, self.captured_from, bytes.fromhex(self.raw_sha256))


def preview_of(document: Document, *, method: CaptureMethod, captured_from: str = "") -> Preview:
    return Preview(
        key=uuid4().hex,
        method=method,
        captured_from=captured_from,
        raw_sha256=document.raw_sha256,
        text_sha256=digest_of(document.text),
        published=document.published,
        segments=document.segments,
        notes=document.notes,
    )


def seal(preview: Preview, access: Access) -> str:
    """The preview as a form carries it; only this user can open it, in this workspace."""
    date = preview.published
    return signing.dumps(
        {
            "key": preview.key,
            "method": preview.method.value,
            "from": preview.captured_from,
            "raw": preview.raw_sha256,
            "text": preview.text_sha256,
            "published": [format_date(date), date.words, date.zone] if date else None,
            "segments": [[segment.kind.value, segment.start, segment.end] for segment in preview.segments],
            "notes": preview.notes,
        },
        salt=_salt(access),
        compress=True,
    )


def unseal(sealed: str, access: Access, *, text: str) -> Preview:
    """Raises ClaimsError for a preview that is too old, was changed, or belongs to another text."""
    try:
        kept = signing.loads(sealed, salt=_salt(access), max_age=SECONDS_KEPT)
    except signing.BadSignature as wrong:
        raise ClaimsError("This preview is older than a day or was not made here; bring the text in again.") from wrong
    if kept["text"] != digest_of(text):
        raise ClaimsError("The text is not the one that was captured; bring it in again.", field="text")
    published = None
    if kept["published"]:
        printed, words, zone = kept["published"]
        published = replace(parse_date(printed, words=words), zone=zone)
    return Preview(
        key=kept["key"],
        method=CaptureMethod(kept["method"]),
        captured_from=kept["from"],
        raw_sha256=kept["raw"],
        text_sha256=kept["text"],
        published=published,
        segments=tuple(Segment(SegmentKind(kind), start, end) for kind, start, end in kept["segments"]),
        notes=tuple(kept["notes"]),
    )


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _salt(access: Access) -> str:
    return f"{SALT}.{access.workspace.pk}.{access.user.pk}"

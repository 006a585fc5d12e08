"""The note beside an exported file: what is in it, how it was chosen, and the digest that proves it unchanged."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypedDict

MANIFEST_SCHEMA = 1


class Manifest(TypedDict):
    """What `FILE.manifest.json` holds."""

    schema: int
    format: str
    shape: str
    workspace: str
    file: str
    created: str
    filters: dict[str, list[str]]
    counts: dict[str, int]
    columns: list[str]
    guarded: bool
    excel: bool
    bytes: int
    sha256: str


class Tally:
    """Size and SHA-256 of the bytes that pass through it."""

    def __init__(self) -> None:
        self.bytes = 0
        self._digest = hashlib.sha256()

    def through(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks; complete only when the last one was taken."""
        for chunk in chunks:
            self.bytes += len(chunk)
            self._digest.update(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def manifest(
    tally: Tally,
    *,
    format: str,  # the word users type
    shape: str,
    workspace: str,
    file: str,
    created: datetime,
    counts: Mapping[str, int],
    filters: Mapping[str, Sequence[str]],
    columns: Sequence[str] = (),
    guarded: bool = False,
    excel: bool = False,
) -> Manifest:
    """The manifest of a finished export. `filters` as asked for: name to values."""
    return Manifest(
        schema=MANIFEST_SCHEMA,
        format=format,
        shape=shape,
        workspace=workspace,
        file=file,
        created=created.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        filters={name: list(values) for name, values in sorted(filters.items())},
        counts=dict(counts),
        columns=list(columns),
        guarded=guarded,
        excel=excel,
        bytes=tally.bytes,
        sha256=tally.sha256,
    )

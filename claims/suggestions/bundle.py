"""A model as one file: a header in JSON and its parts, checked by their digests; nothing in it is ever run."""

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.errors import BadModel

MAGIC = b"provenance suggester\n"
FORMAT = 1
RETRAIN = "Train it again with train_suggester."


def pack(header: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """The header (as JSON), and behind it the parts, compressed."""
    packed = {name: zlib.compress(part, 6) for name, part in parts.items()}
    directory = [
        {"name": name, "size": len(part), "sha256": hashlib.sha256(part).hexdigest()} for name, part in packed.items()
    ]
    top = json.dumps({**header, "format": FORMAT, "parts": directory}, sort_keys=True, ensure_ascii=False)
    return b"".join((MAGIC, top.encode(), b"\n", *packed.values()))


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The header and the parts, or `BadModel` where the file is no model, of another version, cut short or changed."""
    if not content.startswith(MAGIC):
        raise BadModel("This is no suggestion model. Make one with train_suggester.")
    top, line_end, rest = content[len(MAGIC) :].partition(b"\n")
    if not line_end:
        raise BadModel(f"The suggestion model is cut short. {RETRAIN}")
    try:
        header: dict[str, Any] = json.loads(top)
        version, directory = header["format"], header["parts"]
    except (ValueError, KeyError, TypeError):
        raise BadModel(f"The header of the suggestion model cannot be read. {RETRAIN}") from None
    if version != FORMAT:
        raise BadModel(f"The suggestion model has format {version}, this program reads {FORMAT}. {RETRAIN}")
    return header, _parts(directory, rest)


def _parts(directory: list[dict[str, Any]], rest: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for entry in directory:
        part, rest = rest[: entry["size"]], rest[entry["size"] :]
        if len(part) < entry["size"]:
            raise BadModel(f"The suggestion model is cut short. {RETRAIN}")
        if hashlib.sha256(part).hexdigest() != entry["sha256"]:
            raise BadModel(f"The suggestion model was changed or damaged. {RETRAIN}")
        parts[entry["name"]] = zlib.decompress(part)
    if rest:
        raise BadModel(f"The suggestion model has something behind its end. {RETRAIN}")
    return parts


def write(path: Path, content: bytes) -> None:
    """All or nothing: a reader meets the old file or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise

"""When two texts are the same text; near duplicates and shared passages are no matter of this module."""

import hashlib


def fingerprint(text: str) -> str:
    """SHA-256 of canonical text in UTF-8, as hex; equal exactly where the texts are equal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

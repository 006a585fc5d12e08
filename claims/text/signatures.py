"""A short signature of a text: texts with many equal runs of words share a part of it; kept and compared elsewhere."""

import hashlib
from collections.abc import Sequence

from rensa import RMinHash

from claims.text.shingles import shingles

METHOD = 1
"""Raised with every change of how a signature is made: those made before are then made again."""
PERMUTATIONS = 128
ROWS = 4
"""Of a band: texts that share half of their shingles share a band in 7 of 8 cases, a tenth in 1 of 300."""
SEED = 42


def bands_of(keys: Sequence[str], *, salt: bytes) -> list[int]:
    """Hashes of which two texts under the same salt share one or more if they are alike; none of a text too short."""
    runs = shingles(keys)
    if not runs:
        return []
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update(runs)
    values = signature.digest()
    return [_band(salt, start, values[start : start + ROWS]) for start in range(0, PERMUTATIONS, ROWS)]


def _band(salt: bytes, place: int, values: Sequence[int]) -> int:
    content = salt + b"".join(value.to_bytes(8, "big") for value in (place, *values))
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)

"""What a search found, sort by sort."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Group:
    """The first finds of one sort, how many there are in all as words, and the address of the list of all."""

    name: str
    rows: Sequence[Any]
    count: str
    is_whole: bool
    address: str

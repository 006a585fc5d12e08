"""Rules that records keep whatever way they come in: chains, addresses, titles; what needs the database is not here."""

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from claims.errors import BadRecord, ChainIncomplete
from claims.exchange.records import AttributionRecord, ChainRecord, SourceReference
from claims.text.names import match_key
from claims.vocabulary import Lineage

SCHEMES = ("http", "https")
NO_TEXT = re.compile("[\0\ud800-\udfff]")


def check_chains(chains: Sequence[ChainRecord], *, field: str = "chains") -> None:
    """A claim has a chain, a chain has a step unless it is `none_given`, no step cites itself."""
    if not chains:
        raise ChainIncomplete(
            "The claim has no chain; give at least one step, "
            "or a chain with lineage none_given for the outlet's own words.",
            field=field,
        )
    for number, chain in enumerate(chains):
        _check_chain(chain, field=f"{field}[{number}]")


def check_address(url: str, *, field: str = "url") -> None:
    """An address a page may link to; empty is none."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in url):
        raise BadRecord(f"“{_cut(url)}” is not a web address; it must begin with http:// or https://.", field=field)


def check_line(text: str, *, field: str, required: bool = False) -> None:
    """A title, a name, a label: text the database can hold, on one line."""
    if required and not text.strip():
        raise BadRecord(f"{field} is empty; give it some text.", field=field)
    check_characters(text, field=field)
    if "\n" in text or "\r" in text:
        raise BadRecord(f"{field} has a line break; write it on one line.", field=field)


def check_characters(text: str, *, field: str) -> None:
    """No NUL and no half of a surrogate pair: neither can be stored or sent as UTF-8."""
    found = NO_TEXT.search(text)
    if found is not None:
        raise BadRecord(
            f"{field} contains the character U+{ord(found.group()):04X}, which is no text; remove it.", field=field
        )


def _check_chain(chain: ChainRecord, *, field: str) -> None:
    hops = chain.attributions
    if chain.lineage is Lineage.NONE_GIVEN:
        if hops:
            raise ChainIncomplete(
                "A chain with lineage none_given is the outlet's own words and has no steps; "
                "remove the steps or choose another lineage.",
                field=f"{field}.attributions",
            )
        return
    if not hops:
        raise ChainIncomplete(
            f"A chain with lineage {chain.lineage} needs at least one step; "
            "add one, or choose none_given for the outlet's own words.",
            field=f"{field}.attributions",
        )
    for place, hop in enumerate(hops):
        _check_source(hop.source, field=f"{field}.attributions[{place}].source")
    for place, (before, after) in enumerate(pairwise(hops), start=1):
        if _same_source(before, after):
            raise ChainIncomplete(
                f"Steps {place} and {place + 1} of the chain are the same source; a source does not cite itself.",
                field=f"{field}.attributions[{place}].source",
            )


def _check_source(source: SourceReference | None, *, field: str) -> None:
    if source is not None and source.id is None and not source.name.strip():
        raise ChainIncomplete("The source has neither an id nor a name; give one of them, or null.", field=field)


def _same_source(one: AttributionRecord, other: AttributionRecord) -> bool:
    """As far as can be told without the registry, which knows aliases."""
    if one.source is None or other.source is None:
        return False
    if one.source.id is not None and other.source.id is not None:
        return one.source.id == other.source.id
    if not one.source.name or not other.source.name:
        return False
    return match_key(one.source.name) == match_key(other.source.name)


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"

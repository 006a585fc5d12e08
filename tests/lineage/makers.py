"""Evidence in a few words: parties by name, chains as lists of names, dates as printed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from claims.lineage.records import Assertion, Chain, Evidence, Hop, Party, Piece, Published
from claims.text.dates import parse_date
from claims.vocabulary import Certainty, Identifiability, Lineage, SourceKind, Stance

SPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def key(*names: str) -> UUID:
    return uuid5(SPACE, "/".join(names))


def party(name: str, *, family: str = "", kind: SourceKind = SourceKind.ORGANIZATION) -> Party:
    top = family or name
    return Party(key(name), name, kind, Identifiability.NAMED, key(top), top)


def unnamed(name: str, where: str, *, kind: SourceKind = SourceKind.PERSON) -> Party:
    """A source of one article: the same words in another article are another source."""
    own = key(where, name)
    return Party(own, name, kind, Identifiability.ANONYMOUS, own, name)


def dated(printed: str) -> Published | None:
    date = parse_date(printed) if printed else None
    return Published(date.earliest, date.latest, printed) if date else None


def piece(name: str, at: str = "", *, publisher: str = "", **more: Any) -> Piece:
    """An article; its publisher has its name unless another is given."""
    return Piece(key("piece", name, at), f"{name} {at}", party(publisher or name), dated(at), **more)


def hop(who: str | Party | None, stance: Stance = Stance.ASSERTS, **more: Any) -> Hop:
    spoken = party(who) if isinstance(who, str) else who
    _COUNTER[0] += 1
    return Hop(key("hop", str(_COUNTER[0])), spoken, stance, **more)


def chain(*steps: str | Party | Hop | None, lineage: Lineage = Lineage.COMPLETE) -> Chain:
    """Nearest the publisher first; no steps are own words."""
    hops = (
        tuple(
            step if isinstance(step, Hop) else hop(step, Stance.ASSERTS if last else Stance.RELAYS)
            for step, last in zip(steps, [False] * (len(steps) - 1) + [True], strict=True)
        )
        if steps
        else ()
    )
    _COUNTER[0] += 1
    return Chain(key("chain", str(_COUNTER[0])), lineage if hops else Lineage.NONE_GIVEN, hops)


def said(where: Piece, *steps: str | Party | Hop | None, lineage: Lineage = Lineage.COMPLETE, **more: Any) -> Assertion:
    return asserted(where, [chain(*steps, lineage=lineage)], **more)


def asserted(where: Piece, chains: Sequence[Chain], **more: Any) -> Assertion:
    _COUNTER[0] += 1
    return Assertion(key("claim", str(_COUNTER[0])), where, "The group did it", tuple(chains), **more)


def evidence(*assertions: Assertion, **more: Any) -> Evidence:
    return Evidence(assertions, **more)


def certain(who: str | Party, certainty: Certainty = Certainty.CERTAIN, **more: Any) -> Hop:
    return hop(who, certainty=certainty, **more)


_COUNTER = [0]

"""What differs where two people saved the same claim: theirs beside mine, and what of mine is sent again to keep it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord
from claims.queries.claim_documents import ClaimDocument
from claims.queries.claim_records import record_of
from claims.text.dates import format_date
from claims.text.spans import PART_JOINER, QuotedSpan
from claims.vocabulary import SCREEN_WORDS, Lineage, Word

OF_CLAIM = ("quotation", "polarity", "status")
OF_STEP = ("stance", "certainty", "verification", "basis", "medium")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that both say in another way."""

    name: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who was faster, what differs, and where mine is sent to be saved after all."""

    by: str
    at: datetime | None
    differences: tuple[Difference, ...]
    action: str
    fields: tuple[tuple[str, str], ...]


def untouched_as_theirs(sent: Mapping[str, str], seen: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """What was sent, but where somebody left a field as it was when they opened it, the other one's value."""
    return {
        name: theirs[name] if name in seen and _plain(name, value) == _plain(name, seen[name]) else value
        for name, value in sent.items()
    }


def differences(theirs: ClaimDocument, mine: ClaimRecord, *, statement: str) -> tuple[Difference, ...]:
    """In the order of the panel. `statement` is the text of theirs."""
    return tuple(found for found in _compared(theirs, mine, statement) if found.theirs != found.mine)


def _compared(theirs: ClaimDocument, mine: ClaimRecord, statement: str) -> Iterator[Difference]:
    standing = record_of(theirs)
    yield Difference("words", theirs["quote"], PART_JOINER.join(span.exact or "" for span in _in_order(mine)))
    names = dict(zip(theirs["label_ids"], theirs["labels"], strict=True))
    chosen = sorted({names.get(word, word) for word in mine.labels})
    yield Difference("labels", ", ".join(sorted(theirs["labels"])) or NOTHING, ", ".join(chosen) or NOTHING)
    for name in OF_CLAIM:
        yield Difference(name, _on_screen(getattr(standing, name)), _on_screen(getattr(mine, name)))
    said = statement if mine.proposition == standing.proposition else mine.proposition
    yield Difference("statement", statement or NOTHING, said or NOTHING)
    yield Difference("note", theirs["note"] or NOTHING, mine.note or NOTHING)
    for of in ("text", "method"):
        said_by = [getattr(one.translation, of) if one.translation else "" for one in (standing, mine)]
        name = "translation" if of == "text" else "how it was translated"
        yield Difference(name, said_by[0] or NOTHING, said_by[1] or NOTHING)
    yield from _chains(theirs, standing, mine)


def _chains(theirs: ClaimDocument, standing: ClaimRecord, mine: ClaimRecord) -> Iterator[Difference]:
    named = {
        hop["id"]: hop["source"]["name"] if hop["source"] else "a step that is not named"
        for chain in theirs["chains"]
        for hop in chain["attributions"]
    }
    yield Difference("chain", _in_words(standing.chains, named), _in_words(mine.chains, named))
    own = {hop.id: hop for chain in mine.chains for hop in chain.attributions if hop.id}
    for hop in (hop for chain in standing.chains for hop in chain.attributions):
        if hop.id in own:
            yield from _steps(named[str(hop.id)], hop, own[hop.id])


def _steps(name: str, theirs: AttributionRecord, mine: AttributionRecord) -> Iterator[Difference]:
    for part in OF_STEP:
        yield Difference(f"{name}: {part}", _on_screen(getattr(theirs, part)), _on_screen(getattr(mine, part)))
    dates = [format_date(hop.said) if hop.said else NOTHING for hop in (theirs, mine)]
    yield Difference(f"{name}: said", *dates)


def _in_words(chains: tuple[ChainRecord, ...], named: Mapping[str, str]) -> str:
    told = [chain for chain in chains if chain.lineage is not Lineage.NONE_GIVEN]
    return " | ".join(" > ".join(_name(hop, named) for hop in chain.attributions) for chain in told) or (
        Lineage.NONE_GIVEN.on_screen
    )


def _name(hop: AttributionRecord, named: Mapping[str, str]) -> str:
    return named.get(str(hop.id)) or (hop.source.name if hop.source else "") or "another source"


def _in_order(record: ClaimRecord) -> list[QuotedSpan]:
    """In order of the text, as the quote has them."""
    return sorted(record.spans, key=lambda span: span.start)


def _on_screen(word: Word | None) -> str:
    return SCREEN_WORDS.get(word, word.value.replace("_", " ")) if word else NOTHING


def _plain(name: str, value: str) -> str:
    """Browsers send line breaks as CR LF; labels stand in any order."""
    if name == "labels":
        return ", ".join(sorted(part.strip() for part in value.split(",")))
    return value.replace("\r\n", "\n")

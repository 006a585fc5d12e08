"""What a person changes of a suggestion before it is accepted: who says it, how, and how it is quoted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from claims.errors import BadRecord
from claims.exchange.fields import as_uuid
from claims.exchange.records import AttributionRecord, ClaimRecord, SourceReference
from claims.vocabulary import Certainty, Quotation, Stance, Word

W = TypeVar("W", bound=Word)


def changed(record: ClaimRecord, sent: Mapping[str, str]) -> ClaimRecord:
    """The record with what was sent; fields that are not there change nothing. Raises BadRecord."""
    [chain] = record.chains
    steps = tuple(_step(step, sent, number) for number, step in enumerate(chain.attributions))
    quotation = _word(sent, "quotation", Quotation) or record.quotation
    return replace(record, quotation=quotation, chains=(replace(chain, attributions=steps),))


def _step(step: AttributionRecord, sent: Mapping[str, str], number: int) -> AttributionRecord:
    return replace(
        step,
        source=_source(step, sent, number),
        stance=_word(sent, f"stance-{number}", Stance) or step.stance,
        certainty=_word(sent, f"certainty-{number}", Certainty) or step.certainty,
    )


def _source(step: AttributionRecord, sent: Mapping[str, str], number: int) -> SourceReference | None:
    """One that was chosen of several with one name, or another name than was proposed; an empty name is nobody."""
    chosen: UUID | None = as_uuid(sent.get(f"source_id-{number}", ""))
    if chosen is not None:
        return SourceReference(id=chosen)
    name = sent.get(f"source-{number}")
    if name is None or name.strip() == sent.get(f"proposed-{number}", "").strip():
        return step.source
    if not name.strip():
        return None
    known = step.source
    return SourceReference(name=name.strip(), kind=known.kind if known else None)


def _word(sent: Mapping[str, str], name: str, vocabulary: type[W]) -> W | None:
    given = sent.get(name, "")
    if given and given not in vocabulary.values():
        raise BadRecord(f"“{given[:40]}” is no {name.partition('-')[0]}; choose one of the list.", field=name)
    return vocabulary(given) if given else None

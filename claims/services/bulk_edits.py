"""One change to many claims at once, as a list of claims offers it: a label, a status, a source; one event for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.errors import ClaimsError
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.models import AuditEvent, Workspace
from claims.queries.claim_documents import AttributionDocument, ClaimDocument
from claims.services import claims
from claims.services.source_resolver import Resolver
from claims.vocabulary import ClaimStatus, Lineage, Stance

MOST = 1000


class SourcePlace(StrEnum):
    """Where a source goes in claims that have a chain; where there are only the outlet's own words, it is the chain."""

    BEYOND = "beyond"
    """Behind the last step of each chain: the new origin."""
    BESIDE = "beside"
    """A chain of its own: this source said it, too."""


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What is to be done to each claim; what is empty is left as it is."""

    add_label: str = ""
    remove_label: str = ""
    status: ClaimStatus | None = None
    source: SourceReference | None = None
    place: SourcePlace = SourcePlace.BEYOND


@transaction.atomic
def apply(workspace: Workspace, ids: Sequence[UUID], edit: BulkEdit, *, by: AbstractBaseUser) -> AuditEvent:
    """The event can be taken back. Raises ClaimsError where nothing is asked for, else what changing a claim raises."""
    if not ids:
        raise ClaimsError("Tick at least one claim.")
    if len(ids) > MOST:
        raise ClaimsError(f"{len(ids)} claims are ticked; at most {MOST} can be changed at once.")
    if edit == BulkEdit(place=edit.place):
        raise ClaimsError("Say what to do with the ticked claims: a label, a status or a source.")
    if edit.source is not None:
        edit = replace(edit, source=_known(workspace, edit.source))
    claims.change_many(workspace, ids, lambda document, record: _edited(document, record, edit), by=by)
    subject = ids[0] if len(ids) == 1 else workspace.pk
    return AuditEvent.objects.filter(workspace=workspace, object_id=subject, actor_id=by.pk).latest("pk")


def _edited(document: ClaimDocument, record: ClaimRecord, edit: BulkEdit) -> ClaimRecord:
    labels = record.labels
    if edit.remove_label:
        wanted = edit.remove_label.casefold()
        pairs = zip(document["labels"], document["label_ids"], strict=True)
        labels = tuple(key for name, key in pairs if name.casefold() != wanted)
    if edit.add_label:
        labels = (*labels, edit.add_label)
    chains = record.chains
    if edit.source is not None:
        chains = _with_source(document, record.chains, edit.source, edit.place)
    return replace(record, labels=labels, status=edit.status or record.status, chains=chains)


def _with_source(
    document: ClaimDocument, chains: Sequence[ChainRecord], source: SourceReference, place: SourcePlace
) -> tuple[ChainRecord, ...]:
    """A chain that names the source already is left as it is."""
    alone = ChainRecord(lineage=Lineage.COMPLETE, attributions=(AttributionRecord(source=source),))
    told = [
        (chain, any(_is(hop, source) for hop in shown["attributions"]))
        for chain, shown in zip(chains, document["chains"], strict=True)
        if chain.lineage is not Lineage.NONE_GIVEN
    ]
    if not told:
        return (alone,)
    if place is SourcePlace.BESIDE:
        known = any(names_it for _, names_it in told)
        return (*(chain for chain, _ in told), *(() if known else (alone,)))
    return tuple(chain if names_it else _beyond(chain, source) for chain, names_it in told)


def _beyond(chain: ChainRecord, source: SourceReference) -> ChainRecord:
    """Who asserted as the origin now relays."""
    *before, last = chain.attributions
    if last.stance is Stance.ASSERTS:
        last = replace(last, stance=Stance.RELAYS)
    return replace(chain, lineage=Lineage.COMPLETE, attributions=(*before, last, AttributionRecord(source=source)))


def _is(hop: AttributionDocument, source: SourceReference) -> bool:
    return hop["source"] is not None and hop["source"]["id"] == str(source.id)


def _known(workspace: Workspace, source: SourceReference) -> SourceReference:
    """By its id where the registry has it, so that a step by it is told under any of its names."""
    resolver = Resolver(workspace)
    resolver.prepare([(source, None)])
    found = resolver.resolve(source, article_id=None)
    return source if found in resolver.made else SourceReference(id=found.pk)

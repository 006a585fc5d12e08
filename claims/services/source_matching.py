"""Which source of the registry a record of another registry means: by its address, its identifiers, then its name."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from claims.errors import BadRecord, Conflict
from claims.exchange.records import AliasRecord, SourceRecord, SourceReference
from claims.models import Source, SourceIdentifier, Workspace
from claims.services import name_locks
from claims.services.source_resolver import Resolver
from claims.text.names import match_key
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme

LONGEST_URI = 500


class Matcher:
    """Finds or makes the sources that records describe: six queries, whatever their number. Save `resolver` after it.

    A source that is found by what is no name is called by the record's name, too: loosely where that names another.
    """

    def __init__(self, workspace: Workspace, records: Sequence[SourceRecord]) -> None:
        self.workspace = workspace
        self.resolver = Resolver(workspace)
        self.resolver.prepare((reference(record), record.article) for record in records)
        self.changed: list[Source] = []
        """Known sources that have an address from now on."""
        uris = {record.external_uri for record in records if record.external_uri}
        name_locks.hold(workspace, "external_uri", uris)
        rows = Source.objects.filter(workspace=workspace, external_uri__in=uris).select_related("merged_into")
        self._by_uri = {row.external_uri: row for row in rows} if uris else {}
        self._by_identifier = self._holders(
            {(row.scheme, row.value) for record in records for row in record.identifiers}
        )

    def _holders(self, wanted: set[tuple[IdentifierScheme, str]]) -> dict[tuple[str, str], Source]:
        if not wanted:
            return {}
        rows = SourceIdentifier.objects.filter(workspace=self.workspace, value__in={value for _, value in wanted})
        rows = rows.select_related("source__merged_into")
        return {(row.scheme, row.value): row.source.merged_into or row.source for row in rows}

    def match(self, record: SourceRecord) -> tuple[Source, SourceRecord]:
        """The source, and the record with the names it is to have. Raises Conflict where two answers are right."""
        own = self._by_uri.get(record.external_uri) if record.external_uri else None
        known = (own.merged_into or own) if own else self._identified(record)
        if known is None:
            known = self.resolver.resolve(reference(record), article_id=record.article, field="name")
        else:
            record = self._called(known, record)
        if own is None:
            self._address(known, record.external_uri)
        for row in record.identifiers:
            self._by_identifier.setdefault((row.scheme, row.value), known)
        return known, record

    def _identified(self, record: SourceRecord) -> Source | None:
        """Sources that are not named have names alone."""
        if record.identifiability is not Identifiability.NAMED:
            return None
        holders = {
            holder.pk: holder
            for row in record.identifiers
            if (holder := self._by_identifier.get((row.scheme, row.value)))
        }
        if len(holders) > 1:
            both = " and ".join(f"“{row.name}” ({row.pk})" for row in holders.values())
            raise Conflict(f"Its identifiers are of {both}; merge these two, or correct it.", field="identifiers")
        return next(iter(holders.values()), None)

    def _called(self, known: Source, record: SourceRecord) -> SourceRecord:
        key = match_key(record.name)
        others = [row for row in self.resolver.by_key.get((key, None), []) if row.pk != known.pk]
        alias = AliasRecord(record.name, AliasStrength.WEAK if others else AliasStrength.STRONG)
        if key == match_key(known.name):
            return record
        return replace(record, aliases=(alias, *record.aliases))

    def _address(self, source: Source, uri: str) -> None:
        if not uri or source.external_uri == uri:
            return
        if source.external_uri:
            raise Conflict(
                f"“{source.name}” ({source.pk}) has the address {source.external_uri} already; correct one of the two, "
                "or give the other source a name of its own.",
                field="external_uri",
            )
        source.external_uri = uri
        self._by_uri[uri] = source
        if not source._state.adding:
            self.changed.append(source)

    def save(self) -> None:
        """New sources with their names, and addresses that known ones have now."""
        self.resolver.save()
        Source.objects.bulk_update(self.changed, ["external_uri"], batch_size=500)


def reference(record: SourceRecord) -> SourceReference:
    return SourceReference(name=record.name, kind=record.kind, identifiability=record.identifiability)


def checked_uri(uri: str) -> str:
    """The address of a source in registries. Raises BadRecord for what is none."""
    uri = uri.strip()
    scheme, colon, rest = uri.partition(":")
    is_one = bool(colon and rest) and scheme.isascii() and scheme[:1].isalpha() and uri.isprintable() and " " not in uri
    if uri and not (is_one and len(uri) <= LONGEST_URI):
        raise BadRecord(
            f"An address of a source begins with https:// or another scheme, has no spaces and at most {LONGEST_URI} "
            "characters.",
            field="external_uri",
        )
    return uri


def refuse_taken_uri(workspace: Workspace, uri: str, *, but: UUID | None = None) -> None:
    """Raises Conflict where another source has this address."""
    if not uri:
        return
    name_locks.hold(workspace, "external_uri", [uri])
    holder = Source.objects.filter(workspace=workspace, external_uri=uri).first()
    if holder and holder.pk != but:
        raise Conflict(f"{uri} is the address of “{holder.name}” ({holder.pk}) already.", field="external_uri")

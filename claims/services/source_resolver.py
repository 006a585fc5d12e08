"""Which source a reference of a claim means: one known by id, name or strong alias, else a new one."""

from collections.abc import Iterable
from uuid import UUID

from claims.errors import ClaimsError, SourceAmbiguous, UnknownSource
from claims.exchange.records import SourceReference
from claims.exchange.validation import check_characters
from claims.models import Source, SourceAlias, Workspace
from claims.models.copying import insert
from claims.queries.name_lookups import sources_called
from claims.services import name_locks
from claims.text.names import match_key
from claims.vocabulary import Identifiability, SourceKind

LONGEST_NAME = 500
Scope = UUID | None
"""The article within which a source that is not named is one; None for the registry."""


class Resolver:
    """Finds or makes the sources that a batch of claims refers to: four queries, whatever its size.

    A named source resolves by its name or a strong alias, shared by the whole workspace; one that is not named resolves
    within its article. Call `prepare` with all references first, then `resolve` each, then `save` what is new.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.by_id: dict[UUID, Source] = {}
        self.by_key: dict[tuple[str, Scope], list[Source]] = {}
        self.made: list[Source] = []

    def prepare(self, references: Iterable[tuple[SourceReference, Scope]]) -> None:
        """Loads what the references may mean; waits for writers that are making one of the same names."""
        ids: set[UUID] = set()
        keys: set[tuple[str, Scope]] = set()
        for reference, article_id in references:
            if reference.id:
                ids.add(reference.id)
            elif key := _key(reference.name):
                keys.add((key, _scope(reference, article_id)))
        self._find_ids(ids - self.by_id.keys())
        self._find_keys(keys - self.by_key.keys())
        missing = keys - self.by_key.keys()
        if missing:
            name_locks.hold(self.workspace, "source", {key for key, _ in missing})
            self._find_keys(missing)

    def _find_ids(self, ids: set[UUID]) -> None:
        if ids:
            found = Source.objects.filter(workspace=self.workspace, pk__in=ids).select_related("merged_into")
            self.by_id.update({source.pk: source for source in found})

    def _find_keys(self, keys: set[tuple[str, Scope]]) -> None:
        """What was merged into another source counts as that one, yet where it belongs to an article only there."""
        if not keys:
            return
        articles = {scope for _, scope in keys if scope}
        for key, scope, standing in sources_called(self.workspace, {key for key, _ in keys}, articles=articles):
            same = self.by_key.setdefault((key, scope), [])
            if standing not in same:
                same.append(standing)

    def resolve(self, reference: SourceReference, *, article_id: Scope, field: str = "source") -> Source:
        """Raises UnknownSource for an id of nobody, SourceAmbiguous for a name of several."""
        if reference.id:
            return self._by_id(reference.id, article_id=article_id, field=field)
        name = checked_name(reference.name, field=field)
        place = (match_key(name), _scope(reference, article_id))
        candidates = self.by_key.get(place, [])
        if len(candidates) > 1:
            both = " and ".join(f"{source.name} ({source.pk})" for source in candidates)
            raise SourceAmbiguous(f"“{name}” names {both}; give the id of the one you mean.", field=field)
        return candidates[0] if candidates else self._make(reference, name, place)

    def _make(self, reference: SourceReference, name: str, place: tuple[str, Scope]) -> Source:
        made = Source(
            workspace=self.workspace,
            name=name,
            kind=reference.kind or SourceKind.UNKNOWN,
            identifiability=reference.identifiability or Identifiability.NAMED,
            article_id=place[1],
        )
        self.by_key[place] = [made]
        self.by_id[made.pk] = made
        self.made.append(made)
        return made

    def _by_id(self, key: UUID, *, article_id: Scope, field: str) -> Source:
        source = self.by_id.get(key)
        if source is None:
            raise UnknownSource(f"There is no source {key} in this workspace.", field=field)
        if source.article_id is not None and source.article_id != article_id:
            raise UnknownSource(
                f"“{source.name}” is not named and belongs to another article; name it anew for this one.", field=field
            )
        return source

    def save(self) -> list[Source]:
        """Writes the sources made since the last call, each with its name as a strong alias."""
        made, self.made = self.made, []
        insert(made)
        insert(
            [
                SourceAlias(workspace=self.workspace, source=source, text=source.name, key=match_key(source.name))
                for source in made
            ]
        )
        return made


def checked_name(name: str, *, field: str) -> str:
    """The name with its white space in order. Raises BadRecord and UnknownSource for what is no name."""
    check_characters(name, field=field)
    name = " ".join(name.split())
    if not match_key(name) or len(name) > LONGEST_NAME:
        raise UnknownSource(f"A source needs a name of 1 to {LONGEST_NAME} characters.", field=field)
    return name


def standing_id(source: Source) -> UUID:
    """The id of the source that this one counts as now."""
    return source.merged_into_id or source.pk


def _key(name: str) -> str:
    """Empty for what `resolve` will refuse, which knows the field to blame."""
    try:
        return match_key(checked_name(name, field="source"))
    except ClaimsError:
        return ""


def _scope(reference: SourceReference, article_id: Scope) -> Scope:
    return None if reference.identifiability in (None, Identifiability.NAMED) else article_id

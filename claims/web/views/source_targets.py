"""Which source of the registry a person has typed into a form; none is made."""

from claims.errors import ClaimsError
from claims.exchange.records import SourceReference
from claims.models import Source
from claims.queries.access import Access
from claims.services.source_resolver import Resolver


def named_target(access: Access, name: str, *, field: str) -> Source:
    """Raises ClaimsError for a name of nobody and SourceAmbiguous for a name of several."""
    resolver = Resolver(access.workspace)
    reference = SourceReference(name=name)
    resolver.prepare([(reference, None)])
    found = resolver.resolve(reference, article_id=None, field=field)
    if found in resolver.made:
        raise ClaimsError(f"There is no source “{name}” in the registry; make it first.", field=field)
    return found

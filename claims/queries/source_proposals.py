"""Which sources are proposed to somebody who types or marks a name: those at hand first, then the registry's."""

from dataclasses import dataclass
from uuid import UUID

from claims.models import Article, Attribution, Source, Workspace
from claims.queries.name_lookups import called_like, called_with, sources_called
from claims.text.names import match_key

MOST = 9
RECENT_STEPS = 60


@dataclass(frozen=True, slots=True)
class Proposed:
    """`exact` is the id of the one source that the words name, which then stands first; empty where none or several."""

    sources: list[Source]
    exact: str


def proposed(workspace: Workspace, words: str, *, article: Article) -> Proposed:
    """Of this article, then of the workspace's latest steps, then any whose name has the words. 3 to 6 queries."""
    key = match_key(words.replace("\0", "").encode("utf-8", "ignore").decode())
    at_hand = _at_hand(workspace, article)
    if not key:
        return Proposed(at_hand[:MOST], "")
    liked = called_like(workspace, key, article, most=MOST) or called_with(workspace, key, article, most=MOST)
    named = _each_once([source for _, _, source in sources_called(workspace, [key], articles=[article.pk])])
    found = {source.pk for source in liked}
    near = [source for source in at_hand if source.pk in found or _begins(source, key)]
    first = named if len(named) == 1 else []
    return Proposed(_each_once([*first, *near, *named, *liked]), str(first[0].pk) if first else "")


def _at_hand(workspace: Workspace, article: Article) -> list[Source]:
    """Whom the article's claims name, then whom the workspace named; the latest first, no source of another article."""
    steps = Attribution.objects.filter(workspace=workspace, source__isnull=False).order_by("-pk")
    here = steps.filter(claim__article=article, claim__withdrawn_at__isnull=True)
    ids = [key for rows in (here, steps) for key in rows.values_list("source", flat=True)[:RECENT_STEPS]]
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True).in_bulk(ids)
    return [
        rows[key] for key in dict.fromkeys(ids) if key in rows and rows[key].article_id in (None, article.pk)
    ]  # fmt: skip


def _begins(source: Source, key: str) -> bool:
    """Every word typed begins a word of its name."""
    words = match_key(f"{source.name} {source.short_name}").split()
    return all(any(word.startswith(typed) for word in words) for typed in key.split())


def _each_once(sources: list[Source]) -> list[Source]:
    found: dict[UUID, Source] = {}
    for source in sources:
        found.setdefault(source.pk, source)
    return list(found.values())[:MOST]

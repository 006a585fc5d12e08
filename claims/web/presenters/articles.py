"""Articles as the rows of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.queries.articles import ArticleDocument
from claims.queries.highlights import Found
from claims.web.presenters.highlights import marked


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article; `passage` is where its text answers a search."""

    article: ArticleDocument
    title: SafeString
    passage: SafeString


def rows(documents: Sequence[ArticleDocument], found: Mapping[str, Found]) -> list[ArticleRow]:
    nothing = Found("", "")
    return [
        ArticleRow(
            article=document,
            title=marked(found.get(document["id"], nothing).heading or document["title"]),
            passage=marked(found.get(document["id"], nothing).passage),
        )
        for document in documents
    ]

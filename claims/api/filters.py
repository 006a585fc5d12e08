"""Query parameters: from a request to the filters of claims.queries, and how the OpenAPI document names them."""

from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from claims.queries.filters import ARTICLE_FILTERS, CLAIM_FILTERS, SOURCE_FILTERS, VOCABULARIES, Filters

SAID = {
    "article": "Id of an article.",
    "publisher": "Name, alias or id of the source that published.",
    "source": "Name, alias or id of a source at any step of a chain.",
    "origin": "Name, alias or id of a source at the last step of a chain: who says so first.",
    "family": "Name, alias or id of a source; it and all that are part of it, owned by it or speak for it.",
    "label": "Name or id of a label.",
    "assigned": "User name or id of a person to whom an article is assigned, or `none`.",
    "annotator": "User name or id of the person who made the claim.",
    "set": "`record` (the default), `blind`, or the id of an annotation set.",
    "proposition": "Id of a statement, or `none`.",
    "cell": "Id of a statement, a comma, id of a source family: the claims that the matrix counts there.",
    "language": "Language of the article, like `en`; `en-GB` is found by `en`, too.",
    "hops_min": "At least this many steps in one chain.",
    "published_after": "Published on this day or later; a date as far as it is known, like `2021-08`.",
    "published_before": "Published on this day or earlier.",
    "updated_since": "Changed since this time (ISO 8601).",
    "q": 'Words to be found, in the syntax of web searches: `airport -drone "claimed by"`.',
}


def read_filters(request: Request, known: Sequence[str]) -> Filters:
    """Raises BadFilter."""
    return Filters.parse(parameters(request), known=known)


def parameters(request: Request) -> Mapping[str, list[str]]:
    return dict(request.query_params.lists())


def said(known: Sequence[str]) -> list[OpenApiParameter]:
    return [_said(name) for name in known]


def _said(name: str) -> OpenApiParameter:
    word: dict[str, Any] = {"type": "string"}
    if name in VOCABULARIES:
        word["enum"] = list(VOCABULARIES[name].values())
    return OpenApiParameter(
        name,
        type={"type": "array", "items": word},
        explode=True,
        description=SAID.get(name, "One of the words listed.") + " Given several times: any of them.",
    )


PAGE = [
    OpenApiParameter("cursor", str, description="Which page; taken from `next` and `previous`."),
    OpenApiParameter(
        "page_size",
        type={"type": "integer", "minimum": 1, "maximum": 1000, "default": 50},
        description="How many rows; 1000 at most.",
    ),
    OpenApiParameter("count", bool, description="Whether to count all rows, which takes time."),
]
WITHDRAWN = [OpenApiParameter("withdrawn", bool, description="Whether to show what was withdrawn, too.")]
CLAIMS = said(CLAIM_FILTERS)
ARTICLES = said(ARTICLE_FILTERS)
SOURCES = said(SOURCE_FILTERS)

"""One search over articles, claims and sources: the newest of each, with a way to all of them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.permissions import Right
from claims.queries import articles, filters, highlights, name_pages, pages
from claims.queries import sources as source_reading
from claims.queries.access import Access
from claims.queries.claim_documents import documents_of
from claims.queries.counts import up_to
from claims.queries.filters import Filters
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import articles as article_rows
from claims.web.presenters import claims as claim_rows
from claims.web.presenters import sources as source_rows
from claims.web.presenters.addresses import address
from claims.web.presenters.frame import frame
from claims.web.presenters.searches import Group

SHOWN = 10
LONGEST = 500


@require_GET
@in_workspace(Right.READ)
def show(request: HttpRequest, access: Access) -> HttpResponse:
    words = request.GET.get("q", "").strip().replace("\0", "")[:LONGEST]
    groups = [group(access, words) for group in (_claims, _articles, _sources)] if words else []
    context = frame(access, "", searched=words, groups=groups, found=any(group.rows for group in groups))
    return render_page(request, "search.html", context)


def _claims(access: Access, words: str) -> Group:
    matching = filters.claims(access.workspace, Filters({"q": (words,)}))
    ids = pages.page(matching, size=SHOWN, narrowed=True).ids
    found = highlights.of_claims(access.workspace, ids, [words])
    rows = claim_rows.rows(documents_of(access.workspace, ids), found)
    return _group(access, "claims", words, rows, up_to(matching))


def _articles(access: Access, words: str) -> Group:
    matching = filters.articles(access.workspace, Filters({"q": (words,)}))
    ids = pages.page(matching, size=SHOWN, narrowed=True).ids
    found = highlights.of_articles(access.workspace, ids, [words])
    rows = article_rows.rows(articles.rows_of(access.workspace, ids), found)
    return _group(access, "articles", words, rows, up_to(matching))


def _sources(access: Access, words: str) -> Group:
    matching = filters.sources(access.workspace, Filters({"q": (words,)}))
    ids = name_pages.page(matching, size=SHOWN).ids
    rows = source_rows.rows(source_reading.documents_of(access.workspace, ids), [words])
    return _group(access, "sources", words, rows, up_to(matching))


def _group(access: Access, name: str, words: str, rows: Sequence[Any], counted: tuple[int, bool]) -> Group:
    count, has_more = counted
    return Group(
        name=name,
        rows=rows,
        count=f"more than {count:,}" if has_more else f"{count:,}",
        is_whole=not has_more and count <= len(rows),
        address=address(reverse(name, args=[access.workspace.slug]), {"q": [words]}),
    )

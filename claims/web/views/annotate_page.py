"""Draws the annotate screen, whole or what changed of it; no form is read here."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.errors import ClaimsError
from claims.models import Article, Label, Proposition
from claims.permissions import Right
from claims.queries import articles as article_queries
from claims.queries import preferences, source_proposals
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.placed import Placed, placed_in
from claims.queries.waiting import waiting_in
from claims.services import claims, undo
from claims.services.claim_rows import Place
from claims.vocabulary import ArticleProgress, Identifiability, Lineage, SourceKind
from claims.web.errors import status_of
from claims.web.forms.annotate import ClaimForm, StepForm, choices
from claims.web.htmx import is_fragment_request, render_page
from claims.web.key_choices import screen_context
from claims.web.presenters import annotate as presenter
from claims.web.presenters.chains import citation, claim_words, name_of
from claims.web.presenters.conflicts import Conflict
from claims.web.presenters.marks import Paragraph
from claims.web.views.conflicts import details_of
from claims.web.views.suggestion_list import suggested

TEMPLATE = "articles/annotate.html"
MOST_CHANGED = 20
"""Claims that one answer draws again; after more, the page is drawn whole."""
PENDING = "00000000-0000-7000-8000-000000000000"
"""Stands in the addresses of the panel of a claim that is being saved; the page's script puts the claim's id there."""
MOST_LABELS = 30


def page_of(
    request: HttpRequest,
    access: Access,
    article: Article,
    *,
    claim: str = "",
    problem: ClaimsError | None = None,
    conflict: Conflict | None = None,
    status: int = 0,
) -> HttpResponse:
    """The screen with `claim` open; a problem's sentence, or both versions, stand above it."""
    at = claims.place(article, by=access.user)
    whole = not is_fragment_request(request) or request.GET.get("all") == "1"
    changed = _ids(request.GET.get("changed", ""))[:MOST_CHANGED]
    placed = placed_in(at.version, at.annotation_set) if whole or changed or not claim else []
    wanted = [one.claim for one in placed] if whole else list(dict.fromkeys([*_ids(claim), *changed]))
    found = _standing(access, at, wanted)
    opened = found.get(claim.lower())
    active = opened["id"] if opened else ""
    address = reverse("annotate", args=[access.workspace.slug, article.pk])
    done, undone = undo.depths(article, by=access.user)
    text = _text(request, at, placed, whole=whole, changed=changed, active=active)
    context = {
        "access": access,
        "article": article,
        "address": address,
        "version": at.version.pk,
        **screen_context("Annotating an article", preferences.of(access.user)),
        "may_annotate": access.allows(Right.ANNOTATE),
        "progress_done": at.annotation_set.progress == ArticleProgress.DONE,
        "text": text,
        "title_in_text": any(paragraph.is_title for paragraph in text),
        "strip": presenter.strip(text) if whole else [],
        "cards": presenter.cards(
            (one for one in found.values() if whole or one["id"] in changed), placed, active=active
        ),
        "changed": changed,
        "count": len(placed),
        "whole": whole,
        "fragment": is_fragment_request(request),
        "can_undo": bool(done),
        "can_redo": bool(undone),
        "problem": problem.message if problem else "",
        "conflict": conflict,
        "pending": False,
        **_panel(request, access, article, opened),
        **(_frame(request, access, at) if not is_fragment_request(request) else {}),
        "exact": "",
    }
    return render_page(
        request,
        TEMPLATE,
        context,
        fragment="changes",
        status=(status or status_of(problem)) if problem else 200,
        address=f"{address}?claim={active}" if active else address,
    )


def _ids(words: str) -> list[str]:
    """What is no id is left out, since it only says what to draw."""
    found = []
    for word in words.split(","):
        with suppress(ValueError):
            found.append(str(UUID(word)))
    return found


def _standing(access: Access, at: Place, wanted: Sequence[str]) -> dict[str, ClaimDocument]:
    """The claims of this list that stand where this person's claims stand, by their ids."""
    own = str(at.annotation_set.pk)
    found = documents_of(access.workspace, [UUID(key) for key in wanted]) if wanted else []
    return {one["id"]: one for one in found if one["set"] == own and not one["withdrawn"]}


def _text(
    request: HttpRequest, at: Place, placed: Sequence[Placed], *, whole: bool, changed: Sequence[str], active: str
) -> list[Paragraph]:
    title = at.article.title
    if whole:
        return presenter.whole_text(at.version, placed, title=title, active=active)
    if not changed:
        return []
    was = presenter.spans_from_words(request.GET.get("was", ""))
    return presenter.changed_text(at.version, placed, title=title, active=active, changed=changed, was=was)


def _frame(request: HttpRequest, access: Access, at: Place) -> dict[str, object]:
    """What only the whole page shows."""
    article = at.article
    document = article_queries.documents_of(access.workspace, [article.pk])[0]
    labels = Label.objects.filter(workspace=access.workspace, retired_at__isnull=True, merged_into__isnull=True)
    return {
        "section": "articles",
        "searched": "",
        "document": document,
        "publisher": name_of(document["publisher"], otherwise="The article"),
        "strip_height": presenter.STRIP_HEIGHT,
        "blank": {"id": PENDING, "quote": "", "revision": 1},
        "none": (),
        "at_hand": source_proposals.proposed(access.workspace, "", article=article).sources,
        "labels": list(labels.order_by("name").values_list("name", flat=True)[:MOST_LABELS]),
        "pending_id": PENDING,
        "typed_quote": request.POST.get("quote", ""),
        "typed_occurrence": request.POST.get("occurrence", ""),
        "waiting_to_place": waiting_in(article, at.annotation_set).count(),
        **suggested(access, at),
    }


def _panel(request: HttpRequest, access: Access, article: Article, opened: ClaimDocument | None) -> dict[str, object]:
    """What the open claim's panel shows; nothing without one."""
    if opened is None:
        return {"claim": None, "source_kinds": choices(SourceKind), "identifiabilities": choices(Identifiability)}
    link = request.build_absolute_uri(reverse("claim", args=[access.workspace.slug, opened["id"]]))
    statement = _statement(access, opened)
    return {
        "claim": opened,
        "words": claim_words(opened),
        "own_words": all(chain["lineage"] == Lineage.NONE_GIVEN for chain in opened["chains"]),
        "citation": citation(opened, address=link),
        "claim_form": ClaimForm(initial={**details_of(opened), "proposition": statement}),
        "statement": statement,
        "steps": [
            [(hop, StepForm(initial=dict(hop), auto_id=f"{hop['id']}-%s")) for hop in chain["attributions"]]
            for chain in opened["chains"]
            if chain["lineage"] != Lineage.NONE_GIVEN
        ],
        "source_kinds": choices(SourceKind),
        "identifiabilities": choices(Identifiability),
        "options": source_proposals.proposed(access.workspace, "", article=article).sources,
        "typed": "",
    }


def _statement(access: Access, opened: ClaimDocument) -> str:
    if not opened["proposition"]:
        return ""
    rows = Proposition.objects.filter(workspace=access.workspace, pk=opened["proposition"])
    return rows.values_list("text", flat=True).first() or ""

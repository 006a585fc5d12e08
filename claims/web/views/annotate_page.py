"""Draws the annotate screen, whole or what changed of it; no form is read here."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.errors import ClaimsError
from claims.models import Article, Claim, Proposition
from claims.permissions import Right
from claims.queries import articles as article_queries
from claims.queries import sources as source_queries
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_in_article
from claims.services import claims, undo
from claims.vocabulary import ArticleProgress, Identifiability, Lineage, SourceKind
from claims.web import keys
from claims.web.errors import status_of
from claims.web.forms.annotate import ClaimForm, StepForm, choices
from claims.web.htmx import is_fragment_request, render_page
from claims.web.presenters import annotate as presenter
from claims.web.presenters.chains import citation, claim_words, name_of
from claims.web.presenters.conflicts import Conflict


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
    """The screen with `claim` open; a problem's sentence, or both versions, stand above it. Seven queries."""
    document = article_queries.documents_of(access.workspace, [article.pk])[0]
    at = claims.place(article, by=access.user)
    standing = Claim.objects.filter(
        workspace=access.workspace, article=article, annotation_set=at.annotation_set, withdrawn_at__isnull=True
    )
    found = documents_in_article(access.workspace, standing)
    opened = next((row for row in found if row["id"] == claim), None)
    whole = not is_fragment_request(request) or request.GET.get("all") == "1"
    active = opened["id"] if opened else ""
    if whole:
        text = presenter.whole_text(document, found, active=active)
    else:
        was = presenter.spans_from_words(request.GET.get("was", ""))
        text = presenter.changed_text(document, found, active=active, spans=was)
    done, undone = undo.stacks(article, by=access.user)
    shown = presenter.cards(found, active=active)
    address = reverse("annotate", args=[access.workspace.slug, article.pk])
    context = {
        "access": access,
        "section": "articles",
        "searched": "",
        "article": document,
        "publisher": name_of(document["publisher"], otherwise="The article"),
        "address": address,
        "may_annotate": access.allows(Right.ANNOTATE),
        "progress": at.annotation_set.progress,
        "progress_done": at.annotation_set.progress == ArticleProgress.DONE,
        "text": text,
        "title_in_text": any(paragraph.is_title for paragraph in text),
        "strip": presenter.strip(document, text) if whole else [],
        "strip_height": presenter.STRIP_HEIGHT,
        "cards": shown if whole else [card for card in shown if card.active],
        "count": len(found),
        "whole": whole,
        "fragment": is_fragment_request(request),
        "fresh": request.GET.get("new") == "1",
        "gone": request.GET.get("gone", ""),
        "can_undo": bool(done),
        "can_redo": bool(undone),
        "problem": problem.message if problem else "",
        "conflict": conflict,
        "key_groups": keys.grouped(),
        "keys_by_command": json.dumps(keys.by_command()),
        **_panel(request, access, article, opened),
    }
    return render_page(
        request,
        "articles/annotate.html",
        context,
        fragment="changes",
        status=(status or status_of(problem)) if problem else 200,
        address=f"{address}?claim={active}" if active else address,
    )


def _panel(request: HttpRequest, access: Access, article: Article, opened: ClaimDocument | None) -> dict[str, object]:
    """What the open claim's panel shows; nothing without one."""
    if opened is None:
        return {"claim": None}
    link = request.build_absolute_uri(reverse("claim", args=[access.workspace.slug, opened["id"]]))
    statement = _statement(access, opened)
    return {
        "claim": opened,
        "words": claim_words(opened),
        "own_words": all(chain["lineage"] == Lineage.NONE_GIVEN for chain in opened["chains"]),
        "citation": citation(opened, address=link),
        "claim_form": ClaimForm(initial={**opened, "labels": ", ".join(opened["labels"]), "proposition": statement}),
        "statement": statement,
        "steps": [
            [(hop, StepForm(initial=dict(hop), auto_id=f"{hop['id']}-%s")) for hop in chain["attributions"]]
            for chain in opened["chains"]
            if chain["lineage"] != Lineage.NONE_GIVEN
        ],
        "source_kinds": choices(SourceKind),
        "identifiabilities": choices(Identifiability),
        "options": source_queries.matching(access.workspace, "", article=article),
        "typed": "",
    }


def _statement(access: Access, opened: ClaimDocument) -> str:
    if not opened["proposition"]:
        return ""
    rows = Proposition.objects.filter(workspace=access.workspace, pk=opened["proposition"])
    return rows.values_list("text", flat=True).first() or ""

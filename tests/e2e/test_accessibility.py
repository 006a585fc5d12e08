"""axe finds nothing to object to on any page, in light and dark, wide and narrow; and no page scrolls sideways."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims import tasks
from claims.models import Article, Claim, Dependence, Proposition, Source
from claims.services import grades, jobs, versions
from claims.services.article_rows import Capture
from claims.vocabulary import CaptureMethod, Credibility, Reliability
from tests.makers import Team, make_article, make_claim
from tests.test_tasks import context

PAGES = {
    "home": "/",
    "keys and hints": "/keys/",
    "articles": "/w/desk/articles/",
    "queue": "/w/desk/queue/?show=in_progress",
    "queue without an article": "/w/desk/queue/?show=mine",
    "articles without a match": "/w/desk/articles/?q=nothingofthekind",
    "annotate": "/w/desk/articles/{article}/",
    "annotate with an open claim": "/w/desk/articles/{article}/?claim={claim}",
    "annotate an empty article": "/w/desk/articles/{bare}/",
    "texts of an article": "/w/desk/articles/{article}/versions/",
    "place claims again": "/w/desk/articles/{changed}/place-again/",
    "no claim to place": "/w/desk/articles/{article}/place-again/",
    "annotate a text that changed": "/w/desk/articles/{changed}/",
    "same words": "/w/desk/articles/{article}/same/?claim={claim}&quote=the",
    "correct an article": "/w/desk/articles/{article}/edit/",
    "claims": "/w/desk/claims/",
    "claim": "/w/desk/claims/{claim}/",
    "sources": "/w/desk/sources/",
    "source": "/w/desk/sources/{source}/",
    "family of a source": "/w/desk/sources/{source}/family/",
    "merge a source": "/w/desk/sources/{source}/merge/",
    "split a source": "/w/desk/sources/{source}/split/",
    "sources that may be one": "/w/desk/sources/duplicates/",
    "new source": "/w/desk/sources/new/",
    "statement": "/w/desk/statements/{statement}/",
    "change a statement": "/w/desk/statements/{statement}/edit/",
    "split a statement": "/w/desk/statements/{statement}/split/",
    "statement without a source": "/w/desk/statements/{statement}/?without={source}",
    "statements": "/w/desk/statements/",
    "new statement": "/w/desk/statements/new/?claim={claim}",
    "is it the same": "/w/desk/statements/{statement}/candidates/",
    "copies": "/w/desk/copies/",
    "suggestions": "/w/desk/analysis/suggestions/",
    "labels": "/w/desk/labels/",
    "analysis": "/w/desk/analysis/",
    "matrix": "/w/desk/matrix/",
    "alerts": "/w/desk/analysis/alerts/",
    "sources that are not named": "/w/desk/analysis/unnamed/",
    "grades side by side": "/w/desk/analysis/grades/?reliability=B&credibility=1",
    "source summary": "/w/desk/statements/{statement}/summary/",
    "grading": "/w/desk/statements/{statement}/grade/",
    "search": "/w/desk/search/?q=piers",
    "import": "/w/desk/import/",
    "export": "/w/desk/export/",
    "not found": "/w/nowhere/claims/",
}


Scheme = Literal["light", "dark"]
WIDTHS = (1280, 390)
# In the dark only colours change: any other rule would say the same again.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
RULES = {"light": None, "dark": COLOURS}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault(visit: Page, live_server: LiveServer, team: Team, scheme: Scheme) -> None:
    claim = make_claim(make_article(team.workspace), sources=("Seawatch", "Harbour Guard"), proposition="It burned.")
    bare = make_article(team.workspace, title="Another fire", text="Another fire broke out.")
    ids = {
        "article": claim.article_id,
        "claim": claim.pk,
        "bare": bare.pk,
        "statement": Proposition.objects.get().pk,
        "source": Source.objects.filter(workspace=team.workspace).latest("pk").pk,
    }
    Dependence.objects.create(
        workspace=team.workspace, article=bare, on_article=claim.article, kind="same_wire", why="of their words."
    )
    make_claim(bare, "Another fire", by=team.alice)
    later = make_article(team.workspace, text="A fire destroyed two piers, later.", published="2022")
    make_claim(later, proposition="It burned.")
    text = "A fire destroyed three piers, later."
    versions.bring(later, text, capture=Capture(CaptureMethod.PASTE), by=team.alice)
    ids["changed"] = later.pk
    grades.grade_reliability(Source.objects.get(name="Harbour Guard"), Reliability.B, "Its record.", by=team.alice)
    grades.grade_credibility(Proposition.objects.get(), Credibility.CONFIRMED, "All say so.", by=team.alice)
    tasks.scan(context(), key=str(jobs.make(team.workspace, "scan", by=None).pk))
    assert Article.objects.count() == 3
    assert Claim.objects.count() == 3
    visit.emulate_media(color_scheme=scheme)
    faults = []
    for name, address in PAGES.items():
        visit.goto(live_server.url + address.format(**ids))
        for width in WIDTHS:
            visit.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(visit, options=RULES[scheme]).response["violations"]
            faults += [f"{name}, {width} px: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in found]
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                faults.append(f"{name}: scrolls sideways at {width} px")
    assert faults == []

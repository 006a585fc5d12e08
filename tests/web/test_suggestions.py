"""Suggestions beside the text and on their page, without JavaScript as with it."""

from uuid import UUID

import pytest
from django.utils import timezone

from claims import tasks
from claims.models import AnnotationSet, Article, Assignment, Claim, FittedSuggester, Job, Suggestion
from claims.queries.claim_documents import documents_of
from claims.services import assignments, jobs, suggesting, suggestions, undo
from claims.suggestions.rules import Rules
from claims.vocabulary import SetKind
from tests.makers import GUARD, Team, make_article, make_source
from tests.services.test_suggesters import finish, learn, marked
from tests.web.browsers import Browser


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace, by=team.alice)


@pytest.fixture
def waiting(article: Article) -> list[Suggestion]:
    assert article.current_version is not None
    return suggesting.propose(article.current_version, suggester=Rules())


def guard(waiting: list[Suggestion]) -> UUID:
    """The one that Seawatch says."""
    start = waiting[0].version.text.index(GUARD)
    return next(row.pk for row in waiting if row.start == start)


def test_they_stand_beside_the_text_with_reason_and_source(
    team: Team, alice: Browser, article: Article, waiting: list[Suggestion]
) -> None:
    make_source(team.workspace, "Seawatch")
    page = alice.open("annotate", article.pk)
    assert page.shows(f"{len(waiting)} suggestions", "Ellery Courier, citing Seawatch", "verb 'said'", "Accept")
    assert not Claim.objects.exists()
    assert f"{len(waiting)} suggestions" in alice.open("suggestions-of", article.pk).page


def test_an_article_without_any_says_so(alice: Browser, vera: Browser, article: Article) -> None:
    assert alice.open("annotate", article.pk).shows("No suggestions", "Nothing waits here")
    assert not vera.open("annotate", article.pk).shows("No suggestions")
    page = alice.send("suggestions-read", article.pk).follow()
    assert not page.shows("Nothing waits here")


def test_accepting_leads_to_the_claim(alice: Browser, article: Article, waiting: list[Suggestion]) -> None:
    page = alice.send("suggestion-accept", guard(waiting)).follow()
    claim = Claim.objects.get()
    assert claim.quote == GUARD
    assert page.shows("Ellery Courier, citing Seawatch", f"{len(waiting) - 1} suggestion")
    assert alice.send("suggestion-accept", guard(waiting)).status == 422


def test_it_may_be_changed_first(team: Team, alice: Browser, waiting: list[Suggestion]) -> None:
    key = guard(waiting)
    sent = {"source-0": "Pierwatch", "proposed-0": "Seawatch", "stance-0": "distances", "certainty-0": "probable"}
    assert alice.send("suggestion-accept", key, **{**sent, "quotation": "loud"}).status == 422
    alice.send("suggestion-accept", key, **{**sent, "quotation": "direct"})
    [shown] = documents_of(team.workspace, [Claim.objects.get().pk])
    [step] = shown["chains"][0]["attributions"]
    assert step["source"] is not None
    assert (step["source"]["name"], step["stance"], step["certainty"]) == ("Pierwatch", "distances", "probable")
    assert shown["quotation"] == "direct"


def test_a_name_of_two_is_chosen(team: Team, alice: Browser, article: Article, waiting: list[Suggestion]) -> None:
    one, _ = (make_source(team.workspace, "Seawatch") for _ in range(2))
    assert alice.open("annotate", article.pk).shows("Several sources have this name")
    assert alice.send("suggestion-accept", guard(waiting)).status == 422
    alice.send("suggestion-accept", guard(waiting), **{"source_id-0": str(one.pk)})
    assert Claim.objects.get().attributions.get().source == one


def test_a_rejected_one_is_gone(alice: Browser, article: Article, waiting: list[Suggestion]) -> None:
    alice.send("suggestion-reject", guard(waiting))
    assert Suggestion.objects.get(state="rejected").pk == guard(waiting)
    page = alice.send("suggestions-read", article.pk).follow()
    assert page.shows(f"{len(waiting) - 1} suggestion")


def test_those_of_a_band_are_accepted_and_taken_back_at_once(
    team: Team, alice: Browser, article: Article, waiting: list[Suggestion]
) -> None:
    assert alice.send("suggestions-accept", article.pk, band="best").status == 422
    alice.send("suggestions-accept", article.pk, band="low")
    assert Claim.objects.count() == len(waiting)
    undo.undo(article, by=team.alice)
    assert alice.open("annotate", article.pk).shows(f"{len(waiting)} suggestions")


def test_who_works_blind_sees_none(team: Team, alice: Browser, article: Article, waiting: list[Suggestion]) -> None:
    assignments.assign(team.workspace, [article.pk], to=team.alice, by=team.bob)
    own = {"workspace": team.workspace, "article": article, "annotator": team.alice}
    Assignment.objects.update(annotation_set=AnnotationSet.objects.create(kind=SetKind.BLIND, **own))
    assert not alice.open("annotate", article.pk).shows("suggestion")


def test_the_page_shows_what_was_decided_and_learned(team: Team, alice: Browser, waiting: list[Suggestion]) -> None:
    page = alice.open("analysis-suggestions")
    assert page.shows("No decisions yet", "Nothing was learned yet", "0 finished articles")
    first, second, *_ = waiting
    suggestions.accept(first, by=team.alice)
    suggestions.reject(second, by=team.alice)
    for number in (1, 2):
        finish(marked(team, text=f"{GUARD}, said Seawatch, citing a leaflet of the Guard. {number}"), team)
    learn(team)
    page = alice.open("analysis-suggestions")
    assert page.shows("Learned from 2 articles", first.rule, second.rule, "Learning curve", "0 of 1", "1 of 1")
    assert page.page.count("<svg") == 3


def test_learning_runs_behind_the_page(team: Team, alice: Browser, vera: Browser) -> None:
    assert vera.send("suggestions-train").status == 403
    page = alice.send("suggestions-train").follow()
    assert page.shows("Learning waits to begin")
    assert alice.send("suggestions-train").follow().shows("It waits already")
    job = Job.objects.get()
    jobs.begin(job, total=12)
    jobs.advance(job, done=5)
    page = alice.open("analysis-suggestions", fragment=True)
    assert "5 of 12" in page.page
    assert 'hx-trigger="every' in page.page
    jobs.finish(job, result={}, error="Learning needs at least 2 finished articles; there are 0.")
    page = alice.open("analysis-suggestions", fragment=True)
    assert "Learning needs at least 2 finished articles" in page.page
    assert "hx-trigger" not in page.page
    assert job.kind == tasks.TRAIN


def test_what_cannot_be_used_is_said_in_one_sentence(team: Team, alice: Browser) -> None:
    report = {
        "articles": 9, "attributions": 30, "measured_on": 9, "curve": [],
        "rules": dict.fromkeys(("exact", "soft"), 30.0), "learned": dict.fromkeys(("exact", "soft"), 40.0),
    }  # fmt: skip
    given = {"workspace": team.workspace, "is_used": True, "trained_at": timezone.now(), "report": report}
    FittedSuggester.objects.create(fitted=b"cut", **given)
    assert alice.open("analysis-suggestions").shows("This is no suggestion model", "the rules suggest")

"""The queue: its lists, who has what, and from one article to the next."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import AnnotationSet, Article, Assignment
from claims.services import articles, assignments
from claims.vocabulary import ArticleProgress, AssignmentState
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser

TITLES = ("First", "Second", "Third")


@pytest.fixture
def three(team: Team) -> list[Article]:
    """Nobody has begun them; the third is the newest."""
    return [makers.make_article(team.workspace, title=title, text=f"{title}. {makers.TEXT}") for title in TITLES]


def progress_of(article: Article) -> str:
    return str(AnnotationSet.objects.get(article=article).progress)


def shown(page: Browser) -> list[str]:
    return [title for title in reversed(TITLES) if f">{title}</a>" in page.page]


def assign(article: Article, to: User) -> None:
    assignments.assign(article.workspace, [article.pk], to=to, by=to)


def test_each_list_has_its_articles_and_every_list_its_length(team: Team, three: list[Article], alice: Browser) -> None:
    makers.make_claim(three[1])
    assign(three[0], team.alice)
    page = alice.open("queue", query="?show=unstarted")
    assert shown(page) == ["Third", "First"]
    assert page.shows("Mine 1", "Unstarted 2", "In progress 1", "Done 0")
    page = alice.open("queue", query="?show=in_progress")
    assert shown(page) == ["Second"]
    assert "1 in the first third, 0 in the middle third, 0 in the last third" in page.page
    page = alice.open("queue", query="?show=unstarted&assigned=none")
    assert shown(page) == ["Third"]
    assert page.shows("Assigned to: nobody", "Mine 0", "Unstarted 1")
    assert alice.open("queue", query="?show=none").status == 422


def test_it_begins_with_what_is_mine_else_with_what_waits_for_anybody(
    team: Team, three: list[Article], alice: Browser
) -> None:
    assert shown(alice.open("queue")) == ["Third", "Second", "First"]
    assign(three[1], team.alice)
    assert shown(alice.open("queue")) == ["Second"]


def test_empty_lists_say_what_to_do(team: Team, alice: Browser, vera: Browser) -> None:
    assert alice.open("queue").shows("Every article is begun", "Import articles")
    assert alice.open("queue", query="?show=mine").shows("Nothing waits for you", "Unstarted, nobody's")
    assert alice.open("queue", query="?show=done").shows("No article is done yet")
    assert vera.open("queue", query="?show=mine").shows("Your role here is to read")
    assert alice.open("queue", query="?show=done&q=x").shows("Nothing in this list matches these filters")
    assert alice.open("queue", query="?published_after=soon").status == 422


def test_finishing_leads_through_the_list_one_came_from(team: Team, three: list[Article], alice: Browser) -> None:
    """From the middle of the list on, then from its beginning, until nothing is left."""
    alice.open("queue", query="?show=unstarted&publisher=Ellery+Courier")
    seen = []
    article = three[1]
    for _ in TITLES:
        seen.append(article.title)
        page = alice.send("article-finish-next", article.pk)
        assert page.status == 303
        following = [one for one in three if str(one.pk) in page.location]
        article = following[0] if following else article
    page.follow()
    assert seen == ["Second", "First", "Third"]
    assert page.shows("Done: “Third”. Nothing else is left in this list (unstarted).")
    assert page.response.request["QUERY_STRING"] == "publisher=Ellery+Courier&show=unstarted"
    assert [progress_of(one) for one in three] == ["done"] * 3


def test_finishing_can_name_its_list_and_keeps_to_mine(team: Team, three: list[Article], alice: Browser) -> None:
    for article in (three[0], three[2]):
        assign(article, team.alice)
    page = alice.send("article-finish-next", three[2].pk, queue="show=mine")
    assert page.location == reverse("annotate", args=["desk", three[0].pk])
    assert (
        "Done: “Third”. This is the next one of the queue (mine)." in alice.client.get(page.location).content.decode()
    )
    states = Assignment.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [AssignmentState.OPEN, AssignmentState.DONE]
    articles.mark_progress(AnnotationSet.objects.get(article=three[2]), ArticleProgress.IN_PROGRESS, by=team.alice)
    assert shown(alice.open("queue", query="?show=mine")) == ["Third", "First"]


def test_reviewers_assign_to_anybody_and_annotators_to_themselves(
    team: Team, three: list[Article], alice: Browser, bob: Browser
) -> None:
    ids = [str(article.pk) for article in three[:2]]
    page = bob.send("queue-assign", article=ids, annotator="alice", do="assign").follow()
    assert page.shows("Assigned to alice: 2 articles.")
    assert bob.send("queue-assign", article=ids, annotator="alice", do="assign").follow().shows("all of these already")
    assert bob.send("queue-assign", article=ids, annotator="vera", do="assign").follow().shows("may only read here")
    assert alice.send("queue-assign", article=ids[0], annotator="bob", do="assign").follow().shows("does not allow")
    page = alice.send("queue-assign", article=ids[0], annotator="alice", do="take_back").follow()
    assert page.shows("Taken from you: 1 article.", "Mine 1")
    assert alice.send("queue-assign", annotator="alice", do="assign").follow().shows("Tick at least one article.")
    page = alice.send("queue-assign", article="x", annotator="alice", do="assign").follow()
    assert page.shows("A ticked article cannot be read")
    page = alice.send("queue-assign", article=ids[0], annotator="alice", do="take_back").follow()
    assert page.shows("None of the ticked articles is assigned")


def test_ten_articles_cost_the_queries_of_one(team: Team, alice: Browser) -> None:
    assign(makers.make_article(team.workspace, title="0"), team.bob)
    alice.open("queue", query="?show=unstarted")
    with CaptureQueriesContext(connection) as one:
        alice.open("queue", query="?show=unstarted")
    for number in range(1, 10):
        assign(makers.make_article(team.workspace, title=str(number), text=f"{number} {makers.TEXT}"), team.bob)
    with CaptureQueriesContext(connection) as ten:
        alice.open("queue", query="?show=unstarted")
    assert len(ten) == len(one)


def test_a_fragment_is_the_lists_alone(team: Team, alice: Browser) -> None:
    page = alice.open("queue", fragment=True)
    assert page.page.lstrip().startswith('<div id="results"')

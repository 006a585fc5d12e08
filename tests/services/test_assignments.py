"""Who is to annotate which article."""

from uuid import uuid4

import pytest

from claims.errors import ClaimsError, Conflict, NotFound
from claims.models import AnnotationSet, Assignment
from claims.services import articles, assignments
from claims.vocabulary import ArticleProgress, AssignmentState
from tests.makers import Team, make_article


def test_a_person_has_an_article_once(team: Team) -> None:
    one, two = make_article(team.workspace), make_article(team.workspace, text="Two.")
    assignments.assign(team.workspace, [one.pk], to=team.alice, by=team.bob)
    [made] = assignments.assign(team.workspace, [one.pk, two.pk], to=team.alice, by=team.bob)
    assert made.article_id == two.pk
    with pytest.raises(Conflict, match="alice has all of these already"):
        assignments.assign(team.workspace, [one.pk, two.pk], to=team.alice, by=team.bob)


def test_only_members_who_annotate_are_given_articles(team: Team) -> None:
    article = make_article(team.workspace)
    with pytest.raises(ClaimsError, match="vera may only read here"):
        assignments.assign(team.workspace, [article.pk], to=team.vera, by=team.bob)
    with pytest.raises(NotFound):
        assignments.assign(team.workspace, [article.pk], to=team.charlie, by=team.bob)
    with pytest.raises(NotFound):
        assignments.assign(team.workspace, [uuid4()], to=team.alice, by=team.bob)
    with pytest.raises(ClaimsError, match="at most 1000"):
        assignments.assign(team.workspace, [uuid4() for _ in range(1001)], to=team.alice, by=team.bob)


def test_one_that_is_not_open_is_not_taken_back(team: Team) -> None:
    article = make_article(team.workspace)
    [made] = assignments.assign(team.workspace, [article.pk], to=team.alice, by=team.bob)
    assignments.cancel(team.workspace, [made.pk], by=team.bob)
    with pytest.raises(NotFound):
        assignments.cancel(team.workspace, [made.pk], by=team.bob)
    assert Assignment.objects.get().state == AssignmentState.CANCELLED


def test_reopening_an_article_opens_only_what_was_not_given_anew(team: Team) -> None:
    article = make_article(team.workspace)
    record = AnnotationSet.objects.get(article=article)
    for _ in range(2):
        assignments.assign(team.workspace, [article.pk], to=team.alice, by=team.bob)
        articles.mark_progress(record, ArticleProgress.DONE, by=team.alice)
        AnnotationSet.objects.update(progress=ArticleProgress.IN_PROGRESS)
    assignments.assign(team.workspace, [article.pk], to=team.bob, by=team.bob)
    AnnotationSet.objects.update(progress=ArticleProgress.DONE)
    articles.mark_progress(record, ArticleProgress.IN_PROGRESS, by=team.alice)
    found = Assignment.objects.order_by("pk").values_list("annotator__username", "state")
    assert list(found) == [("alice", "done"), ("alice", "open"), ("bob", "open")]

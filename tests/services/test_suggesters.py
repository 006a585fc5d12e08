"""Who suggests: the rules, until what was learned from finished articles is measured to be better."""

import pytest
from django.utils import timezone

from claims.errors import TooFewArticles
from claims.models import AnnotationSet, Article, FittedSuggester
from claims.queries.finished import examples
from claims.services import articles, claims, erasure, suggesters, suggesting, suggestions
from claims.suggestions.bundle import pack
from claims.suggestions.examples import Attribution
from claims.suggestions.rules import Rules
from claims.text.spans import Span
from claims.vocabulary import ArticleProgress
from tests.makers import TEXT, Team, chain, hop, make_article, make_claim, spans


def finish(article: Article, team: Team) -> None:
    record = AnnotationSet.objects.get(article=article)
    articles.mark_progress(record, ArticleProgress.DONE, by=team.alice)


def marked(team: Team, *, text: str = TEXT) -> Article:
    """Seawatch says it, citing the leaflet."""
    article = make_article(team.workspace, text=text, by=team.alice)
    seawatch = hop("Seawatch", source_spans=spans(text, "Seawatch"), cue_spans=spans(text, "said"))
    leaflet = hop("leaflet", source_spans=spans(text, "a leaflet of the Guard"), cue_spans=spans(text, "citing"))
    make_claim(article, "The Harbour Guard set the fire", chains=(chain(seawatch, leaflet),), by=team.alice)
    return article


def words(text: str, parts: tuple[Span, ...]) -> list[str]:
    return [text[part.start : part.end] for part in parts]


def learn(team: Team) -> FittedSuggester:
    model = suggesters.learn(team.workspace, progress=lambda done, total: None)
    return suggesters.keep(team.workspace, model, by=team.bob)


def test_a_finished_article_is_an_example_with_a_step_each(team: Team) -> None:
    article = marked(team)
    assert examples(team.workspace) == []
    finish(article, team)
    [example] = examples(team.workspace)
    said, citing = example.attributions
    assert words(TEXT, said.source) == ["Seawatch"]
    assert words(TEXT, said.content) == ["The Harbour Guard set the fire", "citing a leaflet of the Guard"]
    assert words(TEXT, citing.cue) == ["citing"]
    assert words(TEXT, citing.content) == ["The Harbour Guard set the fire"]


def test_what_was_rejected_is_an_example_of_what_is_none(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    assert article.current_version is not None
    [*_, row] = suggesting.propose(article.current_version, suggester=Rules())
    suggestions.reject(row, by=team.alice)
    finish(article, team)
    [example] = examples(team.workspace)
    [rejected] = example.rejected
    assert rejected.cue == (Span(*row.attribution["hops"][-1]["cue"][0]),)
    assert example.attributions == ()
    assert isinstance(rejected, Attribution)


def test_withdrawn_claims_teach_nothing(team: Team) -> None:
    article = marked(team)
    claims.withdraw(article.claims.get(), by=team.alice)
    finish(article, team)
    assert examples(team.workspace)[0].attributions == ()


def test_learning_needs_finished_articles(team: Team) -> None:
    finish(marked(team), team)
    with pytest.raises(TooFewArticles):
        suggesters.learn(team.workspace, progress=lambda done, total: None)


def test_the_same_articles_teach_the_same_and_it_is_replaced_as_a_whole(team: Team) -> None:
    for text in (TEXT, TEXT.replace("1911", "1912"), TEXT.replace("1911", "1913")):
        finish(marked(team, text=text), team)
    first, second = learn(team), learn(team)
    assert bytes(first.fitted) == bytes(second.fitted)
    row = FittedSuggester.objects.get()
    assert row.trained_by == team.bob
    assert row.report["articles"] == 3
    assert set(row.report["rules"]) == {"exact", "soft", "source", "cue", "content"}
    assert suggesters.fault(row) == ""
    FittedSuggester.objects.update(is_used=True)
    assert suggesters.active(team.workspace).name == "recommender"
    FittedSuggester.objects.update(is_used=False)
    assert suggesters.active(team.workspace).name == "rules"
    assert suggesters.active(team.elsewhere).name == "rules"


@pytest.mark.parametrize("content", [b"", b"no model", pack({"version": "0"}, {})[:40], pack({"version": "0"}, {})])
def test_what_cannot_be_read_is_said_and_the_rules_stay(team: Team, content: bytes) -> None:
    row = FittedSuggester.objects.create(
        workspace=team.workspace, fitted=content, is_used=True, trained_at=timezone.now()
    )
    assert suggesters.active(team.workspace).name == "rules"
    assert suggesters.fault(row).endswith(".")


def test_a_takedown_makes_it_forget(team: Team) -> None:
    FittedSuggester.objects.create(workspace=team.workspace, fitted=b"words", is_used=True, trained_at=timezone.now())
    erasure.take_down(marked(team), reason="Asked to.", by=team.adam)
    row = FittedSuggester.objects.get()
    assert (bytes(row.fitted), row.is_used) == (b"", False)

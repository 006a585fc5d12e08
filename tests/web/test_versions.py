"""The pages of a text that changed."""

import json
from typing import Any

import pytest

from claims.models import Article, Claim
from claims.queries.claim_documents import documents_of
from tests import makers
from tests.makers import FIRE, GUARD, TEXT, Team, chain, hop, spans
from tests.web.browsers import Browser

NEW = TEXT.replace("two piers on", "three piers on").replace("citing", "quoting")


@pytest.fixture
def article(team: Team) -> Article:
    return makers.make_article(team.workspace, by=team.alice)


def current(article: Article) -> Any:
    version = Article.objects.get(pk=article.pk).current_version
    assert version is not None
    return version


def quote_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).quote


def test_a_changed_text_sends_on_to_what_has_to_be_placed(team: Team, article: Article, alice: Browser) -> None:
    step = hop("Seawatch", cue_spans=spans(TEXT, "citing"))
    makers.make_claim(article, GUARD, chains=(chain(step),), by=team.alice)
    makers.make_claim(article, "nobody was hurt", by=team.alice)
    lost = makers.make_claim(article, FIRE, by=team.alice)
    page = alice.open("article-versions", article.pk)
    assert page.shows("Texts so far", "1 current")
    page = alice.send("article-versions", article.pk, text=NEW, revision="1", captured_from="https://example.org/a")
    assert page.location.endswith("/place-again/")
    page.follow()
    assert page.shows("The text is version 2 now; 1 claim stands there.", "2 claims of", "Loses the mark of citing")
    assert page.shows("The same words.")
    page = alice.open("place-again", article.pk, query=f"?claim={lost.pk}")
    assert page.shows("of 100 letters are the same", "Before")
    assert "<mark>A fire destroyed two piers</mark>" in page.page
    assert alice.open("article-versions", article.pk).shows("2 current", "https://example.org/a", "Take the current")


def test_the_first_proposal_is_accepted_and_taken_back(team: Team, article: Article, alice: Browser) -> None:
    claim = makers.make_claim(article, FIRE, sources=("Seawatch",), by=team.alice)
    alice.send("article-versions", article.pk, text=NEW)
    fields = alice.open("place-again", article.pk).fields()
    page = alice.send("claim-place-again", claim.pk, at=fields["at"], version=fields["version"], revision="2")
    assert page.follow().shows("Placed.", "Every claim stands in the current text")
    assert quote_of(claim) == "A fire destroyed three piers"
    assert alice.send("place-again-undo", article.pk).follow().shows("Taken back.", "1 claim of")
    assert quote_of(claim) == FIRE
    assert not alice.send("place-again-undo", article.pk).follow().shows("Taken back.")


def test_a_claim_is_placed_at_a_selection_or_a_quote(team: Team, article: Article, alice: Browser) -> None:
    one, two = (makers.make_claim(article, FIRE, by=team.alice) for _ in range(2))
    alice.send("article-versions", article.pk, text=NEW)
    start = NEW.index("destroyed three")
    marked = json.dumps([{"start": start, "end": start + 15, "exact": "destroyed three"}])
    version = str(current(article).pk)
    alice.send("claim-place-again", one.pk, spans=marked, version=version)
    alice.send("claim-place-again", two.pk, quote="three  piers", version=version)
    assert (quote_of(one), quote_of(two)) == ("destroyed three", "three piers")


def test_what_cannot_be_placed_is_said_and_the_words_stay(team: Team, article: Article, alice: Browser) -> None:
    claim = makers.make_claim(article, FIRE, by=team.alice)
    page = alice.send("claim-place-again", claim.pk, quote="Two piers burn")
    assert page.follow().shows("stands in the current text already")
    alice.send("article-versions", article.pk, text=NEW)
    page = alice.send("claim-place-again", claim.pk, quote="nowhere to be found").follow()
    assert page.shows("does not occur in the text", "nowhere to be found")
    assert alice.send("claim-place-again", claim.pk, at="1-x").follow().shows("cannot be read")
    assert alice.send("claim-place-again", claim.pk, at="1-9", version="old").follow().shows("changed once more")
    assert quote_of(claim) == FIRE


def test_the_same_text_is_refused_with_what_was_sent(team: Team, article: Article, alice: Browser) -> None:
    page = alice.send("article-versions", article.pk, text=TEXT)
    assert (page.status, page.shows("the article has already")) == (409, True)
    page = alice.send("article-versions", article.pk, text="Kept words.", revision="7")
    assert (page.status, page.shows("Kept words.")) == (409, True)
    assert alice.send("article-versions", article.pk, text=" ").status == 422


def test_taking_the_text_back_brings_every_claim_back(team: Team, article: Article, alice: Browser) -> None:
    claim = makers.make_claim(article, FIRE, by=team.alice)
    before = documents_of(team.workspace, [claim.pk])[0]["spans"]
    assert alice.send("article-version-undo", article.pk).follow().shows("there is none before it")
    alice.send("article-versions", article.pk, text=NEW)
    assert alice.send("article-version-undo", article.pk).location == f"/w/desk/articles/{article.pk}/"
    assert documents_of(team.workspace, [claim.pk])[0]["spans"] == before
    assert alice.open("place-again", article.pk).shows("Nothing waits to be placed")
    assert alice.open("claim", claim.pk).shows("took a new version of the text back", "brought in a new version")


def test_passing_over_leads_through_all_and_back_to_the_first(team: Team, article: Article, alice: Browser) -> None:
    one, two = (makers.make_claim(article, FIRE, by=team.alice) for _ in range(2))
    alice.send("article-versions", article.pk, text=NEW)
    page = alice.open("place-again", article.pk)
    assert f"after={one.pk}" in page.page
    assert alice.open("place-again", article.pk, query=f"?after={one.pk}").shows("From the first")
    assert alice.open("place-again", article.pk, query=f"?after={two.pk}").shows("You passed over 2; they wait.")

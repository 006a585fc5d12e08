"""The pages of articles: list, corrections, withdrawal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, ArticleVersion, AuditEvent
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_it_lists_the_newest_article_first(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace, title="The older one")
    makers.make_article(team.workspace, title="The newer one")
    page = vera.open("articles")
    assert page.status == 200
    assert page.text.index("The newer one") < page.text.index("The older one")
    assert page.shows("Ellery Courier", "2021-08-27", "unstarted")


def test_it_says_how_many_claims_an_article_has(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article)
    makers.make_claim(article, makers.GUARD)
    assert vera.open("articles").shows("2 claims", "in progress")


def test_it_filters_and_offers_to_take_each_filter_away(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace, title="English", language="en")
    makers.make_article(team.workspace, title="German", language="de")
    page = vera.open("articles", query="?language=de&publisher=Ellery+Courier")
    assert page.shows("German", "Language: de", "Publisher: Ellery Courier", "Clear all")
    assert not page.shows("English")
    assert 'href="/w/desk/articles/?publisher=Ellery+Courier"' in page.page


def test_it_marks_the_words_searched_for_and_nothing_else(team: Team, vera: Browser) -> None:
    text = "On the harbour\n\nThe <b>harbour</b> burned & nobody knew why, said a man who lives there.\ue000"
    makers.make_article(team.workspace, title="On the <i>harbour</i>", text=text)
    page = vera.open("articles", query="?q=harbour")
    assert "On the &lt;i&gt;<mark>harbour</mark>&lt;/i&gt;" in page.page
    assert "<b>harbour" not in page.page
    assert "\ue000" not in page.page


def test_a_form_with_empty_fields_leads_to_an_address_without_them(team: Team, vera: Browser) -> None:
    page = vera.open("articles", query="?q=&publisher=&language=de")
    assert (page.status, page.location) == (302, "/w/desk/articles/?language=de")


def test_a_filter_that_cannot_be_understood_is_said_at_its_field(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace)
    page = vera.open("articles", query="?published_after=soon")
    assert page.status == 422
    assert page.shows("is not a date this program reads")
    assert 'value="soon"' in page.page
    assert 'aria-describedby="f-published_after-error"' in page.page


def test_it_turns_pages_and_back(team: Team, vera: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.web.views.articles.PAGE_SIZE", 2)
    for number in range(3):
        makers.make_article(team.workspace, title=f"Number {number}")
    page = vera.open("articles", query="?language=en")
    assert page.shows("Number 2", "Number 1", "Older")
    assert not page.shows("Newer")
    older = page.response.context["page"].next
    assert "language=en" in older
    page.location = older
    page.follow()
    assert page.shows("Number 0", "Newer")
    page.location = page.response.context["page"].previous
    assert page.follow().shows("Number 2", "Number 1")


def test_an_empty_workspace_offers_the_ways_in(team: Team, alice: Browser, vera: Browser) -> None:
    assert alice.open("articles").shows("No articles yet", "Import a file", "Paste a text", "Fetch a URL")
    assert not vera.open("articles").shows("Import a file")


def test_filters_that_nothing_passes_can_be_cleared(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace)
    assert vera.open("articles", query="?language=ar").shows("Nothing matches these filters", "clear them all")


def test_htmx_gets_the_list_alone(team: Team, vera: Browser) -> None:
    makers.make_article(team.workspace)
    page = vera.open("articles", fragment=True)
    assert page.page.strip().startswith('<div id="results">')
    assert "HX-Request" in page.response.headers["Vary"]


def test_ten_articles_cost_the_queries_of_one(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    with CaptureQueriesContext(connection) as one:
        vera.open("articles", query="?q=harbour")
    for number in range(9):
        makers.make_claim(makers.make_article(team.workspace, publisher=f"Outlet {number}"))
    with CaptureQueriesContext(
        connection,
    ) as ten:
        vera.open("articles", query="?q=harbour")
    assert len(ten) == len(one)


def test_it_corrects_what_is_known_and_leaves_the_text(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    text = article.current_version.text if article.current_version else ""
    fields = alice.open("article-edit", article.pk).fields()
    kinds = [name for name in fields if name.startswith("kind-")]
    changed = {"title": "Two piers burned", "published": "2021-08", "byline": "A. Writer", kinds[-1]: "boilerplate"}
    page = alice.send("article-edit", article.pk, **{**fields, **changed})
    assert (page.status, page.location) == (303, f"/w/desk/articles/{article.pk}/")
    article.refresh_from_db()
    version = ArticleVersion.objects.get(article=article)
    assert (article.title, article.published_printed, article.byline) == ("Two piers burned", "2021-08", "A. Writer")
    assert (version.text, version.segments[-1][0]) == (text, "boilerplate")
    assert str(article.publisher) == "Ellery Courier"


def test_a_correction_that_is_wrong_comes_back_with_what_was_written(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    fields = alice.open("article-edit", article.pk).fields()
    page = alice.send("article-edit", article.pk, **{**fields, "title": "New", "published": "soon", "url": "nowhere"})
    assert page.status == 422
    assert page.shows("is not a date this program reads")
    assert 'value="soon"' in page.page
    page = alice.send("article-edit", article.pk, **{**fields, "title": "New", "url": "nowhere"})
    assert page.status == 422
    assert page.shows("“nowhere” is not a web address")
    article.refresh_from_db()
    assert article.title == makers.TITLE


def test_a_correction_of_what_somebody_changed_meanwhile_is_refused(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    fields = alice.open("article-edit", article.pk).fields()
    assert alice.send("article-edit", article.pk, **{**fields, "title": "First"}).status == 303
    page = alice.send("article-edit", article.pk, **{**fields, "title": "Second"})
    assert page.status == 409
    assert page.shows("Somebody changed this article since you opened it")
    assert 'value="Second"' in page.page


def test_it_asks_before_an_article_is_withdrawn_and_brings_it_back(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article)
    page = alice.open("article-withdraw", article.pk)
    assert page.shows("Withdraw this article?", "its 1 claim")
    assert Article.objects.get().withdrawn_at is None
    assert alice.send("article-withdraw", article.pk, **page.fields()).follow().shows("This article is withdrawn")
    assert not alice.open("articles").shows(makers.TITLE)
    assert alice.send("article-restore", article.pk).location == f"/w/desk/articles/{article.pk}/"
    assert alice.open("articles").shows(makers.TITLE)


def test_withdrawing_twice_leaves_one_event(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    for _ in range(2):
        assert alice.send("article-withdraw", article.pk).status in (200, 303)
    assert AuditEvent.objects.filter(action="article.withdraw").count() == 1

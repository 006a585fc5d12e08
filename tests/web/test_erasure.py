"""Taking words away for good through the pages: asked twice, with a reason, and told of afterwards."""

from claims.models import Article, ArticleVersion, AuditPayload
from claims.services import audit, erasure
from tests.makers import TITLE, Team, make_article, make_claim
from tests.web.browsers import Browser


def test_an_admin_takes_an_article_down_and_its_address_says_so(team: Team, alice: Browser) -> None:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, by=team.alice)
    adam = Browser(team.adam)
    assert adam.open("article-withdraw", article.pk).shows("Take it down")
    page = adam.open("article-take-down", article.pk)
    assert page.shows("Take this article down?", "its 1 claim,", "blanked for good")
    assert adam.send("article-take-down", article.pk, reason="A court ordered it.").shows(
        "Confirm that this is for good."
    )
    assert adam.send("article-take-down", article.pk, sure="on").status == 422
    assert ArticleVersion.objects.get().taken_down_at is None
    sent = adam.send("article-take-down", article.pk, reason="A court ordered it.", sure="on")
    assert sent.status == 303
    assert sent.follow().shows("was taken down: A court ordered it.", "adam")
    for page in (
        alice.open("annotate", article.pk),
        alice.open("claim", claim.pk),
        alice.open("article-edit", article.pk),
        adam.open("article-take-down", article.pk),
    ):
        assert page.status == 410
        assert page.shows("Taken down", "by adam: A court ordered it.")
    assert TITLE not in alice.open("search", query="?q=piers").page


def test_articles_with_the_same_text_are_told_of_first(team: Team) -> None:
    article = make_article(team.workspace)
    make_article(team.workspace)
    assert Browser(team.adam).open("article-take-down", article.pk).shows("1 other article", "has the same text")


def test_an_admin_erases_the_history_of_a_claim(team: Team, alice: Browser) -> None:
    claim = make_claim(make_article(team.workspace), note="Told by a neighbour", by=team.alice)
    adam = Browser(team.adam)
    assert not alice.open("claim", claim.pk).shows("Erase this history")
    assert adam.open("claim", claim.pk).shows("Erase this history")
    assert adam.open("claim-erase", claim.pk).shows("Erase the history of this claim?")
    assert adam.send("claim-erase", claim.pk, reason="Asked to.", sure="on").status == 303
    assert AuditPayload.objects.get(event__object_id=claim.pk).after is None
    assert alice.open("claim", claim.pk).shows("what it was is erased")
    assert adam.send("claim-erase", claim.pk, reason="Asked to.", sure="on").shows("nothing in the audit")


def test_the_page_of_evidence_shows_the_seal_to_note(team: Team, vera: Browser) -> None:
    assert vera.open("evidence").shows("Nothing is sealed yet", "Nothing was taken down or erased here.")
    make_article(team.workspace, by=team.alice)
    seal = audit.seal(team.workspace)
    assert seal is not None
    assert vera.open("evidence").shows(f"desk:1:{bytes(seal.hash).hex()}")


def test_many_tombstones_come_page_by_page(team: Team, vera: Browser) -> None:
    for number in range(51):
        erasure.take_down(make_article(team.workspace, text=f"Text {number}."), reason=f"No {number}.", by=team.adam)
    first = vera.open("evidence")
    assert first.shows("No 50.", "Older")
    assert not first.shows("No 0.")
    assert Article.objects.filter(withdrawn_at__isnull=True).count() == 0

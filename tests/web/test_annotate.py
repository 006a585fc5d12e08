"""What the annotate screen's forms do however often they are sent, and how little of the page travels back."""

import gzip
import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders

from claims.models import Article, ArticleVersion, AuditEvent, Claim
from claims.models.fields import new_id
from claims.text.normalize import normalize
from tests.makers import FIRE, GUARD, TEXT, Team, make_article, make_claim, make_source
from tests.web.browsers import Browser

STATIC = Path(__file__).parents[2] / "static"
MOST_BYTES = 60_000
MOST_BYTES_A_SAVE = 6_000


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace)


def marks(quote: str, text: str = TEXT) -> str:
    start = text.index(quote)
    return json.dumps([{"start": start, "end": start + len(quote), "exact": quote}])


class Script(Browser):
    """The page's script: sends with a key, follows the answer, gets the changes alone."""

    def save(self, page: str, /, *args: object, key: str = "", **fields: object) -> "Script":
        headers = {"HX-Request": "true", "Idempotency-Key": key} if key else {"HX-Request": "true"}
        self._seen(self.client.post(f"/w/desk/{page.format(*args)}", fields, headers=headers))
        if self.status == 303:
            self._seen(self.client.get(self.location, headers={"HX-Request": "true"}))
        return self


def test_a_claim_that_is_sent_twice_is_made_once(team: Team, article: Article) -> None:
    script, key = Script(team.alice), str(new_id())
    for _ in range(2):
        script.save("articles/{}/claims/new/", article.pk, key="once", id=key, spans=marks(GUARD))
        assert script.status == 200
        assert f'data-claim="{key}" data-revision="1"' in script.page
    assert str(Claim.objects.get().pk) == key
    assert AuditEvent.objects.filter(action="claim.make").count() == 1


def test_a_change_that_is_sent_twice_is_done_once(team: Team, article: Article) -> None:
    claim = make_claim(article, GUARD, by=team.alice)
    script = Script(team.alice)
    for _ in range(2):
        script.save("claims/{}/steps/new/", claim.pk, key="step", source="Seawatch", revision="1")
        assert script.status == 200
    for _ in range(2):
        script.save("claims/{}/withdraw/", claim.pk, key="gone", revision="2")
        assert script.status == 200
    for _ in range(2):
        script.save("articles/{}/undo/", article.pk, key="back")
        assert script.status == 200
    claim.refresh_from_db()
    assert (claim.withdrawn_at, claim.attributions.count()) == (None, 1)


def test_an_id_that_is_taken_or_no_uuid_7_is_refused(team: Team, article: Article) -> None:
    taken = make_claim(article, GUARD, by=team.bob)
    script = Script(team.alice)
    for key, status in ((str(taken.pk), 409), (str(uuid4()), 422), ("x", 422)):
        script.save("articles/{}/claims/new/", article.pk, id=key, spans=marks(FIRE))
        assert script.status == status
    assert Claim.objects.count() == 1


def test_a_page_that_shows_an_older_text_marks_the_same_words_in_the_new_one(team: Team, article: Article) -> None:
    old = ArticleVersion.objects.get(article=article)
    text = normalize(f"Corrected on Tuesday.\n\n{TEXT}").text
    new = ArticleVersion.objects.get(article=article)
    new.pk, new.number, new.text, new.length = new_id(), 2, text, len(text)
    new._state.adding = True
    new.save()
    Article.objects.filter(pk=article.pk).update(current_version=new)
    script = Script(team.alice)
    script.save("articles/{}/claims/new/", article.pk, spans=marks(GUARD), version=str(old.pk))
    assert script.status == 200
    assert f'data-version="{new.pk}"' in script.page
    assert Claim.objects.get().quote == GUARD
    gone = json.dumps([{"start": 0, "end": 5, "exact": "words that went"}])
    script.save("articles/{}/claims/new/", article.pk, spans=gone, version=str(old.pk))
    assert script.status == 422
    assert script.shows("does not occur in the text") or "does not occur in the text" in script.page


def test_marked_words_may_mean_a_source_of_the_registry(team: Team, article: Article) -> None:
    watch = make_source(team.workspace, "Seawatch International")
    claim = make_claim(article, GUARD, by=team.alice)
    script = Script(team.alice)
    script.save("claims/{}/mentions/", claim.pk, role="source", spans=marks("Seawatch"), source_id=str(watch.pk))
    assert script.status == 200
    hop = claim.attributions.get()
    assert hop.source_id == watch.pk


def test_the_source_that_the_words_name_is_proposed_first(team: Team, article: Article) -> None:
    make_source(team.workspace, "Seawatch International")
    named = make_source(team.workspace, "Seawatch")
    used = make_source(team.workspace, "Zeta Seawatch")
    make_claim(article, GUARD, sources=("Zeta Seawatch",), by=team.alice)
    page = Browser(team.alice).open("article-sources", article.pk, query="?source=seawatch").page
    assert [page.index(f'value="{key}"') for key in (named.pk, used.pk)] == sorted(
        page.index(f'value="{key}"') for key in (named.pk, used.pk)
    )
    assert f'data-exact="{named.pk}"' in page
    page = Browser(team.alice).open("article-sources", article.pk, query="?source=sea&for=mention").page
    assert page.index(f'data-match="{used.pk}"') < page.index(f'data-match="{named.pk}"')
    assert "data-exact" not in page


def test_a_save_among_many_claims_brings_only_its_paragraph(team: Team) -> None:
    lines = [f"In report {number} the guard said that pier {number} had burned at night." for number in range(80)]
    article = make_article(team.workspace, text="\n\n".join(lines))
    text = ArticleVersion.objects.get(article=article).text
    for number in range(0, 80, 2):
        make_claim(article, f"pier {number} had burned", sources=("Harbour Guard", "Seawatch"), by=team.alice)
    script = Script(team.alice)
    script.save("articles/{}/claims/new/", article.pk, id=str(new_id()), spans=marks("pier 41 had burned", text))
    assert script.page.count("<p id=") == 1
    assert script.page.count('id="card-') == 1
    assert len(gzip.compress(script.page.encode())) <= MOST_BYTES_A_SAVE
    claim = Claim.objects.latest("pk")
    script.save("claims/{}/steps/new/", claim.pk, source="Harbour Guard", revision="1")
    script.save("claims/{}/steps/new/", claim.pk, source="Seawatch", revision="2")
    assert script.status == 200
    assert script.page.count("<p id=") == 1
    assert len(gzip.compress(script.page.encode())) <= MOST_BYTES_A_SAVE
    script.save("articles/{}/undo/", article.pk)
    assert script.page.count("<p id=") == 1


def test_the_scripts_and_styles_of_the_screen_are_small(team: Team, article: Article) -> None:
    page = Browser(team.alice).open("annotate", article.pk).page
    loaded = {path.removeprefix("/static/") for path in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)}
    assert {"css/annotate.css", "js/annotate/main.js", "django_htmx/htmx-2.min.js"} <= loaded
    waiting = set(loaded)
    while waiting:
        file = Path(finders.find(waiting.pop()) or "")
        imported = re.findall(r'(?:from|import) ?\(?"(\.[^"]+)"', file.read_text()) if "htmx" not in file.name else []
        found = {str((file.parent / path).resolve().relative_to(STATIC)) for path in imported} - loaded
        loaded |= found
        waiting |= found
    assert "js/annotate/outbox.js" in loaded
    assert sum(len(gzip.compress(Path(finders.find(path) or "").read_bytes())) for path in loaded) <= MOST_BYTES

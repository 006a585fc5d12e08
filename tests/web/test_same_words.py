"""Finding the same words in an article."""

import pytest

from claims.models import Article, AuditEvent, Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import undo
from tests import makers
from tests.makers import Team, chain, hop, spans
from tests.web.browsers import Browser

TEXT = (
    "The Guard denies it.\n\nThe Guard denies it, Seawatch said. Two piers burned.\n\n"
    "Seawatch said that the Guard denies it. The Guard denies it."
)
WORDS = "The Guard denies it"


@pytest.fixture
def article(team: Team) -> Article:
    return makers.make_article(team.workspace, text=TEXT, by=team.alice)


def documents(article: Article) -> list[ClaimDocument]:
    ids = list(Claim.objects.filter(withdrawn_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    return documents_of(article.workspace, ids)


def test_ticked_places_become_claims_like_the_open_one_in_one_step(
    team: Team, article: Article, alice: Browser
) -> None:
    cue = hop("Seawatch", cue_spans=spans(TEXT, "said"), source_spans=spans(TEXT, "Seawatch"))
    claim = makers.make_claim(
        article, WORDS, chains=(chain(cue, "Guard"),), labels=("denial",), note="mine", by=team.alice
    )
    page = alice.open("find-same", article.pk, query=f"?claim={claim.pk}")
    assert page.shows("3 places, 2 free", "is a claim already", "Marked like the open claim: ", "denial")
    starts = [at for at in range(len(TEXT)) if TEXT.startswith(WORDS, at)][1:]
    ticks = [f"{start}-{start + len(WORDS)}" for start in starts]
    page = alice.send("find-same", article.pk, claim=str(claim.pk), quote=WORDS, at=ticks, label="checked")
    assert page.location == f"/w/desk/articles/{article.pk}/?claim={claim.pk}"
    first, *made = documents(article)
    assert [one["spans"][0]["start"] for one in made] == starts
    for one in made:
        assert one["labels"] == ["checked", "denial"]
        assert one["note"] == ""
        steps = one["chains"][0]["attributions"]
        assert [step["source"] for step in steps] == [step["source"] for step in first["chains"][0]["attributions"]]
        assert not any(step["cue_spans"] or step["source_spans"] for step in steps)
    undo.undo(article, by=team.alice)
    assert len(documents(article)) == 1


def test_words_become_claims_of_a_source(team: Team, article: Article, alice: Browser) -> None:
    page = alice.open("find-same", article.pk, query="?quote=Seawatch+said")
    assert page.shows("2 places, 2 free")
    start = TEXT.index("Seawatch said that")
    at = f"{start}-{start + 13}"
    alice.send("find-same", article.pk, quote="Seawatch said", at=at, source="Seawatch")
    [made] = documents(article)
    assert (made["quote"], made["origins"][0]["name"]) == ("Seawatch said", "Seawatch")
    alice.send("find-same", article.pk, quote="Two piers", at=f"{TEXT.index('Two')}-{TEXT.index('Two') + 9}")
    assert documents(article)[1]["chains"][0]["lineage"] == "none_given"


def test_a_source_is_marked_for_claims_beside_it(team: Team, article: Article, alice: Browser) -> None:
    step = hop("Seawatch", source_spans=spans(TEXT, "Seawatch"))
    claim = makers.make_claim(article, "Two piers burned", chains=(chain(step),), by=team.alice)
    bare = makers.make_claim(article, "the Guard denies it", sources=("Seawatch",), by=team.alice)
    key = str(claim.attributions.get().pk)
    page = alice.open("find-same", article.pk, query=f"?claim={claim.pk}&step={key}")
    assert page.shows("2 places, 1 free", "is marked already")
    start = TEXT.index("Seawatch said that")
    at = f"{start}-{start + 8} {bare.pk}"
    alice.send("find-same", article.pk, claim=str(claim.pk), step=key, quote="Seawatch", at=at)
    [document] = documents_of(team.workspace, [bare.pk])
    assert document["chains"][0]["attributions"][0]["source_spans"] == [
        {"start": start, "end": start + 8, "exact": "Seawatch"}
    ]


def test_what_is_empty_or_not_ticked_is_said(team: Team, article: Article, alice: Browser) -> None:
    before = AuditEvent.objects.count()
    assert alice.open("find-same", article.pk).shows("Which words?")
    assert alice.open("find-same", article.pk, query="?quote=zeppelin").shows("stand nowhere in the text")
    page = alice.send("find-same", article.pk, quote=WORDS, label="kept")
    assert (page.status, page.shows("Tick at least one place.")) == (422, True)
    assert 'value="kept"' in page.page
    assert alice.send("find-same", article.pk, quote=WORDS, at="1-2").status == 422
    assert alice.open("find-same", article.pk, query="?claim=nothing").status == 404
    assert AuditEvent.objects.count() == before

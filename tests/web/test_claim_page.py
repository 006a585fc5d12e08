"""A claim at its permanent address."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import AttributionRecord, SourceReference, TranslationRecord
from claims.models import AuditPayload, Source
from claims.services import bulk_edits, claims, source_splits, undo
from claims.services.bulk_edits import BulkEdit
from claims.vocabulary import Certainty, ClaimStatus, Identifiability, Lineage, Stance, Verification
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_it_shows_the_claim_where_it_stands_with_its_marks(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    cue = makers.spans(makers.TEXT, "said")
    step = makers.hop("Seawatch", cue_spans=cue, source_spans=makers.spans(makers.TEXT, "Seawatch"))
    claim = makers.make_claim(article, makers.GUARD, chains=(makers.chain(step),))
    page = vera.open("claim", claim.pk)
    assert page.status == 200
    assert f'<mark class="claim lane-1 active">{makers.GUARD}</mark>' in page.page
    assert '<mark class="cue active">said</mark>' in page.page
    assert '<mark class="source active">Seawatch</mark>' in page.page
    assert page.shows("A port official said that nobody was hurt.")
    assert not page.shows("The piers were built in 1911.")
    assert f'href="/w/desk/articles/{article.pk}/?claim={claim.pk}"' in page.page


def test_it_draws_the_chain_step_by_step(team: Team, vera: Browser) -> None:
    steps = (
        makers.hop("Seawatch", verification=Verification.UNVERIFIED, cue_spans=makers.spans(makers.TEXT, "said")),
        makers.hop("a member state", identifiability=Identifiability.DESCRIBED, certainty=Certainty.POSSIBLE),
    )
    chain = makers.chain(*steps, lineage=Lineage.UNKNOWN_BEYOND)
    claim = makers.make_claim(makers.make_article(team.workspace), chains=(chain,))
    page = vera.open("claim", claim.pk)
    assert page.shows("Ellery Courier publishes it")
    assert page.shows("Seawatch relays", "unverified", "cue “said”")
    assert page.shows("a member state asserts", "possible", "described, not named", "a source that is not named")


def test_own_words_and_a_step_without_a_source_are_said(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    assert vera.open("claim", makers.make_claim(article).pk).shows("Ellery Courier says so in its own words")
    bare = makers.make_claim(article, makers.GUARD, chains=(makers.chain(AttributionRecord()),))
    assert vera.open("claim", bare.pk).shows("no source given asserts")


def test_the_citation_can_be_copied_and_read(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    claim = makers.make_claim(article, makers.GUARD, sources=["Seawatch", "Harbour Guard"])
    citation = (
        f"“{makers.GUARD}” — {makers.TITLE}, Ellery Courier, 2021-08-27. "
        f"Source: Ellery Courier, citing Seawatch, citing Harbour Guard. http://testserver/w/desk/claims/{claim.pk}/"
    )
    page = vera.open("claim", claim.pk)
    assert page.shows(citation)
    assert f'data-copy="{citation}"' in page.page


def test_it_names_the_other_claims_of_the_same_statement(team: Team, vera: Browser) -> None:
    statement = "The Guard set the fire."
    claim = makers.make_claim(makers.make_article(team.workspace), proposition=statement)
    other = makers.make_article(team.workspace, title="Another report", publisher="The Quay")
    makers.make_claim(other, makers.GUARD, proposition=statement)
    page = vera.open("claim", claim.pk)
    assert page.shows(statement, "1 other claim makes it", makers.GUARD, "Another report · The Quay")
    alone = makers.make_claim(other, makers.FIRE)
    assert vera.open("claim", alone.pk).shows("This claim is in no statement yet.")


def test_the_history_says_who_did_what_alone_and_among_others(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    claim = makers.make_claim(article, by=team.alice)
    other = makers.make_claim(makers.make_article(team.workspace), by=team.alice)
    claims.change(claim, lambda _, record: replace(record, note="look again"), by=team.alice)
    edit = BulkEdit(add_label="attack", status=ClaimStatus.SUBMITTED)
    event = bulk_edits.apply(team.workspace, [claim.pk, other.pk], edit, by=team.bob)
    undo.take_back(team.workspace, event.pk, by=team.bob)
    claims.withdraw(claim, by=team.bob)
    page = vera.open("claim", claim.pk)
    history = page.text.partition("History")[2]
    told = (
        *("bob withdrew the claim", "bob took back a change", "bob changed the claim"),
        *("set the status from draft to submitted", "added the label attack"),
        *("alice wrote a note", "alice made the claim"),
    )
    places = [history.index(words) for words in told]
    assert places == sorted(places)


def test_a_split_of_its_source_is_told_where_its_steps_moved(team: Team, alice: Browser) -> None:
    moved, kept = (
        makers.make_claim(makers.make_article(team.workspace, text=text), "A fire", sources=("Guard",), by=team.alice)
        for text in ("A fire broke out.", "A fire burned down two piers.")
    )
    guard = Source.objects.get(name="Guard")
    hops = [moved.attributions.get().pk]
    done = source_splits.split(guard, hops=hops, to=SourceReference(name="Other guard"), by=team.bob)
    source_splits.unsplit(guard, done.event, by=team.alice)
    history = alice.open("claim", moved.pk).text.partition("History")[2]
    told = (
        "alice took that split back: “Guard” says so again, not “Other guard”",
        "bob split “Guard”: what it says here is said by “Other guard”",
        "alice made the claim",
    )
    places = [history.index(words) for words in told]
    assert places == sorted(places)
    assert "split" not in alice.open("claim", kept.pk).text.partition("History")[2]


def test_an_erased_payload_leaves_the_event_in_the_history(team: Team, vera: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), by=team.alice)
    payloads = AuditPayload.objects.filter(event__object_id=claim.pk)
    payloads.update(before=None, after=None, salt=b"", erased_at=claim.created_at)
    assert vera.open("claim", claim.pk).shows("what it was is erased")


def test_a_withdrawn_claim_keeps_its_address_and_can_be_restored(team: Team, alice: Browser, vera: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), by=team.alice)
    claims.withdraw(claim, by=team.alice)
    assert alice.open("claim", claim.pk).shows("This claim was withdrawn", "Restore this claim")
    assert not vera.open("claim", claim.pk).shows("Restore this claim")
    alice.send("claim-restore", claim.pk)
    assert not alice.open("claim", claim.pk).shows("This claim was withdrawn")


def test_a_claim_of_another_workspace_does_not_exist_here(team: Team, vera: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.elsewhere))
    assert vera.open("claim", claim.pk).status == 404


def test_a_long_chain_costs_the_queries_of_a_short_one(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    short = makers.make_claim(article, sources=["Seawatch"])
    long = makers.make_claim(article, makers.GUARD, sources=[f"Source {number}" for number in range(10)])
    with CaptureQueriesContext(connection) as one:
        vera.open("claim", short.pk)
    with CaptureQueriesContext(connection) as ten:
        vera.open("claim", long.pk)
    assert len(ten) == len(one)


def test_a_denial_is_shown_as_one(team: Team, vera: Browser) -> None:
    chain = makers.chain(makers.hop("Ida Kirsch", stance=Stance.DENIES))
    claim = makers.make_claim(makers.make_article(team.workspace), chains=(chain,))
    assert vera.open("claim", claim.pk).shows("Ida Kirsch denies")


def test_a_translation_stands_beside_the_words(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    made = TranslationRecord("Ein Feuer zerstörte zwei Piere.", "by hand")
    claim = makers.make_claim(article, translation=made, by=team.alice)
    page = alice.open("claim", claim.pk)
    assert page.shows("Translation Ein Feuer zerstörte zwei Piere. by hand, by alice")
    details = {"quotation": "direct", "polarity": "affirmed", "status": "draft", "revision": "1"}
    alice.send("claim-edit", claim.pk, **details, translation="Ein Brand", translation_method="")
    assert alice.open("claim", claim.pk).shows("Translation Ein Brand by alice", "wrote a translation")

"""One change to many claims, and taking it back."""

from uuid import uuid4

import pytest

from claims.errors import ClaimsError, NotFound, NothingToUndo, SourceAmbiguous, Stale
from claims.exchange.records import AttributionRecord, SourceReference
from claims.models import Claim, Source
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import bulk_edits, claims, undo
from claims.services.bulk_edits import BulkEdit, SourcePlace
from claims.vocabulary import ClaimStatus, Lineage, Stance
from tests import makers
from tests.makers import Team


def read(team: Team, claim: Claim) -> ClaimDocument:
    return documents_of(team.workspace, [claim.pk])[0]


def names(document: ClaimDocument) -> list[list[str]]:
    return [
        [hop["source"]["name"] if hop["source"] else "" for hop in chain["attributions"]]
        for chain in document["chains"]
    ]


def test_a_label_is_added_once_and_another_taken_off(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), labels=("attack", "old"))
    edit = BulkEdit(add_label="ATTACK", remove_label="Old")
    bulk_edits.apply(team.workspace, [claim.pk], edit, by=team.alice)
    assert read(team, claim)["labels"] == ["attack"]


def test_nothing_ticked_nothing_asked_and_too_much_are_refused(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace))
    for ids, edit, words in (
        ([], BulkEdit(status=ClaimStatus.ACCEPTED), "Tick at least one"),
        ([claim.pk], BulkEdit(place=SourcePlace.BESIDE), "Say what to do"),
        ([uuid4() for _ in range(1001)], BulkEdit(status=ClaimStatus.ACCEPTED), "at most 1000"),
    ):
        with pytest.raises(ClaimsError, match=words):
            bulk_edits.apply(team.workspace, ids, edit, by=team.alice)


def test_one_unknown_claim_changes_none(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace))
    with pytest.raises(NotFound):
        bulk_edits.apply(team.workspace, [claim.pk, uuid4()], BulkEdit(status=ClaimStatus.ACCEPTED), by=team.alice)
    assert read(team, claim)["status"] == ClaimStatus.DRAFT


def test_an_origin_that_asserted_relays_the_source_put_behind_it(team: Team) -> None:
    article = makers.make_article(team.workspace)
    asserted = makers.make_claim(article, sources=["Seawatch"])
    doubted = makers.make_claim(
        article, makers.GUARD, chains=(makers.chain(makers.hop("Seawatch", stance=Stance.DISTANCES)),)
    )
    edit = BulkEdit(source=SourceReference(name="Harbour Guard"))
    bulk_edits.apply(team.workspace, [asserted.pk, doubted.pk], edit, by=team.alice)
    assert names(read(team, asserted)) == [["Seawatch", "Harbour Guard"]]
    stances = [
        [hop["stance"] for hop in read(team, claim)["chains"][0]["attributions"]] for claim in (asserted, doubted)
    ]
    assert stances == [["relays", "asserts"], ["distances", "asserts"]]


def test_a_chain_beyond_which_nobody_was_named_is_complete_with_the_source(team: Team) -> None:
    chain = makers.chain("Seawatch", lineage=Lineage.UNKNOWN_BEYOND)
    claim = makers.make_claim(makers.make_article(team.workspace), chains=(chain,))
    edit = BulkEdit(source=SourceReference(name="Harbour Guard"))
    bulk_edits.apply(team.workspace, [claim.pk], edit, by=team.alice)
    assert read(team, claim)["chains"][0]["lineage"] == Lineage.COMPLETE


def test_a_chain_that_names_the_source_already_by_another_name_is_left(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), sources=["Seawatch"])
    source = Source.objects.get(name="Seawatch")
    source.aliases.create(workspace=team.workspace, text="Sea Watch", key="sea watch")
    for place in SourcePlace:
        edit = BulkEdit(source=SourceReference(name="Sea Watch"), place=place)
        bulk_edits.apply(team.workspace, [claim.pk], edit, by=team.alice)
        assert names(read(team, claim)) == [["Seawatch"]]


def test_a_step_without_a_source_is_a_step(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), chains=(makers.chain(AttributionRecord()),))
    bulk_edits.apply(team.workspace, [claim.pk], BulkEdit(source=SourceReference(name="Harbour Guard")), by=team.alice)
    assert names(read(team, claim)) == [["", "Harbour Guard"]]


def test_a_name_of_two_sources_is_refused(team: Team) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace))
    makers.make_source(team.workspace, "Guard")
    makers.make_source(team.workspace, "Guard")
    with pytest.raises(SourceAmbiguous):
        bulk_edits.apply(team.workspace, [claim.pk], BulkEdit(source=SourceReference(name="Guard")), by=team.alice)


def test_a_change_across_articles_can_be_taken_back_once_by_who_made_it(team: Team) -> None:
    made = [makers.make_claim(makers.make_article(team.workspace)) for _ in range(2)]
    before = [dict(read(team, claim)) for claim in made]
    edit = BulkEdit(add_label="attack", source=SourceReference(name="Seawatch"))
    event = bulk_edits.apply(team.workspace, [claim.pk for claim in made], edit, by=team.alice)
    with pytest.raises(NothingToUndo):
        undo.take_back(team.workspace, event.pk, by=team.bob)
    undo.take_back(team.workspace, event.pk, by=team.alice)
    for claim, was in zip(made, before, strict=True):
        now = read(team, claim)
        assert (now["labels"], names(now)) == (was["labels"], [[]])
    with pytest.raises(NothingToUndo):
        undo.take_back(team.workspace, event.pk, by=team.alice)


def test_a_change_within_one_article_is_the_last_that_its_screen_undoes(team: Team) -> None:
    article = makers.make_article(team.workspace)
    made = [makers.make_claim(article, by=team.alice), makers.make_claim(article, makers.GUARD, by=team.alice)]
    event = bulk_edits.apply(
        team.workspace, [claim.pk for claim in made], BulkEdit(status=ClaimStatus.SUBMITTED), by=team.alice
    )
    claims.withdraw(made[0], by=team.alice)
    with pytest.raises(Stale, match="undo there"):
        undo.take_back(team.workspace, event.pk, by=team.alice)
    undo.undo(article, by=team.alice)
    undo.take_back(team.workspace, event.pk, by=team.alice)
    assert {read(team, claim)["status"] for claim in made} == {"draft"}
    with pytest.raises(NothingToUndo):
        undo.take_back(team.workspace, event.pk, by=team.alice)

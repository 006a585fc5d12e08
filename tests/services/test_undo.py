"""Taking back and redoing: one's own changes, one after the other, never over what somebody else did since."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.errors import NothingToUndo, Stale
from claims.exchange.records import ClaimRecord, SourceRecord
from claims.models import Article, AuditEvent, AuditPayload, Claim, Label, Proposition, Source
from claims.models.fields import new_id
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import claims, labels, sources, undo
from claims.text.dates import parse_date
from claims.vocabulary import ClaimStatus
from tests.makers import FIRE, GUARD, TEXT, Team, chain, hop, make_article, make_claim, spans

VOLATILE = ("revision", "updated_at")


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace, by=team.alice)


def form(claim: Claim) -> dict[str, object]:
    [document] = documents_of(claim.workspace, [claim.pk])
    return {name: value for name, value in document.items() if name not in VOLATILE}


def note(claim: Claim, words: str, *, by: User) -> None:
    claims.change(claim, lambda _, record: replace(record, note=words), by=by)


def notes(claim: Claim) -> object:
    return form(claim)["note"]


CHANGES: dict[str, Callable[[Team, Claim], object]] = {
    "note": lambda team, claim: note(claim, "Seen.", by=team.alice),
    "place": lambda team, claim: revise(team, claim, spans=spans(TEXT, (FIRE, "1911"))),
    "labels": lambda team, claim: revise(team, claim, labels=("flood",)),
    "status": lambda team, claim: claims.set_status(team.workspace, [claim.pk], ClaimStatus.SUBMITTED, by=team.alice),
    "statement": lambda team, claim: revise(team, claim, proposition="Another"),
    "no statement": lambda team, claim: revise(team, claim, proposition=""),
    "chains": lambda team, claim: revise(team, claim, chains=(chain("New", "Guard"), chain("Seawatch"))),
    "a step less": lambda team, claim: claims.change(claim, without_first_step, by=team.alice),
    "withdrawn": lambda team, claim: claims.withdraw(claim, by=team.alice),
}


def revise(team: Team, claim: Claim, **more: object) -> None:
    claims.change(claim, lambda _, record: replace(record, **more), by=team.alice)


def without_first_step(document: ClaimDocument, record: ClaimRecord) -> ClaimRecord:
    first = record.chains[0]
    return replace(record, chains=(replace(first, attributions=first.attributions[1:]),))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_taken_back_and_made_again(
    team: Team, article: Article, change: Callable[[Team, Claim], object]
) -> None:
    steps = chain(hop("Seawatch", cue_spans=spans(TEXT, "said")), hop("Guard", said=parse_date("2021")))
    claim = make_claim(article, GUARD, chains=(steps,), labels=("fire",), proposition="One", by=team.alice)
    before = form(claim)
    change(team, claim)
    after = form(claim)
    assert after != before
    for _ in range(2):
        undo.undo(article, by=team.alice)
        assert form(claim) == before
        undo.redo(article, by=team.alice)
        assert form(claim) == after


def test_undoing_the_making_of_a_claim_withdraws_it(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    before = form(claim)
    undo.undo(article, by=team.alice)
    assert form(claim) == before | {"withdrawn": True}
    undo.redo(article, by=team.alice)
    assert form(claim) == before


def test_changes_are_taken_back_the_last_one_first(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    for words in ("One", "Two"):
        note(claim, words, by=team.alice)
    claims.withdraw(claim, by=team.alice)
    seen = []
    for _ in range(4):
        undo.undo(article, by=team.alice)
        seen.append((notes(claim), form(claim)["withdrawn"]))
    assert seen == [("Two", False), ("One", False), ("", False), ("", True)]
    with pytest.raises(NothingToUndo):
        undo.undo(article, by=team.alice)
    for _ in range(4):
        undo.redo(article, by=team.alice)
    assert (notes(claim), form(claim)["withdrawn"]) == ("Two", True)
    with pytest.raises(NothingToUndo):
        undo.redo(article, by=team.alice)


def test_restoring_a_claim_is_a_change_like_others(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    claims.withdraw(claim, by=team.alice)
    claims.restore(claim, by=team.alice)
    undo.undo(article, by=team.alice)
    assert form(claim)["withdrawn"] is True


def test_a_new_change_clears_what_could_be_redone(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    note(claim, "One", by=team.alice)
    undo.undo(article, by=team.alice)
    note(claim, "Two", by=team.alice)
    with pytest.raises(NothingToUndo):
        undo.redo(article, by=team.alice)
    undo.undo(article, by=team.alice)
    assert notes(claim) == ""


def test_each_person_takes_back_their_own_changes(team: Team, article: Article) -> None:
    hers, his = make_claim(article, by=team.alice), make_claim(article, by=team.bob)
    note(hers, "Hers.", by=team.alice)
    note(his, "His.", by=team.bob)
    undo.undo(article, by=team.alice)
    assert (notes(hers), notes(his)) == ("", "His.")
    undo.undo(article, by=team.bob)
    assert notes(his) == ""
    with pytest.raises(NothingToUndo):
        undo.undo(article, by=team.vera)


def test_another_article_is_another_stack(team: Team, article: Article) -> None:
    here = make_claim(article, by=team.alice)
    other = make_article(team.workspace)
    make_claim(other, by=team.alice)
    undo.undo(article, by=team.alice)
    assert form(here)["withdrawn"] is True
    with pytest.raises(NothingToUndo):
        undo.undo(article, by=team.alice)


def test_what_somebody_else_changed_since_is_not_overwritten(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    note(claim, "Hers.", by=team.alice)
    note(claim, "His.", by=team.bob)
    for _ in range(2):
        with pytest.raises(Stale, match="Somebody changed “A fire destroyed two piers” since"):
            undo.undo(article, by=team.alice)
    assert notes(claim) == "His."
    undo.undo(article, by=team.bob)
    undo.undo(article, by=team.alice)
    assert notes(claim) == ""


def test_a_claim_that_somebody_changed_is_not_taken_away_by_undoing_its_making(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    claims.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.bob)
    with pytest.raises(Stale):
        undo.undo(article, by=team.alice)
    assert form(claim)["withdrawn"] is False


def test_a_redo_over_somebody_elses_change_is_refused(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    note(claim, "Hers.", by=team.alice)
    undo.undo(article, by=team.alice)
    note(claim, "His.", by=team.bob)
    with pytest.raises(Stale):
        undo.redo(article, by=team.alice)


def test_a_source_or_label_renamed_or_merged_since_changed_no_claim(team: Team, article: Article) -> None:
    claim = make_claim(
        article, sources=("Seawatch", "Guard"), labels=("zeal", "fire"), proposition="One", by=team.alice
    )
    note(claim, "Seen.", by=team.alice)
    after = form(claim)
    sources.revise(Source.objects.get(name="Seawatch"), SourceRecord(name="Sea Watchers"), by=team.bob)
    labels.rename(Label.objects.get(name="zeal"), "arson", by=team.bob)
    for model, name, other in (
        (Source, {"name": "Guard"}, {"name": "Harbour Guard"}),
        (Label, {"name": "fire"}, {"name": "blaze"}),
        (Proposition, {"text": "One"}, {"text": "The one"}),
    ):
        into = model.objects.create(workspace=team.workspace, **other)
        model.objects.filter(workspace=team.workspace, **name).update(merged_into=into)
    shown = form(claim)
    assert shown != after
    undo.undo(article, by=team.alice)
    assert form(claim) == shown | {"note": ""}
    undo.redo(article, by=team.alice)
    assert form(claim) == shown
    assert set(claim.attributions.values_list("source__name", flat=True)) == {"Sea Watchers", "Guard"}


def test_many_changes_at_once_are_taken_back_at_once(team: Team, article: Article) -> None:
    made = [make_claim(article, by=team.alice) for _ in range(3)]
    ids = [claim.pk for claim in made]
    claims.set_status(team.workspace, ids, ClaimStatus.SUBMITTED, by=team.alice)
    claims.withdraw_many(team.workspace, ids[:2], by=team.alice)
    undo.undo(article, by=team.alice)
    undo.undo(article, by=team.alice)
    assert {form(claim)["status"] for claim in made} == {"draft"}
    undo.redo(article, by=team.alice)
    assert {form(claim)["status"] for claim in made} == {"submitted"}
    note(made[1], "His.", by=team.bob)
    with pytest.raises(Stale):
        undo.undo(article, by=team.alice)
    assert {form(claim)["status"] for claim in made} == {"submitted"}


def test_many_claims_made_at_once_are_taken_back_at_once(team: Team, article: Article) -> None:
    at = claims.place(article, by=team.alice)
    made = claims.make_many(
        team.workspace, [(at, ClaimRecord(spans=spans(TEXT, words))) for words in (FIRE, GUARD)], by=team.alice
    )
    undo.undo(article, by=team.alice)
    assert [form(claim)["withdrawn"] for claim in made] == [True, True]
    undo.redo(article, by=team.alice)
    assert [form(claim)["withdrawn"] for claim in made] == [False, False]


def test_a_change_across_articles_is_taken_back_by_its_event(team: Team, article: Article) -> None:
    made = [make_claim(one, by=team.alice) for one in (article, make_article(team.workspace))]
    claims.set_status(team.workspace, [claim.pk for claim in made], ClaimStatus.SUBMITTED, by=team.alice)
    event = AuditEvent.objects.filter(action="claim.revise").get()
    assert event.article_id is None
    for stranger in (team.bob, team.charlie):
        with pytest.raises(NothingToUndo):
            undo.take_back(team.workspace, event.pk, by=stranger)
    back = undo.take_back(team.workspace, event.pk, by=team.alice)
    assert back.undoes == event.pk
    assert {form(claim)["status"] for claim in made} == {"draft"}
    with pytest.raises(NothingToUndo):
        undo.take_back(team.workspace, event.pk, by=team.alice)


def test_a_change_that_is_not_the_last_of_its_article_is_not_taken_back_alone(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    note(claim, "One", by=team.alice)
    first, second = AuditEvent.objects.filter(article_id=article.pk, action__startswith="claim").order_by("pk")
    with pytest.raises(Stale):
        undo.take_back(team.workspace, first.pk, by=team.alice)
    undo.take_back(team.workspace, second.pk, by=team.alice)
    assert notes(claim) == ""
    undo.redo(article, by=team.alice)
    assert notes(claim) == "One"


@pytest.mark.parametrize("elsewhere", [True, False])
def test_an_event_of_nobody_or_of_another_workspace_is_not_taken_back(team: Team, elsewhere: bool) -> None:
    make_claim(make_article(team.elsewhere), by=team.charlie)
    event = AuditEvent.objects.get(action="claim.make")
    with pytest.raises(NothingToUndo):
        undo.take_back(team.workspace, event.pk if elsewhere else new_id(), by=team.charlie)


def test_a_change_whose_payload_was_erased_cannot_be_taken_back(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    payloads = AuditPayload.objects.filter(event__object_id=claim.pk)
    payloads.update(before=None, after=None, salt=b"", erased_at=timezone.now())
    with pytest.raises(NothingToUndo, match="was erased"):
        undo.undo(article, by=team.alice)


def test_the_stacks_tell_what_comes_next(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    note(claim, "One", by=team.alice)
    undo.undo(article, by=team.alice)
    done, undone = undo.stacks(article, by=team.alice)
    assert [event.action for event in done] == ["claim.make"]
    assert [event.action for event in undone] == ["claim.revise"]
    assert undo.depths(article, by=team.alice) == (len(done), len(undone))
    assert undo.depths(article, by=team.bob) == (0, 0)
    assert undo.stacks(article, by=team.bob) == ([], [])

"""Who says that a claim makes a statement: given, changed, taken back, moved, undone, and never lost."""

import threading

import pytest
from django.db import connection

from claims.errors import BadRecord, Conflict, NotAllowed, NotFound, NothingToUndo, Stale
from claims.models import AuditEvent, Claim, Judgement, Proposition
from claims.models.fields import new_id
from claims.queries.verdicts import in_effect
from claims.services import claims, propositions, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import Verdict
from tests.makers import FIRE, GUARD, Team, make_article, make_claim, make_team

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.fixture
def claim(team: Team) -> Claim:
    return make_claim(make_article(team.workspace), FIRE, by=team.alice)


@pytest.fixture
def burned(team: Team) -> Proposition:
    return make_proposition(team.workspace, "Two piers burned", by=team.alice)


def said(claim: Claim) -> list[tuple[str, str, str]]:
    """Analyst, statement and verdict of each judgement that stands."""
    rows = Judgement.objects.filter(claim=claim, superseded_at__isnull=True).select_related("analyst", "proposition")
    return sorted((row.analyst.username, row.proposition.text, str(row.verdict)) for row in rows if row.analyst)


def last_event() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def makes(team: Team, proposition: Proposition) -> list[tuple[str, bool]]:
    return [(str(one.claim), one.is_disputed) for one in in_effect(team.workspace, [proposition.pk])]


def test_a_verdict_replaces_the_analysts_own_and_stays_in_the_history(
    team: Team, claim: Claim, burned: Proposition
) -> None:
    for verdict in (SAME, UNSURE, DIFFERENT):
        verdicts.judge(claim, burned, verdict, by=team.alice)
    assert said(claim) == [("alice", "Two piers burned", "different")]
    assert claim.judgements.count() == 3


def test_the_same_verdict_again_changes_nothing(team: Team, claim: Claim, burned: Proposition) -> None:
    first = verdicts.judge(claim, burned, SAME, by=team.alice)
    before = last_event()
    assert verdicts.judge(claim, burned, SAME, by=team.alice) == first
    assert last_event() == before


def test_analysts_may_differ_until_a_reviewer_settles_it(team: Team, claim: Claim, burned: Proposition) -> None:
    verdicts.judge(claim, burned, SAME, by=team.alice)
    assert makes(team, burned) == [(str(claim.pk), False)]
    verdicts.judge(claim, burned, DIFFERENT, by=team.vera)
    assert makes(team, burned) == [(str(claim.pk), True)]
    verdicts.judge(claim, burned, DIFFERENT, by=team.bob)
    assert makes(team, burned) == []


def test_a_verdict_on_a_merged_statement_is_one_on_what_it_was_merged_into(
    team: Team, claim: Claim, burned: Proposition
) -> None:
    into = make_proposition(team.workspace, "The piers burned", by=team.alice)
    verdicts.judge(claim, burned, SAME, by=team.alice)
    propositions.merge(burned, into=into, by=team.alice)
    verdicts.judge(claim, burned, DIFFERENT, by=team.alice)
    assert said(claim) == [("alice", "The piers burned", "different")]


def test_a_withdrawn_claim_is_not_judged(team: Team, claim: Claim, burned: Proposition) -> None:
    claims.withdraw(claim, by=team.alice)
    with pytest.raises(Conflict, match="restore it"):
        verdicts.judge(claim, burned, SAME, by=team.alice)


def test_one_takes_back_ones_own_verdict_only_and_once(team: Team, claim: Claim, burned: Proposition) -> None:
    made = verdicts.judge(claim, burned, SAME, by=team.alice)
    with pytest.raises(NotAllowed):
        verdicts.withdraw(made, by=team.bob)
    verdicts.withdraw(made, by=team.alice)
    assert said(claim) == []
    with pytest.raises(Stale):
        verdicts.withdraw(made, by=team.alice)


def test_undoing_brings_back_what_was_replaced_as_it_was_made(team: Team, claim: Claim, burned: Proposition) -> None:
    first = verdicts.judge(claim, burned, SAME, by=team.alice)
    verdicts.judge(claim, burned, DIFFERENT, by=team.alice)
    event = last_event()
    verdicts.take_back(team.workspace, event.pk, by=team.alice)
    assert said(claim) == [("alice", "Two piers burned", "same")]
    [standing] = Judgement.objects.filter(superseded_at__isnull=True)
    assert (standing.pk, standing.made_at) == (first.pk, first.made_at)
    with pytest.raises(NothingToUndo):
        verdicts.take_back(team.workspace, event.pk, by=team.alice)


def test_nobody_undoes_what_another_did_or_what_was_judged_anew(team: Team, claim: Claim, burned: Proposition) -> None:
    verdicts.judge(claim, burned, SAME, by=team.alice)
    event = last_event()
    with pytest.raises(NothingToUndo):
        verdicts.take_back(team.workspace, event.pk, by=team.bob)
    verdicts.judge(claim, burned, UNSURE, by=team.alice)
    with pytest.raises(Stale):
        verdicts.take_back(team.workspace, event.pk, by=team.alice)
    with pytest.raises(NothingToUndo):
        verdicts.take_back(team.workspace, new_id(), by=team.alice)


def test_a_withdrawal_is_not_undone_where_the_claim_was_judged_since(
    team: Team, claim: Claim, burned: Proposition
) -> None:
    verdicts.withdraw(verdicts.judge(claim, burned, SAME, by=team.alice), by=team.alice)
    event = last_event()
    verdicts.judge(claim, burned, DIFFERENT, by=team.alice)
    with pytest.raises(Stale):
        verdicts.take_back(team.workspace, event.pk, by=team.alice)


def test_a_split_moves_claims_whoever_had_judged_them(team: Team, claim: Claim, burned: Proposition) -> None:
    other = make_claim(make_article(team.workspace, text="Piers."), "Piers", by=team.alice)
    for one, by in ((claim, team.alice), (claim, team.bob), (other, team.alice)):
        verdicts.judge(one, burned, SAME, by=by)
    made = verdicts.split_off(burned, [claim.pk], text="One pier burned", by=team.alice).to
    assert said(claim) == [("alice", "One pier burned", "same"), ("alice", "Two piers burned", "different")]
    assert makes(team, burned) == [(str(other.pk), False)]
    assert makes(team, made) == [(str(claim.pk), False)]
    verdicts.take_back(team.workspace, last_event().pk, by=team.alice)
    assert said(claim) == [("alice", "Two piers burned", "same"), ("bob", "Two piers burned", "same")]
    assert makes(team, made) == []


def test_a_split_into_a_statement_that_is_there(team: Team, claim: Claim, burned: Proposition) -> None:
    into = make_proposition(team.workspace, "One pier burned", by=team.alice)
    verdicts.judge(claim, burned, SAME, by=team.alice)
    verdicts.judge(claim, into, DIFFERENT, by=team.alice)
    assert verdicts.split(burned, [claim.pk], into=into, by=team.alice).to == into
    assert makes(team, into) == [(str(claim.pk), False)]


def test_what_cannot_be_split_is_refused(team: Team, claim: Claim, burned: Proposition) -> None:
    with pytest.raises(Conflict, match="does not make this statement"):
        verdicts.split_off(burned, [claim.pk], text="New", by=team.alice)
    with pytest.raises(BadRecord):
        verdicts.split_off(burned, [], text="New", by=team.alice)
    with pytest.raises(NotFound):
        verdicts.split_off(burned, [new_id()], text="New", by=team.alice)
    verdicts.judge(claim, burned, SAME, by=team.alice)
    with pytest.raises(Conflict, match="already"):
        verdicts.split(burned, [claim.pk], into=burned, by=team.alice)
    with pytest.raises(BadRecord):
        verdicts.split_off(burned, [claim.pk], text=" ", by=team.alice)
    assert Proposition.objects.count() == 1


def test_a_split_is_taken_back_by_who_made_it_once(team: Team, claim: Claim, burned: Proposition) -> None:
    verdicts.judge(claim, burned, SAME, by=team.bob)
    done = verdicts.split_off(burned, [claim.pk], text="One pier burned", by=team.alice)
    with pytest.raises(NotFound, match="no split"):
        verdicts.unsplit(done.to, done.event, by=team.alice)
    with pytest.raises(NotAllowed, match="Another person"):
        verdicts.unsplit(burned, done.event, by=team.bob)
    with pytest.raises(Stale):
        verdicts.unsplit(burned, done.event, by=team.alice, revision=burned.revision + 1)
    verdicts.unsplit(burned, done.event, by=team.alice, revision=burned.revision)
    assert said(claim) == [("bob", "Two piers burned", "same")]
    assert (makes(team, done.to), makes(team, burned)) == ([], [(str(claim.pk), False)])
    with pytest.raises(Conflict, match="already"):
        verdicts.unsplit(burned, done.event, by=team.alice)


def test_a_split_is_not_taken_back_where_one_of_its_claims_was_judged_anew(
    team: Team, claim: Claim, burned: Proposition
) -> None:
    verdicts.judge(claim, burned, SAME, by=team.alice)
    done = verdicts.split_off(burned, [claim.pk], text="One pier burned", by=team.alice)
    verdicts.judge(claim, done.to, UNSURE, by=team.alice)
    with pytest.raises(Stale, match="judged anew"):
        verdicts.unsplit(burned, done.event, by=team.alice)


@pytest.mark.django_db(transaction=True)
def test_one_analyst_in_two_tabs_at_once_has_one_verdict() -> None:
    team = make_team()
    claim = make_claim(make_article(team.workspace), GUARD, by=team.alice)
    burned = make_proposition(team.workspace, "Two piers burned", by=team.alice)
    failed: list[BaseException] = []

    def press(verdict: Verdict) -> None:
        try:
            for _ in range(5):
                verdicts.judge(claim, burned, verdict, by=team.alice)
        except BaseException as wrong:  # noqa: BLE001 - told by the test
            failed.append(wrong)
        finally:
            connection.close()

    tabs = [threading.Thread(target=press, args=(verdict,)) for verdict in (SAME, DIFFERENT)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert failed == []
    assert Judgement.objects.filter(superseded_at__isnull=True).count() == 1

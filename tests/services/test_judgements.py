"""Which statement a claim makes: by text or id, changed, taken away, and never lost."""

from dataclasses import replace

import pytest

from claims.errors import BadRecord, ClaimsError
from claims.models import Claim, Judgement, Proposition
from claims.models.fields import new_id
from claims.services import claims, judgements
from claims.vocabulary import Verdict
from tests.makers import FIRE, GUARD, Team, make_article, make_claim, make_person

BURNED = "Two piers burned"


def said(claim: Claim) -> list[tuple[str, str]]:
    """Analyst and statement of each judgement "same" that stands."""
    rows = Judgement.objects.filter(claim=claim, verdict=Verdict.SAME, superseded_at__isnull=True)
    return sorted((row.analyst.username if row.analyst else "", row.proposition.text) for row in rows)


def say(team: Team, claim: Claim, words: str, *, by: str = "alice") -> None:
    claims.change(claim, lambda _, record: replace(record, proposition=words), by=make_person(by))


@pytest.fixture
def claim(team: Team) -> Claim:
    return make_claim(make_article(team.workspace), FIRE, proposition=BURNED, by=team.alice)


def test_a_statement_is_made_once_by_its_text(team: Team, claim: Claim) -> None:
    other = make_claim(make_article(team.workspace), GUARD, proposition=f"  {BURNED}\n", by=team.bob)
    assert (said(claim), said(other)) == ([("alice", BURNED)], [("bob", BURNED)])
    assert Proposition.objects.count() == 1


def test_a_statement_is_found_by_its_id(team: Team, claim: Claim) -> None:
    key = Proposition.objects.get().pk
    other = make_claim(make_article(team.workspace), GUARD, proposition=str(key).upper(), by=team.bob)
    assert said(other) == [("bob", BURNED)]


def test_the_first_of_two_statements_alike_is_taken(team: Team) -> None:
    first = judgements.make_proposition(team.workspace, BURNED, by=team.alice)
    judgements.make_proposition(team.workspace, BURNED, by=team.bob)
    made = make_claim(make_article(team.workspace), proposition=BURNED, by=team.alice)
    assert made.judgements.get().proposition == first


def test_a_merged_statement_stands_for_the_one_it_was_merged_into(team: Team, claim: Claim) -> None:
    into = judgements.make_proposition(team.workspace, "The piers burned", by=team.alice)
    old = Proposition.objects.get(text=BURNED)
    Proposition.objects.filter(pk=old.pk).update(merged_into=into)
    by_id = make_claim(make_article(team.workspace), proposition=str(old.pk), by=team.alice)
    assert by_id.judgements.get().proposition == into
    say(team, claim, str(into.pk))
    assert claim.judgements.get().proposition == old


def test_ids_of_nobody_and_of_another_workspace_are_refused(team: Team, claim: Claim) -> None:
    theirs = judgements.make_proposition(team.elsewhere, BURNED, by=team.charlie)
    for key in (new_id(), theirs.pk):
        with pytest.raises(ClaimsError, match=f"There is no statement {key}") as refused:
            say(team, claim, str(key))
        assert refused.value.field == "proposition"
    assert said(claim) == [("alice", BURNED)]


def test_another_statement_supersedes_the_first(team: Team, claim: Claim) -> None:
    say(team, claim, "Nobody was hurt")
    assert said(claim) == [("alice", "Nobody was hurt")]
    assert claim.judgements.count() == 2
    say(team, claim, BURNED)
    assert said(claim) == [("alice", BURNED)]
    assert claim.judgements.count() == 3


@pytest.mark.parametrize("again", [BURNED, f" {BURNED} ", "id"])
def test_the_same_statement_again_changes_nothing(team: Team, claim: Claim, again: str) -> None:
    before = claim.judgements.get()
    say(team, claim, str(before.proposition_id) if again == "id" else again, by="bob")
    assert claim.judgements.get() == before


def test_a_statement_is_taken_away(team: Team, claim: Claim) -> None:
    say(team, claim, "")
    assert said(claim) == []
    assert claim.judgements.get().superseded_at is not None


def test_a_change_of_another_person_stands_for_the_claim(team: Team, claim: Claim) -> None:
    say(team, claim, "Nobody was hurt", by="bob")
    assert said(claim) == [("bob", "Nobody was hurt")]


def test_what_one_said_to_be_different_before_is_superseded(team: Team, claim: Claim) -> None:
    other = judgements.make_proposition(team.workspace, "Nobody was hurt", by=team.alice)
    rows = [
        Judgement.objects.create(
            workspace=team.workspace, claim=claim, proposition=other, analyst=person, verdict=Verdict.DIFFERENT
        )
        for person in (team.alice, team.bob)
    ]
    say(team, claim, "Nobody was hurt")
    assert said(claim) == [("alice", "Nobody was hurt")]
    for row in rows:
        row.refresh_from_db()
    assert rows[0].superseded_at is not None
    assert rows[1].superseded_at is None


def test_claims_of_a_batch_say_each_their_own(team: Team) -> None:
    article = make_article(team.workspace)
    made = [make_claim(article, by=team.alice, proposition=words) for words in ("One", "Two", "")]
    wanted = {made[0].pk: "Two", made[1].pk: "Two", made[2].pk: "Three"}
    claims.change_many(
        team.workspace,
        list(wanted),
        lambda _, record: replace(record, proposition=wanted[record.id] if record.id else ""),
        by=team.alice,
    )
    assert [said(claim) for claim in made] == [[("alice", "Two")], [("alice", "Two")], [("alice", "Three")]]
    assert made[1].judgements.count() == 1


@pytest.mark.parametrize("words", ["x" * 1001, "a\0b", "\ud800"])
def test_what_is_no_statement_is_refused_in_a_sentence(team: Team, words: str) -> None:
    article = make_article(team.workspace)
    with pytest.raises(BadRecord) as refused:
        make_claim(article, proposition=words)
    assert refused.value.field == "proposition"
    with pytest.raises(BadRecord):
        judgements.make_proposition(team.workspace, words, by=team.alice)
    with pytest.raises(BadRecord):
        judgements.make_proposition(team.workspace, BURNED, note="\0", by=team.alice)
    with pytest.raises(BadRecord):
        judgements.make_proposition(team.workspace, " ", by=team.alice)
    assert not Proposition.objects.exists()


def test_the_longest_statement_in_any_script_is_kept_and_found(team: Team) -> None:
    words = "".join(chr(0x20000 + number) for number in range(1000))
    article = make_article(team.workspace)
    for _ in range(2):
        make_claim(article, proposition=words)
    assert Proposition.objects.get().text == words

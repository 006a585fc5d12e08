"""Statements themselves: their words, how they stand to each other, and merges that can be taken back."""

import pytest

from claims.errors import BadRecord, Conflict, NotFound, Stale
from claims.models import Proposition, PropositionRelation
from claims.queries.verdicts import in_effect
from claims.services import propositions, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import PropositionRelationKind, Verdict
from tests.makers import Team, make_article, make_claim

SUPPORTS = PropositionRelationKind.SUPPORTS


@pytest.fixture
def three(team: Team) -> list[Proposition]:
    return [make_proposition(team.workspace, words, by=team.alice) for words in ("One", "Two", "Three")]


def heads() -> dict[str, str | None]:
    rows = Proposition.objects.select_related("merged_into")
    return {row.text: row.merged_into.text if row.merged_into else None for row in rows}


def test_words_and_note_change_with_a_revision(team: Team, three: list[Proposition]) -> None:
    made = propositions.revise(three[0], text="  One \n pier ", note="A\nnote", by=team.alice, revision=1)
    assert (made.text, made.note, made.revision) == ("One pier", "A\nnote", 2)
    with pytest.raises(Stale):
        propositions.revise(three[0], text="x", note="", by=team.alice, revision=1)
    for text, note in ((" ", ""), ("x" * 1001, ""), ("x", "\0")):
        with pytest.raises(BadRecord):
            propositions.revise(three[0], text=text, note=note, by=team.alice)


def test_a_relation_is_stated_once_and_taken_back(team: Team, three: list[Proposition]) -> None:
    one, two, _ = three
    made = propositions.relate(one, SUPPORTS, target=two, by=team.alice)
    with pytest.raises(Conflict, match="said already"):
        propositions.relate(one, SUPPORTS, target=two, by=team.bob)
    propositions.unrelate(made, by=team.bob)
    with pytest.raises(NotFound):
        propositions.unrelate(made, by=team.bob)
    propositions.relate(one, SUPPORTS, target=two, by=team.alice)
    assert PropositionRelation.objects.count() == 2


def test_a_statement_has_no_relation_to_itself_under_any_name(team: Team, three: list[Proposition]) -> None:
    one, two, _ = three
    propositions.merge(two, into=one, by=team.alice)
    for target in (one, two):
        with pytest.raises(Conflict, match="itself"):
            propositions.relate(one, SUPPORTS, target=target, by=team.alice)


def test_a_statement_is_not_merged_with_itself(team: Team, three: list[Proposition]) -> None:
    one, two, _ = three
    with pytest.raises(Conflict, match="itself"):
        propositions.merge(one, into=one, by=team.alice)
    propositions.merge(one, into=two, by=team.alice)
    with pytest.raises(Conflict, match="itself"):
        propositions.merge(two, into=one, by=team.alice)
    with pytest.raises(Conflict, match="already"):
        propositions.merge(one, into=two, by=team.alice)
    with pytest.raises(Conflict, match="change that one"):
        propositions.revise(one, text="x", note="", by=team.alice)


def test_merges_lead_straight_to_what_stands_and_come_apart_in_any_order(team: Team, three: list[Proposition]) -> None:
    one, two, third = three
    propositions.merge(one, into=two, by=team.alice)
    propositions.merge(two, into=third, by=team.alice)
    assert heads() == {"One": "Three", "Two": "Three", "Three": None}
    propositions.unmerge(two, by=team.bob)
    assert heads() == {"One": "Two", "Two": None, "Three": None}
    propositions.merge(two, into=third, by=team.alice)
    propositions.unmerge(one, by=team.alice)
    assert heads() == {"One": None, "Two": "Three", "Three": None}
    with pytest.raises(Conflict, match="not merged"):
        propositions.unmerge(one, by=team.alice)
    propositions.merge(one, into=third, by=team.alice)
    assert heads()["One"] == "Three"


def test_a_merge_is_undone_after_later_edits(team: Team, three: list[Proposition]) -> None:
    """What was judged of each stays with it; what was judged of both together stays with what stood then."""
    one, two, _ = three
    article = make_article(team.workspace)
    first, second, later = (make_claim(article, by=team.alice) for _ in range(3))
    verdicts.judge(first, one, Verdict.SAME, by=team.alice)
    verdicts.judge(second, two, Verdict.SAME, by=team.alice)
    propositions.merge(one, into=two, by=team.alice)
    assert [row.claim for row in in_effect(team.workspace, [two.pk])] == [first.pk, second.pk]
    propositions.revise(two, text="Both", note="", by=team.bob)
    verdicts.judge(later, one, Verdict.SAME, by=team.bob)
    propositions.unmerge(one, by=team.alice)
    assert [row.claim for row in in_effect(team.workspace, [one.pk])] == [first.pk]
    assert [row.claim for row in in_effect(team.workspace, [two.pk])] == [second.pk, later.pk]
    assert heads() == {"One": None, "Both": None, "Three": None}

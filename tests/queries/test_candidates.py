"""Claims that may say the same: found by what they share, never asked again once somebody found them different."""

import pytest

from claims.models import Article, Claim, Proposition
from claims.queries import candidates
from claims.queries.candidates import Found
from claims.services import articles, claims, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import Verdict
from tests.makers import Team, make_article, make_claim

SAID = {
    "one": "The Tarn Brigade set fire to the ferry terminal, the harbour office said.",
    "two": "Officials told reporters that the Tarn Brigade had burned down the ferry terminal of the town.",
    "three": "A loaf of bread costs twice what it did last year, bakers said.",
    "four": "A ferry left an hour before, the captain said.",
}


@pytest.fixture
def made(team: Team) -> dict[str, Claim]:
    return {
        name: make_claim(make_article(team.workspace, text=words, title=name), words[:-1], by=team.alice)
        for name, words in SAID.items()
    }


@pytest.fixture
def burned(team: Team, made: dict[str, Claim]) -> Proposition:
    proposition = make_proposition(team.workspace, "The Tarn Brigade burned the ferry terminal", by=team.alice)
    verdicts.judge(made["one"], proposition, Verdict.SAME, by=team.alice)
    return proposition


def found(team: Team, proposition: Proposition, by: str = "alice") -> list[Found]:
    return candidates.for_proposition(team.workspace, proposition, by=getattr(team, by))


def test_what_shares_words_and_phrases_is_proposed_with_the_reason(
    team: Team, made: dict[str, Claim], burned: Proposition
) -> None:
    [only] = found(team, burned)
    assert only.claim == made["two"].pk
    assert only.why == "shares ‘Tarn Brigade’, ‘ferry terminal’ and 1 more word"
    assert 0 < only.score <= 1


def test_a_claim_without_a_statement_finds_others(team: Team, made: dict[str, Claim]) -> None:
    assert [one.claim for one in candidates.for_claim(team.workspace, made["two"], by=team.alice)] == [made["one"].pk]


@pytest.mark.parametrize(
    ("verdict", "for_others"), [(Verdict.DIFFERENT, 0), (Verdict.SAME, 0), (Verdict.UNSURE, 1)], ids=str
)
def test_what_was_judged_is_not_asked_again_and_an_unsure_verdict_leaves_it_to_others(
    team: Team, made: dict[str, Claim], burned: Proposition, verdict: Verdict, for_others: int
) -> None:
    verdicts.judge(made["two"], burned, verdict, by=team.alice)
    assert found(team, burned) == []
    assert len(found(team, burned, by="bob")) == for_others


def test_only_standing_claims_of_records_are_proposed(team: Team, made: dict[str, Claim], burned: Proposition) -> None:
    other = make_claim(
        make_article(team.workspace, text=SAID["two"] + " More.", title="x"), SAID["two"][:-1], by=team.alice
    )
    make_claim(make_article(team.elsewhere, text=SAID["two"]), SAID["two"][:-1], by=team.charlie)
    claims.withdraw(other, by=team.alice)
    articles.withdraw(Article.objects.get(title="two"), by=team.alice)
    assert found(team, burned) == []


@pytest.mark.parametrize("words", ["?!", "the of and", "it's 'said' \\ & | <-> :*", "'", "北京"])
def test_statements_of_any_words_are_asked_for(team: Team, made: dict[str, Claim], words: str) -> None:
    assert found(team, make_proposition(team.workspace, words, by=team.alice)) == []


def test_a_statement_without_claims_finds_them_by_its_own_words(team: Team, made: dict[str, Claim]) -> None:
    empty = make_proposition(team.workspace, "The ferry terminal was burned by the Tarn Brigade", by=team.alice)
    assert {one.claim for one in found(team, empty)} == {made["one"].pk, made["two"].pk}

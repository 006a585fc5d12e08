"""Is it the same? One claim at a time, without JavaScript as with it."""

import pytest

from claims.models import Claim, Judgement, Proposition
from claims.services import propositions, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import Verdict
from tests.makers import Team, make_article, make_claim
from tests.web.browsers import Browser

QUOTES = (
    "The Tarn Brigade set fire to the ferry terminal",
    "The ferry terminal was burned down by the Tarn Brigade",
    "Men of the Tarn Brigade burned the old ferry terminal",
)


@pytest.fixture
def burned(team: Team) -> Proposition:
    for number, quote in enumerate(QUOTES):
        make_claim(make_article(team.workspace, text=f"{quote}. {number}", title=f"No. {number}"), quote, by=team.alice)
    return make_proposition(team.workspace, "The Tarn Brigade burned the ferry terminal", by=team.alice)


def asked(page: Browser) -> str:
    """The claim that is asked about."""
    return page.fields()["claim"]


def standing() -> list[str]:
    return [str(row.verdict) for row in Judgement.objects.filter(superseded_at__isnull=True).order_by("pk")]


def test_verdicts_lead_from_claim_to_claim_and_are_undone(alice: Browser, burned: Proposition) -> None:
    page = alice.open("candidates", burned.pk)
    assert page.shows("3 claims to look at", "No claim makes it yet", "Proposed because it shares", "Tarn Brigade")
    assert "<mark>" in page.page
    first = asked(page)
    page = alice.send("candidate-judge", burned.pk, claim=first, verdict="same").follow()
    assert page.shows("2 claims to look at", "Claims that make it")
    second = asked(page)
    page = alice.send("candidate-judge", burned.pk, claim=second, verdict="different").follow()
    assert page.shows("1 claim to look at")
    page = alice.send("candidate-undo", burned.pk).follow()
    assert (asked(page), standing()) == (second, ["same"])
    page = alice.send("candidate-undo", burned.pk).follow()
    assert (asked(page), standing()) == (first, [])
    assert alice.send("candidate-undo", burned.pk).follow().shows("There is no verdict of yours to undo here.")


def test_one_passed_over_waits_until_one_begins_again(alice: Browser, burned: Proposition) -> None:
    page = alice.open("candidates", burned.pk)
    seen = []
    for _ in QUOTES:
        seen.append(asked(page))
        following = page.page.partition('data-command="next"')[0].rpartition('href="')[2].partition('"')[0]
        alice.location = following
        page = alice.follow()
    assert len(set(seen)) == 3
    assert page.shows("You have seen all", "3 passed over", "Begin again")


def test_a_fragment_is_the_pair_alone(alice: Browser, burned: Proposition) -> None:
    page = alice.open("candidates", burned.pk, fragment=True)
    assert page.page.lstrip().startswith('<div id="candidate">')


def test_the_keys_of_the_registry_are_on_the_page(alice: Browser, burned: Proposition) -> None:
    page = alice.open("candidates", burned.pk)
    for key, command in (("s", "same"), ("d", "different"), ("u", "unsure"), ("n", "next"), ("z", "undo")):
        assert f'data-command="{command}" aria-keyshortcuts="{key}"' in page.page


def test_a_verdict_that_cannot_be_kept_is_said(team: Team, alice: Browser, burned: Proposition) -> None:
    first = asked(alice.open("candidates", burned.pk))
    assert alice.send("candidate-judge", burned.pk, claim=first, verdict="maybe").follow().shows("Choose: the same")
    theirs = make_claim(make_article(team.elsewhere), by=team.charlie)
    assert alice.send("candidate-judge", burned.pk, claim=theirs.pk, verdict="same").status == 404


def test_viewers_look_and_do_not_judge(vera: Browser, burned: Proposition) -> None:
    assert 'data-command="different"' not in vera.open("candidates", burned.pk).page


def test_a_merged_statement_leads_to_the_one_it_is_now(team: Team, alice: Browser, burned: Proposition) -> None:
    into = make_proposition(team.workspace, "The terminal burned", by=team.alice)
    propositions.merge(burned, into=into, by=team.alice)
    assert alice.open("candidates", burned.pk).location.endswith(f"/statements/{into.pk}/candidates/")


def test_a_claim_of_another_statement_says_so(team: Team, alice: Browser, burned: Proposition) -> None:
    other = make_proposition(team.workspace, "Something else", by=team.alice)
    for claim in Claim.objects.filter(workspace=team.workspace):
        verdicts.judge(claim, other, Verdict.SAME, by=team.bob)
    assert alice.open("candidates", burned.pk).shows("It makes another statement now: Something else")

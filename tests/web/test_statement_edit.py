"""Changing a statement by its page."""

import pytest

from claims.models import Proposition, PropositionRelation
from claims.services import judgements
from tests.makers import Team, make_article, make_claim
from tests.web.browsers import Browser


@pytest.fixture
def burned(team: Team) -> Proposition:
    return judgements.make_proposition(team.workspace, "It burned.", by=team.alice)


@pytest.fixture
def sank(team: Team) -> Proposition:
    return judgements.make_proposition(team.workspace, "It sank.", by=team.alice)


def test_the_words_are_changed_and_an_older_page_is_refused(alice: Browser, burned: Proposition) -> None:
    page = alice.open("statement-edit", burned.pk)
    assert page.status == 200
    sent = {"do": "revise", "text": "It burned down.", "note": "All of it.", "revision": "1"}
    assert alice.send("statement-edit", burned.pk, **sent).status == 303
    burned.refresh_from_db()
    assert (burned.text, burned.note, burned.revision) == ("It burned down.", "All of it.", 2)
    page = alice.send("statement-edit", burned.pk, **sent | {"text": "It smouldered."})
    assert page.status == 409
    assert page.shows(
        "This statement was changed since you read it", "As it stands now It burned down.", "It smouldered."
    )


def test_another_statement_is_merged_and_taken_out_again(
    alice: Browser, burned: Proposition, sank: Proposition
) -> None:
    assert alice.send("statement-edit", burned.pk, do="merge", other="It sank.").status == 303
    sank.refresh_from_db()
    assert sank.merged_into_id == burned.pk
    assert alice.open("statement-edit", burned.pk).shows("It sank.")
    assert alice.open("statement-edit", sank.pk).status == 303
    assert alice.send("statement-edit", burned.pk, do="unmerge", other=str(sank.pk)).status == 303
    sank.refresh_from_db()
    assert sank.merged_into_id is None


def test_a_merge_is_taken_back_after_later_edits(
    team: Team, alice: Browser, burned: Proposition, sank: Proposition
) -> None:
    claim = make_claim(make_article(team.workspace), proposition="It sank.", by=team.alice)
    alice.send("statement-edit", burned.pk, do="merge", other="It sank.")
    alice.send("statement-edit", burned.pk, do="revise", text="It burned and sank.", note="Both.", revision="1")
    assert alice.open("statement", burned.pk).shows("It burned and sank.", claim.quote)
    assert alice.send("statement-edit", burned.pk, do="unmerge", other=str(sank.pk)).status == 303
    assert not alice.open("statement", burned.pk).shows(claim.quote)
    assert alice.open("statement", sank.pk).shows("It sank.", claim.quote)
    assert alice.send("statement-edit", burned.pk, do="unmerge", other=str(sank.pk)).status == 404
    itself = alice.send("statement-edit", burned.pk, do="merge", other=str(burned.pk))
    assert (itself.status, itself.shows("There is no other statement")) == (409, True)


def test_a_relation_is_stated_and_taken_back(alice: Browser, burned: Proposition, sank: Proposition) -> None:
    assert alice.send("statement-edit", burned.pk, do="relate", kind="contradicts", other=str(sank.pk)).status == 303
    relation = PropositionRelation.objects.get()
    assert alice.open("statement-edit", sank.pk).shows("contradicts this one")
    assert alice.send("statement-edit", burned.pk, do="unrelate", other=str(relation.pk)).status == 303
    relation.refresh_from_db()
    assert relation.ended_at is not None


@pytest.mark.parametrize("sent", [
    {"do": "merge", "other": "It burned."}, {"do": "merge", "other": "Nobody said this."}, {"do": "dance"}, {},
    {"do": "relate", "kind": "loves", "other": "It sank."}, {"do": "relate", "kind": "supports", "other": ""},
])  # fmt: skip
def test_what_cannot_be_done_is_said(
    alice: Browser, burned: Proposition, sank: Proposition, sent: dict[str, str]
) -> None:
    page = alice.send("statement-edit", burned.pk, **sent)
    assert page.status == 409
    assert 'role="alert"' in page.page


def test_an_empty_text_is_refused(alice: Browser, burned: Proposition) -> None:
    assert alice.send("statement-edit", burned.pk, do="revise", text=" ", note="").status == 422

"""The page of labels."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Label
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_it_counts_the_claims_of_each_label_and_leads_to_them(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, labels=("attack",))
    makers.make_claim(article, makers.GUARD, labels=("attack", "responsibility"))
    page = vera.open("labels")
    assert page.shows("2 claims labelled attack", "1 claims labelled responsibility")
    label = Label.objects.get(name="attack")
    page.location = f"/w/desk/claims/?label={label.pk}"
    assert f'href="{page.location}"' in page.page
    assert page.follow().shows("Label: attack", makers.FIRE, makers.GUARD)


def test_it_makes_renames_and_retires_a_label(team: Team, alice: Browser) -> None:
    assert alice.send("label-new", name="atack", description="Any violence.").follow().shows("atack", "Any violence.")
    label = Label.objects.get()
    makers.make_claim(makers.make_article(team.workspace), labels=("atack",))
    assert alice.send("label-rename", label.pk, name="attack").follow().shows("Renamed", "1 claims labelled attack")
    page = alice.send("label-retire", label.pk).follow()
    assert page.shows("no longer offered", "Retired", "attack since")
    assert alice.send("label-retire", label.pk).status == 404


def test_a_name_that_is_taken_is_said_where_it_was_written(team: Team, alice: Browser) -> None:
    alice.send("label-new", name="attack")
    alice.send("label-new", name="other")
    page = alice.send("label-new", name="Attack", description="kept")
    assert page.status == 409
    assert page.shows("There is a label “Attack” already.")
    assert 'value="kept"' in page.page
    page = alice.send("label-rename", Label.objects.get(name="other").pk, name="attack")
    assert page.status == 409
    assert page.shows("There is a label “attack” already.")
    assert alice.send("label-new", name="").status == 422
    assert alice.send("label-rename", Label.objects.get(name="other").pk, name="").status == 422
    assert set(Label.objects.values_list("name", flat=True)) == {"attack", "other"}


def test_ten_labels_cost_the_queries_of_one(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, labels=("0",))
    with CaptureQueriesContext(connection) as one:
        vera.open("labels")
    makers.make_claim(article, makers.GUARD, labels=tuple(map(str, range(1, 10))))
    with CaptureQueriesContext(connection) as ten:
        vera.open("labels")
    assert len(ten) == len(one)


def test_labels_are_merged_taken_apart_and_restored(team: Team, alice: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), labels=("atack", "attack"))
    wrong, right = (Label.objects.get(name=name) for name in ("atack", "attack"))
    page = alice.send("label-merge", wrong.pk, into=str(right.pk)).follow()
    assert page.shows("“atack” counts as “attack” now", "1 claims labelled attack", "Merged", "counts as attack")
    assert alice.send("label-merge", right.pk, into=str(right.pk)).follow().shows("cannot be merged into itself")
    assert alice.send("label-merge", right.pk, into="none").follow().shows("There is no label “none”")
    assert alice.send("label-unmerge", wrong.pk).follow().shows("“atack” stands for itself again")
    alice.send("label-retire", wrong.pk)
    assert alice.send("label-restore", wrong.pk).follow().shows("“atack” is offered again")
    assert alice.send("label-restore", wrong.pk).status == 404


def test_an_empty_workspace_says_what_labels_are_for(team: Team, vera: Browser) -> None:
    assert vera.open("labels").shows("No labels yet")

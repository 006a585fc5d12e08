"""Labels: found by name or id, made where the workspace allows it, renamed without touching a claim."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from claims.errors import BadRecord, ClaimsError, Conflict, UnknownLabel
from claims.models import Claim, ClaimLabel, Label, Workspace
from claims.models.fields import new_id
from claims.services import claims, labels
from claims.services.labels import LabelResolver
from tests.makers import Team, make_article, make_claim, make_team, make_workspace


def resolve(workspace: Workspace, *words: str) -> list[str]:
    resolver = LabelResolver(workspace)
    resolver.prepare(words)
    return [label.name for label in resolver.resolve(words)]


def test_unknown_labels_are_made_in_the_spelling_met_first(team: Team) -> None:
    assert resolve(team.workspace, "Fire", "FIRE", "  port   attack ", "fire", "") == ["Fire", "port attack"]
    assert Label.objects.filter(workspace=team.workspace).count() == 2


@pytest.mark.parametrize(("known", "word"), [("Fire", "fIRE"), ("Élan", "élAN"), ("Ärger", "ÄRGER"), ("Ж", "ж")])
def test_capitals_do_not_matter(team: Team, known: str, word: str) -> None:
    labels.make(team.workspace, known, by=team.alice)
    assert resolve(team.workspace, word) == [known]


@pytest.mark.parametrize("word", ["İstanbul", "STRASSE", "Straße", "ǅ", "ΣΑΣ", "ﬁre", "🔥"])
def test_a_label_in_letters_that_fold_in_odd_ways_is_kept_once(team: Team, word: str) -> None:
    assert resolve(team.workspace, word) == [word]
    assert resolve(team.workspace, word) == [word]
    assert len(resolve(team.workspace, word, word.lower(), word.upper(), word.casefold())) <= 4
    assert Label.objects.filter(workspace=team.workspace, name=word).count() == 1


def test_a_label_is_found_by_its_id(team: Team) -> None:
    known = labels.make(team.workspace, "fire", by=team.alice)
    assert resolve(team.workspace, str(known.pk), "FIRE") == ["fire"]


def test_the_id_of_nobody_or_of_another_workspace_is_refused(team: Team) -> None:
    theirs = labels.make(team.elsewhere, "fire", by=team.charlie)
    for key in (new_id(), theirs.pk):
        with pytest.raises(UnknownLabel, match=f"There is no label {key}"):
            resolve(team.workspace, str(key))
    assert resolve(team.workspace, "fire") == ["fire"]
    assert Label.objects.get(workspace=team.workspace).pk != theirs.pk


def test_a_merged_label_stands_for_the_one_it_was_merged_into(team: Team) -> None:
    blaze, fire = (labels.make(team.workspace, name, by=team.alice) for name in ("blaze", "fire"))
    Label.objects.filter(pk=fire.pk).update(merged_into=blaze)
    assert resolve(team.workspace, "fire", str(fire.pk), "blaze") == ["blaze"]


@pytest.mark.django_db
def test_where_new_labels_are_not_allowed_only_known_ones_are_taken() -> None:
    workspace = make_workspace("closed", allows_new_labels=False)
    Label.objects.create(workspace=workspace, name="fire")
    assert resolve(workspace, "Fire") == ["fire"]
    article = make_article(workspace)
    with pytest.raises(UnknownLabel, match="There is no label “flood” in this workspace; choose one of its labels"):
        make_claim(article, labels=("fire", "flood"))
    assert not Claim.objects.exists()


@pytest.mark.parametrize("word", ["x" * 101, "a\0b", "\ud800"])
def test_what_is_no_label_is_refused_in_a_sentence(team: Team, word: str) -> None:
    article = make_article(team.workspace)
    with pytest.raises((UnknownLabel, BadRecord)) as refused:
        make_claim(article, labels=("fire", word))
    assert refused.value.field == "labels"
    assert not Label.objects.exists()


def test_a_label_is_made_with_its_description(team: Team) -> None:
    made = labels.make(team.workspace, "  port  fire ", description="At sea.", by=team.alice)
    made.refresh_from_db()
    assert (made.name, made.description) == ("port fire", "At sea.")


def test_a_name_that_is_taken_is_refused(team: Team) -> None:
    labels.make(team.workspace, "Fire", by=team.alice)
    other = labels.make(team.workspace, "flood", by=team.alice)
    labels.make(team.elsewhere, "storm", by=team.charlie)
    with pytest.raises(Conflict, match="There is a label “fire” already"):
        labels.make(team.workspace, "fire", by=team.alice)
    with pytest.raises(Conflict):
        labels.rename(other, "FIRE", by=team.alice)
    assert labels.rename(other, "storm", by=team.alice).name == "storm"


@pytest.mark.parametrize(
    ("name", "description", "field"),
    [
        ("", "", "name"),
        (" ", "", "name"),
        ("x" * 101, "", "name"),
        ("a\0b", "", "name"),
        ("\ud800", "", "name"),
        ("fire", "x" * 501, "description"),
        ("fire", "\0", "description"),
    ],
)
def test_what_cannot_be_kept_is_refused(team: Team, name: str, description: str, field: str) -> None:
    known = labels.make(team.workspace, "known", by=team.alice)
    with pytest.raises(BadRecord) as made:
        labels.make(team.workspace, name, description=description, by=team.alice)
    with pytest.raises(BadRecord) as renamed:
        labels.rename(known, name, description=description, by=team.alice)
    assert made.value.field == renamed.value.field == field


def test_renaming_a_label_touches_no_claim(team: Team) -> None:
    claim = make_claim(make_article(team.workspace), labels=("fire",))
    before = Claim.objects.values().get(pk=claim.pk)
    label = Label.objects.get(workspace=team.workspace)
    labels.rename(label, "Fire", by=team.alice)
    labels.rename(label, "blaze", description="Burning.", by=team.alice)
    assert Claim.objects.values().get(pk=claim.pk) == before
    assert [row.label.name for row in claim.claim_labels.all()] == ["blaze"]


def test_a_retired_label_stays_on_its_claims(team: Team) -> None:
    claim = make_claim(make_article(team.workspace), labels=("fire",), by=team.alice)
    retired = labels.retire(Label.objects.get(workspace=team.workspace), by=team.bob)
    assert retired.retired_at is not None
    assert claim.claim_labels.count() == 1
    claims.change(claim, lambda _, record: record, by=team.alice)
    assert claim.claim_labels.get().label == retired


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_new_label_make_one() -> None:
    team = make_team()
    articles = [make_article(team.workspace, publisher="") for _ in range(2)]
    start = Barrier(2)
    failed: list[ClaimsError] = []

    def write(article: object) -> None:
        try:
            start.wait()
            make_claim(article, labels=("Fire", "flood"))
        except ClaimsError as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(article,)) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Label.objects.count() == 2
    assert ClaimLabel.objects.count() == 4

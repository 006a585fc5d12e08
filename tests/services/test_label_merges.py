"""Labels that count as others."""

import pytest

from claims.errors import Conflict
from claims.models import ClaimLabel, Label
from claims.queries.claim_documents import documents_of
from claims.queries.labels import with_counts
from claims.services import label_merges, labels
from tests.makers import GUARD, Team, make_article, make_claim


def label(name: str) -> Label:
    return Label.objects.select_related("workspace").get(name=name)


def counts(team: Team) -> dict[str, int]:
    return {row.name: row.used for row in with_counts(team.workspace)}  # type: ignore[attr-defined]  # annotated


def test_claims_show_the_label_theirs_counts_as_and_get_their_own_back(team: Team) -> None:
    article = make_article(team.workspace)
    one = make_claim(article, labels=("atack", "fire"))
    both = make_claim(article, GUARD, labels=("atack", "attack"))
    label_merges.merge(label("atack"), into=label("attack"), by=team.bob)
    assert [found["labels"] for found in documents_of(team.workspace, [one.pk, both.pk])] == [
        ["attack", "fire"],
        ["attack"],
    ]
    assert counts(team) == {"attack": 2, "fire": 1}
    assert ClaimLabel.objects.count() == 4
    make_claim(article, "nobody was hurt", labels=("ATACK",))
    assert counts(team) == {"attack": 3, "fire": 1}
    label_merges.unmerge(label("atack"), by=team.bob)
    assert documents_of(team.workspace, [one.pk])[0]["labels"] == ["atack", "fire"]
    assert counts(team) == {"atack": 2, "attack": 2, "fire": 1}


def test_what_was_merged_before_goes_along_and_comes_back(team: Team) -> None:
    for name in ("a", "b", "c"):
        labels.make(team.workspace, name, by=team.bob)
    label_merges.merge(label("a"), into=label("b"), by=team.bob)
    label_merges.merge(label("b"), into=label("c"), by=team.bob)
    assert {row.merged_into for row in Label.objects.exclude(name="c")} == {label("c")}
    label_merges.unmerge(label("b"), by=team.bob)
    assert (label("a").merged_into, label("b").merged_into) == (label("b"), None)


def test_merges_that_make_no_sense_are_refused(team: Team) -> None:
    for name in ("a", "b", "c", "old"):
        labels.make(team.workspace, name, by=team.bob)
    labels.retire(label("old"), by=team.bob)
    label_merges.merge(label("a"), into=label("b"), by=team.bob)
    for name, into, said in (("b", "b", "itself"), ("c", "a", "another label itself"), ("c", "old", "retired")):
        with pytest.raises(Conflict, match=said):
            label_merges.merge(label(name), into=label(into), by=team.bob)
    with pytest.raises(Conflict, match="already"):
        label_merges.merge(label("a"), into=label("c"), by=team.bob)
    with pytest.raises(Conflict, match="stands for itself"):
        label_merges.unmerge(label("b"), by=team.bob)
    with pytest.raises(Conflict, match="is not retired"):
        labels.restore(label("c"), by=team.bob)
    assert labels.restore(label("old"), by=team.bob).retired_at is None
